/** The filter above the grid. Everything chosen stands in the address. */
import type { ReactNode } from 'react'
import { blockingCodes, reviewCodes, type State } from '../../modules/activities/contract.ts'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { FilterChoice, FilterWords } from '../grid/FilterFields.tsx'
import { useFormat, useT, useText } from '../languages.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { useSectorName } from '../sectors.ts'
import { type Asked, filterNames, firstPage } from './filter.ts'

const kinds = ['direct', 'capacity', 'output'] as const
const states = ['draft', 'submitted', 'returned', 'accepted', 'locked'] satisfies State[]

export function Filters({ filter, lists, children }: { filter: Asked; lists: PlanLists; children?: ReactNode }) {
  const t = useT()
  const sectorName = useSectorName()
  const format = useFormat()
  const change = useChangeSearch()
  const set = (search: Search) => change({ ...search, ...firstPage })
  const findings = (codes: readonly string[]) =>
    format.sorted(
      codes.map((code) => ({ value: code, name: t(`web.activities.finding.${code}`) })),
      (o) => o.name,
    )
  const places = lists.places.filter((p) => p.level === 1 && p.country === filter.country)
  return (
    <search>
      <form className="filters" aria-label={t('web.activities.filter')} onSubmit={(e) => e.preventDefault()}>
        {filter.country && (
          <FilterChoice
            label={t('web.activities.filter.place')}
            all={t('web.activities.filter.all-places')}
            value={filter.admin1}
            onChange={(admin1) => set({ admin1 })}
            options={format.sorted(
              places.map((p) => ({ value: p.code, name: p.names[0] ?? p.code })),
              (o) => o.name,
            )}
          />
        )}
        <FilterChoice
          label={t('web.activities.filter.sector')}
          all={t('web.activities.filter.all-sectors')}
          value={filter.sector}
          onChange={(sector) => set({ sector, indicator: undefined })}
          options={lists.sectors.map((s) => ({ value: String(s.id), name: sectorName(s) }))}
        />
        <label>
          {t('web.activities.filter.finding')}
          <select value={filter.finding ?? ''} onChange={(e) => set({ finding: e.target.value || undefined })}>
            <option value="">{t('web.activities.filter.all-rows')}</option>
            <option value="any">{t('web.activities.filter.any')}</option>
            <option value="none">{t('web.activities.filter.none')}</option>
            <optgroup label={t('web.activities.severity.blocking')}>
              {findings(blockingCodes).map((o) => (
                <option key={o.value} value={o.value}>
                  {o.name}
                </option>
              ))}
            </optgroup>
            <optgroup label={t('web.activities.severity.review')}>
              {findings(reviewCodes).map((o) => (
                <option key={o.value} value={o.value}>
                  {o.name}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        <FilterChoice
          label={t('web.activities.filter.kind')}
          all={t('web.activities.filter.all-kinds')}
          value={filter.kind}
          onChange={(kind) => set({ kind })}
          options={kinds.map((value) => ({ value, name: t(`web.activities.kind.${value}`) }))}
        />
        <FilterChoice
          label={t('web.activities.filter.state')}
          all={t('web.activities.filter.all-states')}
          value={filter.state}
          onChange={(state) => set({ state })}
          options={states.map((value) => ({ value, name: t(`web.activities.state.${value}`) }))}
        />
        <FilterWords label={t('web.activities.filter.words')} value={filter.words} onChange={(words) => set({ words })} />
        {children}
      </form>
    </search>
  )
}

/** What narrows the rows without a control of its own: one import, one indicator, the rows that a figure counts. */
export function Narrowed({ filter, lists }: { filter: Asked; lists: PlanLists }) {
  const t = useT()
  const text = useText()
  const change = useChangeSearch()
  const indicator = filter.indicator === undefined ? undefined : lists.indicators.find((i) => i.id === filter.indicator)
  const said = [
    ...(filter.importId ? [t('web.activities.filter.import')] : []),
    ...(filter.computed ? [t(`web.activities.filter.computed.${filter.computed}`)] : []),
    ...(filter.include === 'accepted' || filter.include === 'submitted'
      ? [t(`web.activities.filter.include.${filter.include}`)]
      : []),
    ...(indicator ? [t('web.activities.filter.indicator', { name: text(indicator.names, indicator.name) })] : []),
  ]
  if (said.length === 0) return null
  const clear = Object.fromEntries(filterNames.map((name) => [name, undefined]))
  return (
    <p className="row">
      {said.join(' · ')}{' '}
      <button type="button" className="plain" onClick={() => change({ ...clear, ...firstPage })}>
        {t('web.activities.filter.clear')}
      </button>
    </p>
  )
}
