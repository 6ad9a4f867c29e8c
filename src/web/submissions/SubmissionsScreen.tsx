/** What an organisation plans to do: entered in the grid, pasted, sent as a filled form, copied from last year, and submitted. */
import { useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { indexLists, type Lists } from '../../modules/plan/rules/lists.ts'
import type { PlannedActivity, PlannedPage } from '../../modules/plan/submissions/contract.ts'
import { DiscardButton } from '../activities/DiscardButton.tsx'
import { useChosen } from '../grid/useChosen.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { PlanFrame } from '../plan/PlanFrame.tsx'
import { OutcomeNotice } from '../review/OutcomeNotice.tsx'
import type { Outcome } from '../review/useReview.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Conflicts } from './Conflicts.tsx'
import { bandsOf } from './columns.ts'
import { Filters } from './Filters.tsx'
import { Panel } from './Panel.tsx'
import { PlannedGrid } from './PlannedGrid.tsx'
import { fromServer, laidOver, type PlanRow, type Typed } from './rows.ts'
import { Tools } from './Tools.tsx'
import { filterNames, firstPage, useFilter, usePlanned, usePlannedDetail } from './usePlanned.ts'
import { type Saving, useSaving } from './useSaving.ts'
import './submissions.css'

export function SubmissionsScreen() {
  return <PlanFrame section="activities">{(lists) => <Desk key={lists.plan.code} source={lists} />}</PlanFrame>
}

function Desk({ source }: { source: PlanLists }) {
  const t = useT()
  const lists = useMemo(() => indexLists(source), [source])
  const plan = source.plan.code
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const may = useMay()
  const { filter, page: key, isNarrowed } = useFilter()
  const page = usePlanned(plan, filter, key)
  const saving = useSaving(plan)
  const rows = useRows(page.data, saving, lists)
  const choice = useChosen(rows)
  // What came of a step stays, also when its row has left the filter.
  const [outcome, setOutcome] = useState<Outcome>()
  const bands = useMemo(
    () => bandsOf(source.plan, { country: filter.country, organisation: filter.organisation }),
    [source, filter.country, filter.organisation],
  )
  const open = useCallback((id: string | undefined) => change({ row: id }), [change])
  const isLocked = page.data?.window.isLocked === true
  const mayWrite = may('submission.write') && !isLocked
  const start: Typed = filter.country ? { country: filter.country } : {}
  const add = (typed: Typed[]) => {
    if (filter.organisation === undefined) return
    const [first] = saving.add(
      filter.organisation,
      typed.map((cells) => ({ ...start, ...cells })),
    )
    if (typed.length === 1 && Object.keys(typed[0] ?? {}).length === 0) open(first)
  }
  // What is being mended stays open, also when it has left the filter by being mended.
  const here = rows.find((row) => row.id === search.row)
  const away = usePlannedDetail(plan, search.row ?? '', search.row !== undefined && page.isSuccess && !here)
  const { edit } = saving
  const found = page.data?.rows
  const onEdit = useCallback(
    (row: PlanRow, typed: Typed) =>
      edit(
        row,
        typed,
        [...(found ?? []), ...(away.data ? [away.data] : [])].find((one) => one.id === row.id),
      ),
    [edit, found, away.data],
  )
  const opened = here ?? (search.row !== undefined && away.data ? fromServer(away.data) : undefined)
  return (
    <>
      {page.data && <Window page={page.data} />}
      {mayWrite && (
        <Tools
          lists={source}
          filter={filter}
          chosen={choice.rows.filter((row) => row.may.submit)}
          shown={rows.filter((row) => row.may.submit)}
          page={page.data}
          isSaving={saving.pending.size > saving.conflicts.length && saving.error === undefined}
          onAdd={add}
        />
      )}
      <Filters filter={filter} lists={source} page={page.data} />
      {saving.error !== undefined && saving.pending.size > 0 && (
        <ProblemNotice
          error={saving.error}
          again={saving.again}
          instead={<DiscardButton ids={[...saving.pending.keys()]} onDrop={saving.drop} />}
        >
          <p>{t('web.activities.kept', { n: saving.pending.size })}</p>
        </ProblemNotice>
      )}
      <Conflicts saving={saving} lists={lists} />
      {outcome && <OutcomeNotice outcome={outcome} onClose={() => setOutcome(undefined)} />}
      <div className={opened ? 'split' : 'stack'}>
        <Answer query={page}>
          {(found) => (
            <div className="stack">
              {rows.length === 0 ? (
                <Nothing isNarrowed={isNarrowed} mayWrite={mayWrite} />
              ) : (
                <PlannedGrid
                  rows={rows}
                  bands={bands}
                  lists={lists}
                  sums={found.sums}
                  chosen={choice.ids}
                  opened={search.row}
                  onChoose={choice.choose}
                  onOpen={open}
                  onEdit={onEdit}
                  onAdd={add}
                />
              )}
              {rows.length > 0 && <Pages page={found} />}
            </div>
          )}
        </Answer>
        {opened && (
          <Opened
            key={opened.id}
            plan={plan}
            row={opened}
            lists={lists}
            onEdit={onEdit}
            onStep={setOutcome}
            onDrop={() => {
              saving.drop([opened.id])
              open(undefined)
            }}
            onClose={() => open(undefined)}
          />
        )}
      </div>
    </>
  )
}

type OpenedProps = {
  plan: string
  row: PlanRow
  lists: Lists
  onEdit: (row: PlanRow, typed: Typed) => void
  onStep: (outcome: Outcome) => void
  onDrop: () => void
  onClose: () => void
}

function Opened({ plan, row, lists, ...rest }: OpenedProps) {
  const detail = usePlannedDetail(plan, row.id, !row.isNew)
  const bands = useMemo(() => bandsOf(lists.source.plan, { organisation: true }), [lists])
  return <Panel plan={plan} row={row} lists={lists} bands={bands} changes={detail.data?.changes ?? []} {...rest} />
}

/** The page with what is on its way laid over it; new ones last. */
function useRows(page: PlannedPage | undefined, { pending }: Saving, lists: Lists): PlanRow[] {
  const t = useT()
  const cache = useMemo(() => new Map<string, { from: unknown; mine: unknown; row: PlanRow }>(), [])
  return useMemo(() => {
    const names = (id: number) => {
      const body = lists.source.organisations.find((o) => o.id === id)
      return body?.acronym || (body?.names[0] ?? '')
    }
    const row = (id: string, from: PlannedActivity | undefined): PlanRow => {
      const mine = pending.get(id)
      const known = cache.get(id)
      if (known && known.from === from && known.mine === mine) return known.row
      const made = mine
        ? laidOver(mine, lists, (f) => t(`plan.submission.finding.${f.code}`, f.values), names)
        : fromServer(from as PlannedActivity)
      cache.set(id, { from, mine, row: made })
      return made
    }
    const there = page?.rows ?? []
    const fresh = [...pending.values()].filter((p) => !there.some((r) => r.id === p.id) && p.version === 0)
    return [...there.map((r) => row(r.id, r)), ...fresh.map((p) => row(p.id, undefined))]
  }, [page, pending, lists, cache, t])
}

/** Whether and until when the plan takes activities. */
function Window({ page: { window } }: { page: PlannedPage }) {
  const t = useT()
  const format = useFormat()
  if (window.isLocked) return <Notice tone="info" title={t('web.submissions.locked', { version: window.version })} />
  if (window.submitBy === null) return null
  const day = format.day(window.submitBy)
  return window.isPast ? (
    <Notice tone="attention" title={t('web.submissions.past', { day })} />
  ) : (
    <p className="quiet">{t('web.submissions.until', { day })}</p>
  )
}

function Nothing({ isNarrowed, mayWrite }: { isNarrowed: boolean; mayWrite: boolean }) {
  const t = useT()
  const change = useChangeSearch()
  if (isNarrowed)
    return (
      <Empty icon="filter" title={t('web.submissions.empty.filtered')}>
        <button
          type="button"
          onClick={() => change({ ...Object.fromEntries(filterNames.map((name) => [name, undefined])), ...firstPage })}
        >
          {t('web.submissions.filter.clear')}
        </button>
      </Empty>
    )
  return (
    <Empty icon="plan" title={t('web.submissions.empty')}>
      <p>{t(mayWrite ? 'web.submissions.empty.words' : 'web.submissions.empty.reader')}</p>
    </Empty>
  )
}

function Pages({ page }: { page: PlannedPage }) {
  const t = useT()
  const change = useChangeSearch()
  const [first, last] = [page.rows[0]?.id, page.rows.at(-1)?.id]
  return (
    <nav className="pages" aria-label={t('web.submissions.pages')}>
      {page.hasEarlier && (
        <button type="button" className="plain" onClick={() => change({ ...firstPage, before: first })}>
          {t('web.submissions.pages.earlier')}
        </button>
      )}
      <span>{t('web.submissions.pages.shown', { n: page.rows.length })}</span>
      {page.hasLater && (
        <button type="button" className="plain" onClick={() => change({ ...firstPage, after: last })}>
          {t('web.submissions.pages.later')}
        </button>
      )}
    </nav>
  )
}
