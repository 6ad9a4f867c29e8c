/** Totals over areas: funding is added, people never are. Also runs in the browser. */
import { sumOf } from '../../../core/decimal.ts'
import type { Area, AreaTotals } from './contract.ts'

type Counted = Pick<Area, 'peopleTargeted' | 'entitiesTargeted' | 'fundingRequiredUsd' | 'fundingConfirmedUsd' | 'examples'>
const counted = ['entitiesTargeted', 'fundingRequiredUsd', 'fundingConfirmedUsd'] as const

/** The same people are reached by several areas: adding them would count them several times. The largest area is the least they can be. */
export function totalsOf(areas: readonly Counted[]): AreaTotals {
  const people = areas.flatMap((a) => a.peopleTargeted ?? [])
  const entities = areas.flatMap((a) => a.entitiesTargeted ?? [])
  const fundingRequiredUsd = sumOf(areas.map((a) => a.fundingRequiredUsd))
  const fundingConfirmedUsd = sumOf(areas.map((a) => a.fundingConfirmedUsd))
  return {
    areas: areas.length,
    fundingRequiredUsd,
    fundingConfirmedUsd,
    coverage: coverageOf(fundingConfirmedUsd, fundingRequiredUsd),
    largestPeople: people.length > 0 ? Math.max(...people) : null,
    entitiesTargeted: entities.length > 0 ? sumOf(entities) : null,
    isExample: areas.some((a) => counted.some((field) => a.examples.includes(field))),
  }
}

export const coverageOf = (confirmed: number | null, required: number | null): number | null =>
  required ? (confirmed ?? 0) / required : null
