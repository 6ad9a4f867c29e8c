/** All imports of a plan: who sent what, and what became of it. */
import type { Import } from '../../modules/activities/imports/contract.ts'
import { address } from '../api.ts'
import { type T, useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Tone } from '../ui/Notice.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { Table } from '../ui/Table.tsx'
import { ActivityTabs } from '../ui/Tabs.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { useImports } from './useImports.ts'

/** The server's own command line has no name of a person. */
export const nameOfSender = (sentBy: string, t: T): string => (sentBy === 'operator' ? t('web.imports.by.operator') : sentBy)

export function ImportsScreen() {
  const t = useT()
  const { plan, organisation, country } = useScope()
  const may = useMay()
  const actions = plan !== undefined && may('activities.write') && (
    <>
      <a
        className="button"
        href={address(`/plans/${plan}/template.xlsx`, { organisation, country })}
        download
        title={t('web.imports.template.words')}
      >
        <Icon name="download" />
        {t('web.imports.template')}
      </a>
      <Go to="/imports/new" className="button primary">
        <Icon name="upload" />
        {t('web.imports.new')}
      </Go>
    </>
  )
  return (
    <>
      <Head title={t('web.imports.title')} actions={actions}>
        {useScopeWords()
          .filter((_, i, all) => i === all.length - 2)
          .join('')}
      </Head>
      <ActivityTabs />
      <WithPlan>{(code) => <List plan={code} />}</WithPlan>
    </>
  )
}

function List({ plan }: { plan: string }) {
  const t = useT()
  const may = useMay()
  const imports = useImports(plan)
  return (
    <Answer query={imports}>
      {(list) =>
        list.length === 0 ? (
          <Empty icon="upload" title={t('web.imports.empty')}>
            <p>{t('web.imports.empty.words')}</p>
            {may('activities.write') && (
              <Go to="/imports/new" className="button primary">
                {t('web.imports.new')}
              </Go>
            )}
          </Empty>
        ) : (
          <ImportsTable imports={list} />
        )
      }
    </Answer>
  )
}

const numbers = ['read', 'accepted', 'with-findings', 'refused'] as const

function ImportsTable({ imports }: { imports: Import[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <Table label={t('web.imports.title')}>
      <thead>
        <tr>
          <th scope="col">{t('web.imports.file')}</th>
          <th scope="col">{t('web.imports.state')}</th>
          <th scope="col">{t('web.imports.sent-at')}</th>
          <th scope="col">{t('web.imports.sent-by')}</th>
          {numbers.map((name) => (
            <th key={name} scope="col" className="n">
              {t(`web.imports.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Go to={`/imports/${one.id}`}>{one.fileName}</Go>
            </th>
            <td>
              <ImportState state={one.state} />
            </td>
            <td>{format.moment(one.sentAt)}</td>
            <td>{nameOfSender(one.sentBy, t)}</td>
            {[one.rowsRead, one.rowsAccepted, one.rowsWithFindings, one.rowsRefused].map((n, i) => (
              <td key={numbers[i]} className="n">
                {format.number(n)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const tones: Record<Import['state'], { tone?: Tone; icon?: string }> = {
  waiting: { tone: 'info', icon: 'history' },
  reading: { tone: 'info', icon: 'history' },
  done: { tone: 'good' },
  failed: { tone: 'wrong' },
  'taken-back': { icon: 'undo' },
}

export function ImportState({ state }: { state: Import['state'] }) {
  const t = useT()
  return <Badge {...tones[state]}>{t(`web.imports.state.${state}`)}</Badge>
}
