/** A line that no file brought: a place of the country and a sector. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { PeopleRow, What } from '../../modules/plan/needs/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { useSectorName } from '../sectors.ts'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useReadAgain } from './useNeeds.ts'

type Props = { lists: PlanLists; country: string; what: What; sector: number; rows: PeopleRow[] }

export function AddLine({ lists, country, what, sector, rows }: Props) {
  const t = useT()
  const sectorName = useSectorName()
  const readAgain = useReadAgain(lists.plan.code)
  const [chosen, setChosen] = useState('')
  const [of, setOf] = useState(sector)
  const sectorId = lists.sectors.some((one) => one.id === of) ? of : sector || lists.sectors[0]?.id
  const has = (key: string) => rows.some((row) => row.sectorId === sectorId && `${row.level}:${row.place}` === key)
  const levels = (['country', 'other'] as const).map((level) => ({
    key: `${level}:${country}`,
    name: t(`web.needs.level.${level}`),
  }))
  const areas = lists.places
    .filter((p) => p.country === country && p.level === 1)
    .map((p) => ({ key: `admin1:${p.code}`, name: p.names[0] ?? p.code }))
  const places = [...levels, ...areas].filter(({ key }) => !has(key))
  const adding = useMutation({
    mutationFn: () => {
      const [level, place] = (places.find(({ key }) => key === chosen) ?? places[0]!).key.split(':')
      return send<PeopleRow>('POST', `/plans/${lists.plan.code}/needs/lines`, { what, country, level, place, sectorId })
    },
    onSuccess: readAgain,
  })
  if (lists.sectors.length === 0) return <p className="quiet">{t('web.needs.entry.no-sectors')}</p>
  return (
    <form
      className="filters"
      onSubmit={(e) => {
        e.preventDefault()
        adding.mutate()
      }}
    >
      <label>
        {t('web.needs.place')}
        <select value={chosen} onChange={(e) => setChosen(e.target.value)}>
          {places.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('web.figures.sector')}
        <select value={sectorId} onChange={(e) => setOf(Number(e.target.value))}>
          {lists.sectors.map((one) => (
            <option key={one.id} value={one.id}>
              {sectorName(one)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" disabled={adding.isPending || places.length === 0}>
        <Icon name="plus" />
        {t('web.needs.entry.add')}
      </button>
      {adding.isError && <ProblemNotice error={adding.error} />}
    </form>
  )
}
