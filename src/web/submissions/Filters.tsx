/** The filter above the grid: state by chips, sector, findings, words. Everything chosen stands in the address. */
import { useEffect, useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { PlannedPage } from '../../modules/plan/submissions/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { useSectorName } from '../sectors.ts'
import { type Filter, firstPage } from './usePlanned.ts'
import { states as allStates, findingCodes } from './words.ts'

type Props = { filter: Filter; lists: PlanLists; page: PlannedPage | undefined }

export function Filters({ filter, lists, page }: Props) {
  const t = useT()
  const format = useFormat()
  const sectorName = useSectorName()
  const change = useChangeSearch()
  const set = (search: Search) => change({ ...search, ...firstPage })
  const codes = format.sorted([...findingCodes], (code) => t(`plan.submission.code.${code}`))
  return (
    <search className="row planned-filters">
      <form className="filters" aria-label={t('web.submissions.filter')} onSubmit={(e) => e.preventDefault()}>
        <label>
          {t('plan.submission.cell.sectorId')}
          <select value={filter.sector ?? ''} onChange={(e) => set({ sector: e.target.value || undefined })}>
            <option value="">{t('web.submissions.filter.all-sectors')}</option>
            {lists.sectors.map((sector) => (
              <option key={sector.id} value={sector.id}>
                {sectorName(sector)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('web.submissions.filter.finding')}
          <select value={filter.finding ?? ''} onChange={(e) => set({ finding: e.target.value || undefined })}>
            <option value="">{t('web.submissions.filter.all-findings')}</option>
            <option value="any">{t('web.submissions.filter.to-mend')}</option>
            <option value="none">{t('web.submissions.filter.none')}</option>
            {codes.map((code) => (
              <option key={code} value={code}>
                {t(`plan.submission.code.${code}`)}
              </option>
            ))}
          </select>
        </label>
        <Words value={filter.text ?? ''} onChange={(text) => set({ text })} />
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

function Words({ value, onChange }: { value: string; onChange: (words: string | undefined) => void }) {
  const t = useT()
  const [words, setWords] = useState(value)
  useEffect(() => {
    if (words === value) return
    const timer = setTimeout(() => onChange(words.trim() || undefined), 500)
    return () => clearTimeout(timer)
  })
  return (
    <label>
      {t('web.submissions.filter.words')}
      <input type="search" size={16} value={words} onChange={(e) => setWords(e.target.value)} />
    </label>
  )
}
