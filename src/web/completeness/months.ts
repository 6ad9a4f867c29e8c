/** Which months of the map were reported, and how far they are. */
import { useQuery } from '@tanstack/react-query'
import type { State } from '../../modules/activities/contract.ts'
import type { Completeness } from '../../modules/activities/desk/contract.ts'
import { get } from '../api.ts'
import { useMay } from '../me.ts'
import { useScope } from '../scope.ts'

export function useCompleteness(plan: string, by: Completeness['by']) {
  const { country, from, until } = useScope()
  const query = { by, country, from, until }
  return useQuery({
    queryKey: ['completeness', plan, query],
    queryFn: () => get<Completeness>(`/plans/${plan}/completeness`, query),
    enabled: useMay()('activities.read'),
  })
}

/** The last month that anybody reported. */
export const latestReported = ({ months, lines }: Completeness): string | undefined =>
  months.findLast((month) => lines.some((line) => line.cells.some((cell) => cell.month === month && cell.rows > 0)))

/** The map up to the last month that anybody reported, for the first screen. */
export function untilReported(completeness: Completeness): Completeness {
  const last = latestReported(completeness)
  return last === undefined ? completeness : { ...completeness, months: completeness.months.filter((month) => month <= last) }
}

/** Where a month stands: as far as its slowest rows. */
export function stateOf(states: Partial<Record<State, number>>): State | undefined {
  return (['returned', 'draft', 'submitted', 'accepted', 'locked'] as const).find((state) => (states[state] ?? 0) > 0)
}
