/** The rows that partners reported: filtered, read, mended, entered, sent on their way. */
import { useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { ActivityPage } from '../../modules/activities/contract.ts'
import type { FixRule } from '../../modules/activities/desk/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { isUnreachable } from '../api.ts'
import { useChosen } from '../grid/useChosen.ts'
import { useT } from '../languages.ts'
import { type Search, useChangeSearch, useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Head } from '../ui/Head.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { ActivityTabs } from '../ui/Tabs.tsx'
import { Wait } from '../ui/Wait.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { keepWishes, keptWishes, shownBands, type Wishes } from './columns.ts'
import { Detail } from './Detail.tsx'
import { Filters, Narrowed } from './Filters.tsx'
import { Fixes, fixRules } from './Fixes.tsx'
import { useFilter } from './filter.ts'
import { KeptBar } from './KeptBar.tsx'
import { NoRows } from './NoRows.tsx'
import { Pages } from './Pages.tsx'
import { ReportedGrid } from './ReportedGrid.tsx'
import { fromServer, type GridRow, withKept } from './rows.ts'
import { StepBar } from './StepBar.tsx'
import { Making, Taking } from './Tools.tsx'
import { type Kept, type Typed, useKept } from './useKept.ts'
import { useLists, usePage } from './useRows.ts'

export function ActivitiesScreen() {
  return <WithPlan>{(plan) => <WithLists key={plan} plan={plan} />}</WithPlan>
}

function WithLists({ plan }: { plan: string }) {
  const t = useT()
  const { lists, error, again } = useLists(plan)
  if (lists) return <Desk plan={plan} lists={lists} />
  return (
    <>
      <Head title={t('web.activities.title')} />
      {error ? <ProblemNotice error={error} again={again} /> : <Wait />}
    </>
  )
}

function Desk({ plan, lists }: { plan: string; lists: Lists }) {
  const t = useT()
  const scope = useScope()
  const change = useChangeSearch()
  const search: Search = useSearch({ strict: false })
  const { filter, page: key, isNarrowed } = useFilter()
  const page = usePage(plan, filter, key)
  const kept = useKept(plan, lists)
  const [wishes, setWishes] = useState<Wishes>(keptWishes)
  const wish = (next: Wishes) => {
    keepWishes(next)
    setWishes(next)
  }
  const { country, month, organisation } = scope
  const bands = useMemo(
    () => shownBands(lists.source.plan, { country, month, organisation, admin1: filter.admin1 }, wishes),
    [lists, country, month, organisation, filter.admin1, wishes],
  )
  const rows = useGridRows(page.data, kept, lists)
  const choice = useChosen(rows)
  const open = useCallback((id: string | undefined) => change({ row: id }), [change])
  const add = (typed: Typed[]) => kept.add(typed.map((cells) => ({ ...startOf(lists, scope), ...cells })))
  const rule = fixRules.find((one) => one === search.fix)
  const setRule = (fix: FixRule | undefined) => change({ fix, row: undefined }, { replace: true })
  // Without a network, the rows kept on this device can still be read, mended and added to.
  const isAlone = page.data === undefined && isUnreachable(page.error) && rows.length > 0
  const grid = (found: ActivityPage | undefined) => (
    <ReportedGrid
      rows={rows}
      bands={bands}
      lists={lists}
      page={found}
      chosen={choice.ids}
      opened={search.row}
      oneMonth={filter.month !== undefined}
      onChoose={choice.choose}
      onOpen={open}
      onEdit={kept.edit}
      onAdd={add}
    />
  )
  return (
    <>
      <FirstLine
        page={page.data}
        place={lists.source.places.find((p) => p.code === filter.admin1)?.names[0]}
        actions={
          <Making
            lists={lists}
            onAdd={(typed) => {
              const [first] = add(typed)
              if (typed.length === 1) open(first)
            }}
            onFixes={() => setRule(rule ?? 'round-breakdown')}
          />
        }
      />
      <ActivityTabs />
      <Filters filter={filter} lists={lists.source} />
      <Narrowed filter={filter} lists={lists.source} />
      <KeptBar kept={kept} lists={lists} />
      <div className={search.row ? 'split' : 'stack'}>
        <div className="stack">
          {rule && (
            <Fixes plan={plan} filter={filter} lists={lists} rule={rule} onRule={setRule} onClose={() => setRule(undefined)} />
          )}
          {isAlone && grid(undefined)}
          {!isAlone && (
            <Answer query={page}>
              {(found) => (
                <>
                  <div className="row">
                    <StepBar plan={plan} filter={filter} hasRows={rows.length > 0} chosen={choice.rows} onDone={choice.clear} />
                    {rows.length > 0 && <Taking plan={plan} filter={filter} lists={lists} wishes={wishes} onWishes={wish} />}
                  </div>
                  {rows.length === 0 ? <NoRows isNarrowed={isNarrowed} /> : grid(found)}
                  {rows.length > 0 && <Pages page={found} />}
                </>
              )}
            </Answer>
          )}
        </div>
        {search.row && (
          <Detail key={search.row} plan={plan} id={search.row} lists={lists} kept={kept} onClose={() => open(undefined)} />
        )}
      </div>
      <p className="hide" aria-live="polite">
        {page.isFetching ? t('web.ui.wait') : ''}
      </p>
    </>
  )
}

/** A new row begins where the screen stands. */
function startOf(lists: Lists, { country, organisation, month }: ReturnType<typeof useScope>): Typed {
  const name = lists.source.organisations.find((o) => o.id === organisation)?.names[0]
  return { ...(country ? { country } : {}), ...(name ? { organisation: name } : {}), ...(month ? { month } : {}) }
}

/** New rows of this device first, then the page, with what is kept laid over it; without a page, all that is kept. */
function useGridRows(page: ActivityPage | undefined, kept: Kept, lists: Lists): GridRow[] {
  const cache = useMemo(() => new Map<string, { from: unknown; kept: unknown; row: GridRow }>(), [])
  return useMemo(() => {
    const laid = (id: string, from: ActivityPage['rows'][number] | undefined): GridRow => {
      const mine = kept.rows.get(id)
      const known = cache.get(id)
      if (known && known.from === from && known.kept === mine) return known.row
      const row = mine ? withKept(from && fromServer(from), mine, lists) : fromServer(from as ActivityPage['rows'][number])
      cache.set(id, { from, kept: mine, row })
      return row
    }
    const fresh = [...kept.rows.values()]
      .filter((row) => page === undefined || (row.version === 0 && !page.rows.some((r) => r.id === row.id)))
      .map((row) => laid(row.id, undefined))
    return [...fresh, ...(page?.rows ?? []).map((row) => laid(row.id, row))]
  }, [page, kept.rows, lists, cache])
}

function FirstLine({
  page,
  place,
  actions,
}: {
  page: ActivityPage | undefined
  place: string | undefined
  actions: React.ReactNode
}) {
  const t = useT()
  const words = useScopeWords()
  const count = page && (page.total === null ? t('web.activities.count.many') : t('web.activities.count', { total: page.total }))
  const findings = page?.withFindings ? [t('web.activities.count.findings', { n: page.withFindings })] : []
  return (
    <Head title={t('web.activities.title')} actions={actions}>
      {[...(place ? [place] : []), ...words, ...(count ? [count, ...findings] : [])].join(' · ')}
    </Head>
  )
}
