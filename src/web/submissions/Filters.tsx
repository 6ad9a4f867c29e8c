/** The filter above the grid: state by chips, sector, findings, words. Everything chosen stands in the address. */
import type { PlanLists } from '../../modules/plan/contract.ts'
import { activityFindingCodes, type PlannedPage } from '../../modules/plan/submissions/contract.ts'
import { FilterChoice, FilterWords } from '../grid/FilterFields.tsx'
import { useFormat, useT } from '../languages.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { useSectorName } from '../sectors.ts'
import { type Filter, firstPage } from './usePlanned.ts'
import { states as allStates } from './words.ts'

type Props = { filter: Filter; lists: PlanLists; page: PlannedPage | undefined }

export function Filters({ filter, lists, page }: Props) {
  const t = useT()
  const format = useFormat()
  const sectorName = useSectorName()
  const change = useChangeSearch()
  const set = (search: Search) => change({ ...search, ...firstPage })
  const codes = format.sorted([...activityFindingCodes], (code) => t(`plan.submission.code.${code}`))
  return (
    <search className="row planned-filters">
      <form className="filters" aria-label={t('web.submissions.filter')} onSubmit={(e) => e.preventDefault()}>
        <FilterChoice
          label={t('plan.submission.cell.sectorId')}
          all={t('web.submissions.filter.all-sectors')}
          value={filter.sector}
          onChange={(sector) => set({ sector })}
          options={lists.sectors.map((sector) => ({ value: String(sector.id), name: sectorName(sector) }))}
        />
        <FilterChoice
          label={t('web.submissions.filter.finding')}
          all={t('web.submissions.filter.all-findings')}
          value={filter.finding}
          onChange={(finding) => set({ finding })}
          options={[
            { value: 'any', name: t('web.submissions.filter.to-mend') },
            { value: 'none', name: t('web.submissions.filter.none') },
            ...codes.map((code) => ({ value: code, name: t(`plan.submission.code.${code}`) })),
          ]}
        />
        <FilterWords label={t('web.submissions.filter.words')} value={filter.text} onChange={(text) => set({ text })} />
      </form>
      <States filter={filter} page={page} onChoose={set} />
    </search>
  )
}

/** How many stand in each state, and how many are to be mended. */
function States({
  filter,
  page,
  onChoose,
}: {
  filter: Filter
  page: PlannedPage | undefined
  onChoose: (search: Search) => void
}) {
  const t = useT()
  const format = useFormat()
  const states = allStates.filter((state) => (page?.sums.states[state] ?? 0) > 0 || filter.state === state)
  if (states.length === 0 && !page?.sums.blocked) return null
  return (
    <fieldset className="row chips">
      <legend className="hide">{t('web.submissions.filter.state')}</legend>
      {states.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={filter.state === state}
          onClick={() => onChoose({ state: filter.state === state ? undefined : state })}
        >
          {t(`web.submissions.state.${state}`)} {format.number(page?.sums.states[state] ?? 0)}
        </button>
      ))}
      {(page?.sums.blocked ?? 0) > 0 && (
        <button
          type="button"
          aria-pressed={filter.finding === 'any'}
          onClick={() => onChoose({ finding: filter.finding === 'any' ? undefined : 'any' })}
        >
          {t('web.submissions.to-mend', { n: page?.sums.blocked ?? 0 })}
        </button>
      )}
    </fieldset>
  )
}
