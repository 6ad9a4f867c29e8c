/** One list: how far it is, and at the end what became of it: kept, refused and why, who may be registered twice. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ListImport } from '../../modules/people/imports/contract.ts'
import { address, get } from '../api.ts'
import { hasMessage, useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Notice } from '../ui/Notice.tsx'
import { isRunning } from './lists.ts'
import { useNeedName } from './needs.ts'
import { ListState } from './PeopleImportsScreen.tsx'
import { useSiteName } from './places.ts'
import './people.css'

export function PeopleImportScreen() {
  const t = useT()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const query = useQuery({
    queryKey: ['people-import', id],
    queryFn: () => get<ListImport>(`/people/imports/${id}`),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? 700 : false),
  })
  return (
    <>
      <nav className="crumbs" aria-label={t('web.people.lists')}>
        <ol>
          <li>
            <Go to="/people/imports">{t('web.people.lists')}</Go>
          </li>
        </ol>
      </nav>
      {query.data === undefined && <Head title={t('web.people.list')} />}
      <Answer query={query}>{(list) => <Whole list={list} />}</Answer>
    </>
  )
}

function Whole({ list }: { list: ListImport }) {
  const t = useT()
  const format = useFormat()
  const siteName = useSiteName()
  const files = [list.fileName, list.alsoFileName].filter(Boolean).join(' + ')
  const words = [siteName(list.site) ?? '', t('web.people.list.by', { at: format.moment(list.sentAt), by: list.sentBy })]
  return (
    <>
      <Head title={t('web.people.list.named', { name: files })} actions={<ListState state={list.state} />}>
        {words.filter(Boolean).join(' · ')}
      </Head>
      {list.again && <Notice tone="attention" title={t('web.people.list.again')} says />}
      {isRunning(list) && <Running list={list} />}
      {list.state === 'failed' && (
        <Notice tone="wrong" title={list.problem?.title || t('web.people.list.failed')} says>
          <p>{t('web.people.list.failed.words')}</p>
        </Notice>
      )}
      {list.state === 'done' && <Ended list={list} />}
    </>
  )
}

function Running({ list }: { list: ListImport }) {
  const t = useT()
  return (
    <section className="panel stack" aria-labelledby="running">
      <h2 id="running">{t('web.people.list.running')}</h2>
      <div>
        <progress
          value={list.rowsTotal ? list.rowsRead : undefined}
          max={list.rowsTotal ?? undefined}
          aria-label={t('web.people.list.running')}
        />
        <p role="status">{t('web.people.list.rows', { read: list.rowsRead, total: list.rowsTotal ?? list.rowsRead })}</p>
      </div>
      <p className="quiet">{t('web.people.list.running.words')}</p>
    </section>
  )
}

function Ended({ list }: { list: ListImport }) {
  const t = useT()
  const format = useFormat()
  const figures = [
    { key: 'households', n: list.households },
    { key: 'persons', n: list.persons },
    { key: 'rowsRefused', n: list.rowsRefused },
    { key: 'candidates', n: list.candidates },
  ]
  return (
    <>
      <div className="figures">
        {figures.map(({ key, n }) => (
          <p key={key} className="figure big">
            <b>{format.number(n)}</b>
            {t(`web.people.list.${key}`)}
            <span className="method">{t(`web.people.list.${key}.method`)}</span>
          </p>
        ))}
      </div>
      {list.rowsRefused > 0 && (
        <Notice tone="attention" title={t('web.people.list.refused', { n: list.rowsRefused })}>
          <RefusedRows list={list} />
        </Notice>
      )}
      {list.candidates > 0 && (
        <p>
          <Go to="/people/duplicates" className="button">
            {t('web.people.list.look', { n: list.candidates })}
          </Go>
        </p>
      )}
      <Remarks findings={list.findings} />
      <Columns list={list} />
    </>
  )
}

function Remarks({ findings }: { findings: ListImport['findings'] }) {
  const t = useT()
  const said = Object.entries(findings).filter(([code]) => hasMessage(`people.remark.${code}`))
  if (said.length === 0) return null
  return (
    <section className="stack" aria-labelledby="remarks">
      <h2 id="remarks">{t('web.people.list.remarks')}</h2>
      <ul className="plain-list">
        {said.map(([code, n]) => (
          <li key={code}>
            {t(`people.remark.${code}`)} <span className="quiet">{t('web.people.list.households.n', { n })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const placedFirst = (columns: ListImport['columns']) =>
  columns.toSorted((a, b) => Number(a.field === null) - Number(b.field === null))

function Columns({ list }: { list: ListImport }) {
  const t = useT()
  const needName = useNeedName()
  const placed = list.columns.filter(({ field }) => field !== null).length
  if (list.columns.length === 0) return null
  return (
    <details>
      <summary>{t('web.people.list.placed', { placed, all: list.columns.length })}</summary>
      <Listing
        label={t('web.people.list.columns')}
        rows={placedFirst(list.columns).map((column, at) => ({ at, ...column }))}
        keyOf={({ at, sheet, header }) => `${at} ${sheet} ${header}`}
        columns={[
          { name: t('web.people.list.column'), cell: ({ header }) => header },
          {
            name: t('web.people.list.field'),
            cell: ({ field, need }) =>
              [t(`web.people.list.field.${field ?? 'none'}`), need && needName(need)].filter(Boolean).join(' · '),
          },
        ]}
      />
    </details>
  )
}

/** They name people who are not registered: they wait for whoever mends them, and not for ever. */
function RefusedRows({ list: { id, refusedUntil } }: { list: ListImport }) {
  const t = useT()
  const format = useFormat()
  if (refusedUntil !== null && Date.parse(refusedUntil) < Date.now())
    return <p>{t('web.people.list.refused.gone', { day: format.day(refusedUntil) })}</p>
  return (
    <>
      <p>{t('web.people.list.refused.words')}</p>
      <p>
        <a className="button" href={address(`/people/imports/${id}/refused.xlsx`)} download>
          <Icon name="download" />
          {t('web.people.list.refused.file')}
        </a>
      </p>
      {refusedUntil !== null && <p className="help">{t('web.people.list.refused.until', { day: format.day(refusedUntil) })}</p>}
    </>
  )
}
