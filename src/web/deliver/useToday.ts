/** What was given at this site today: what the server counts, and what is not sent yet. */
import { useQuery } from '@tanstack/react-query'
import type { DeliveriesToday, NewDelivery } from '../../modules/delivery/contract.ts'
import { get } from '../api.ts'
import type { Done } from '../field/field.ts'
import { useOutbox } from '../field/useOutbox.ts'
import type { Post } from './post.ts'
import { type DayAt, useDayAt } from './useDayAt.ts'

type Counts = Pick<DeliveriesToday, 'entries' | 'households'>

export function useToday({ site, organisation }: Post): Counts | undefined {
  const { all } = useOutbox()
  const dayAt = useDayAt(site)
  const counts = useQuery({
    queryKey: ['deliveries', 'today', site, organisation],
    queryFn: () => get<DeliveriesToday>('/deliveries/today', { site, organisation }),
    retry: false,
  })
  const waiting = waitingAt(all, site, dayAt(), dayAt)
  const households = new Set(waiting.map((one) => one.household))
  if (!counts.data && waiting.length === 0) return undefined
  return {
    entries: (counts.data?.entries ?? 0) + waiting.length,
    households: (counts.data?.households ?? 0) + households.size,
  }
}

/** Given here on this day and on this device only; what was taken back before it was sent is left out. */
export function waitingAt(all: Done[], site: string, day: string, dayAt: DayAt): NewDelivery[] {
  const undone = new Set(all.flatMap(({ operation }) => (operation.kind === 'delivery.reverse' ? [operation.body.delivery] : [])))
  return all.flatMap(({ operation, outcome }) =>
    operation.kind === 'delivery.record' &&
    outcome === 'waiting' &&
    operation.body.site === site &&
    dayAt(operation.body.at) === day &&
    !undone.has(operation.body.id)
      ? [operation.body]
      : [],
  )
}
