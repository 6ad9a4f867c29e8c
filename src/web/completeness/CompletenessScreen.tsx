/** Who reported: country × month and organisation × month, with what each must mend. */
import { useSearch } from '@tanstack/react-router'
import type { Completeness } from '../../modules/activities/desk/contract.ts'
import { address } from '../api.ts'
import { useT } from '../languages.ts'
import { type Search, useChangeSearch, useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { ActivityTabs } from '../ui/Tabs.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { Heat, type Line, useHeatSentence } from './Heat.tsx'
import { untilReported, useCompleteness } from './months.ts'

export function CompletenessScreen() {
  const t = useT()
  return (
    <>
      <Head title={t('web.completeness.title')}>{useScopeWords().join(' · ')}</Head>
      <ActivityTabs />
      <WithPlan>{(plan) => <WhoReported plan={plan} />}</WithPlan>
    </>
  )
}

function WhoReported({ plan }: { plan: string }) {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const { month, country } = useScope()
  const sentence = useHeatSentence()
  const by = search.by === 'organisation' ? 'organisation' : 'country'
  const shows = search.blocked === 'yes'
  const completeness = useCompleteness(plan, by)
  const showsAll = search.months === 'all'
  const shown = showsAll ? (found: Completeness) => found : untilReported
  return (
    <>
      <form className="filters" aria-label={t('web.completeness.by')}>
        <label>
          {t('web.completeness.by')}
          <select value={by} onChange={(e) => change({ by: e.target.value === 'organisation' ? 'organisation' : undefined })}>
            <option value="country">{t('web.completeness.by.country')}</option>
            <option value="organisation">{t('web.completeness.by.organisation')}</option>
          </select>
        </label>
        <label className="tick">
          <input type="checkbox" checked={shows} onChange={(e) => change({ blocked: e.target.checked ? 'yes' : undefined })} />{' '}
          {t('web.completeness.show-blocked')}
        </label>
        <label className="tick">
          <input type="checkbox" checked={showsAll} onChange={(e) => change({ months: e.target.checked ? 'all' : undefined })} />{' '}
          {t('web.completeness.all-months')}
        </label>
      </form>
      <Answer query={completeness}>
        {(found) =>
          found.lines.every((line) => line.rows === 0) ? (
            <Empty icon="activities" title={t('web.completeness.empty')}>
              <p>{t('web.completeness.empty.words')}</p>
            </Empty>
          ) : (
            <div className="stack">
              <p className="quiet">{sentence(shown(found), month)}</p>
              <Heat
                completeness={shown(found)}
                month={month}
                selected={country}
                showBlocked={shows}
                tall
                more={by === 'organisation' ? (line) => <ErrorReport plan={plan} line={line} /> : undefined}
              />
            </div>
          )
        }
      </Answer>
    </>
  )
}

function ErrorReport({ plan, line }: { plan: string; line: Line }) {
  const t = useT()
  const blocked = line.cells.reduce((sum, cell) => sum + cell.blocked, 0)
  if (line.rows === 0) return null
  if (blocked === 0) return <span className="quiet nowrap">{t('web.completeness.report.none')}</span>
  const file = address(`/plans/${plan}/error-report.xlsx`, { organisation: line.key })
  const words = t('web.completeness.report.of', { name: line.name })
  return (
    <a href={file} download className="nowrap" title={words} aria-label={words}>
      <Icon name="download" /> {t('web.completeness.blocked', { n: blocked })}
    </a>
  )
}
