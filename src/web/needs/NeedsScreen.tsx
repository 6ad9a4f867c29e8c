/** Needs of a plan: people in need beside targets, their entry, the scenario they stand on, and what a household survey found. */
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { PeopleTables } from '../../modules/plan/needs/contract.ts'
import { address } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { PlanFrame } from '../plan/PlanFrame.tsx'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { EntryPart } from './EntryPart.tsx'
import { FiguresPart } from './FiguresPart.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { ScenarioPart } from './ScenarioPart.tsx'
import { SurveyPart } from './SurveyPart.tsx'
import { parts, useChoice, useTables } from './useNeeds.ts'
import './needs.css'

export function NeedsScreen() {
  const t = useT()
  const may = useMay()
  const [sending, setSending] = useState(false)
  return (
    <PlanFrame
      section="needs"
      says={({ plan }) => <Sources plan={plan.code} />}
      actions={({ plan }) => (
        <>
          <Downloads plan={plan.code} />
          {may('needs.edit') && (
            <button type="button" className="primary" onClick={() => setSending(true)}>
              <Icon name="upload" />
              {t('web.needs.import')}
            </button>
          )}
        </>
      )}
    >
      {(lists) => (
        <>
          <Parts lists={lists} onImport={() => setSending(true)} />
          {sending && <ImportDialog plan={lists.plan.code} onClose={() => setSending(false)} />}
        </>
      )}
    </PlanFrame>
  )
}

/** Where the two tables come from, and for which day they hold. */
function Sources({ plan }: { plan: string }) {
  const t = useT()
  const format = useFormat()
  const tables = useTables(plan)
  const said = (['need', 'target'] as const).flatMap((what) => {
    const table = tables.data?.[what]
    return table ? [t('web.needs.source', { what, source: table.source, day: format.day(table.dated), by: table.by })] : []
  })
  return said.length > 0 ? said.join(' · ') : t('web.needs.words')
}

function Downloads({ plan }: { plan: string }) {
  const t = useT()
  return (
    <details className="downloads-menu">
      <summary className="button">
        <Icon name="download" />
        {t('web.needs.download')}
      </summary>
      <ul>
        {(['needs', 'targets-table'] as const).flatMap((table) =>
          (['csv', 'xlsx'] as const).map((format) => (
            <li key={`${table}.${format}`}>
              <a href={address(`/plans/${plan}/${table}.${format}`)} download>
                {t(`web.needs.download.${table}`)} ({format.toUpperCase()})
              </a>
            </li>
          )),
        )}
        {(['country', 'admin1'] as const).map((by) => (
          <li key={by}>
            <a href={address(`/plans/${plan}/needs/intersector.csv`, { by, parts: by === 'country' ? 1 : undefined })} download>
              {t(`web.needs.download.${by}`)} (CSV)
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Parts({ lists, onImport }: { lists: PlanLists; onImport: () => void }) {
  const t = useT()
  const { pathname } = useLocation()
  const { part } = useChoice()
  const { code } = lists.plan
  const tables = useTables(code)
  return (
    <>
      <nav className="tabs" aria-label={t('web.needs.parts')}>
        {parts.map((name) => (
          <Go
            key={name}
            to={pathname}
            search={name === 'figures' ? {} : { part: name }}
            current={name === part ? 'page' : undefined}
          >
            {t(`web.needs.part.${name}`)}
          </Go>
        ))}
      </nav>
      <Answer query={tables}>
        {(all) => (
          <>
            {all.may.isLocked && <Notice tone="info" title={t('web.needs.locked')} />}
            {part === 'scenario' && <ScenarioPart plan={code} />}
            {part === 'survey' && <SurveyPart plan={code} />}
            {part === 'figures' && isEmpty(all) && <Nothing mayEdit={all.may.edit} onImport={onImport} />}
            {part === 'figures' && !isEmpty(all) && <FiguresPart lists={lists} tables={all} />}
            {part === 'entry' && <EntryPart lists={lists} />}
          </>
        )}
      </Answer>
    </>
  )
}

const isEmpty = (tables: PeopleTables) => tables.need === null && tables.target === null

function Nothing({ mayEdit, onImport }: { mayEdit: boolean; onImport: () => void }) {
  const t = useT()
  return (
    <Empty icon="people" title={t('web.needs.none')}>
      <p>{t(mayEdit ? 'web.needs.none.words' : 'web.needs.none.wait')}</p>
      {mayEdit && (
        <button type="button" className="primary" onClick={onImport}>
          <Icon name="upload" />
          {t('web.needs.import')}
        </button>
      )}
    </Empty>
  )
}
