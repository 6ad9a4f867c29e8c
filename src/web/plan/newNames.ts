/** Names that rows brought in and nobody has looked at yet. */
import type { PlanLists } from '../../modules/plan/contract.ts'

export type NewName = {
  list: 'sectors' | 'indicators' | 'places' | 'organisations' | 'implementers' | 'mechanisms'
  id: string
  name: string
  where: string
  choices: { id: string; name: string }[]
}

export function newNames(lists: PlanLists): NewName[] {
  const { sectors, indicators, places, organisations, mechanisms } = lists
  const sectorName = new Map(sectors.map((sector) => [sector.id, sector.name]))
  return [
    ...sectors
      .filter((one) => one.isNew)
      .map((one) => ({ list: 'sectors' as const, id: String(one.id), name: one.name, where: '', choices: [] })),
    ...indicators
      .filter((one) => one.isNew)
      .map((one) => ({
        list: 'indicators' as const,
        id: String(one.id),
        name: one.name,
        where: sectorName.get(one.sectorId) ?? '',
        choices: [],
      })),
    ...places
      .filter((one) => one.isNew)
      .map((one) => ({
        list: 'places' as const,
        id: one.code,
        name: one.names[0] ?? one.code,
        where: one.countryName,
        choices: places
          .filter((other) => other.country === one.country && other.level === one.level && !other.isNew)
          .map((other) => ({ id: other.code, name: other.names[0] ?? other.code })),
      })),
    ...organisations
      .filter((one) => one.isNew)
      .map((one) => ({
        list: one.appealing ? ('organisations' as const) : ('implementers' as const),
        id: String(one.id),
        name: one.names[0] ?? '',
        where: '',
        choices: organisations
          .filter((other) => !other.isNew)
          .map((other) => ({ id: String(other.id), name: other.names[0] ?? '' })),
      })),
    ...mechanisms
      .filter((one) => one.isNew)
      .map((one) => ({
        list: 'mechanisms' as const,
        id: String(one.id),
        name: one.name,
        where: '',
        choices: mechanisms.filter((other) => !other.isNew).map((other) => ({ id: String(other.id), name: other.name })),
      })),
  ]
}
