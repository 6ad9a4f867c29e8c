/** The entries of one day at one site: asked of the server, and put together with what this device has not sent. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DeliveriesToday, DeliveryPage, NewDelivery } from '../../modules/delivery/contract.ts'
import { get } from '../api.ts'
import { useKeptHouseholds } from '../field/useKeptHouseholds.ts'
import { useOutbox } from '../field/useOutbox.ts'
import { entriesOf, type ServiceSum, sumsOf } from './entries.ts'
import { headOf } from './giving.ts'
import type { Post } from './post.ts'
import { useDayAt } from './useDayAt.ts'
import { waitingAt } from './useToday.ts'

const most = 200

export function useEntries({ site, organisation }: Post, day: string) {
  const { all } = useOutbox()
  const dayAt = useDayAt(site)
  const kept = useKeptHouseholds()
  const heard = useQuery({
    queryKey: ['deliveries', 'day', site, organisation, day],
    queryFn: () => get<DeliveryPage>('/deliveries', { site, organisation, from: day, until: day, limit: most }),
    retry: false,
  })
  const counts = useQuery({
    queryKey: ['deliveries', 'today', site, organisation],
    queryFn: () => get<DeliveriesToday>('/deliveries/today', { site, organisation }),
    retry: false,
    enabled: day === dayAt(),
  })
  const entries = useMemo(() => {
    const people = new Map(kept.map(({ household }) => [household.id, household]))
    const name = ({ household, person }: NewDelivery) => {
      const known = household ? people.get(household) : undefined
      const who = known && (known.persons.find((one) => one.id === person) ?? headOf(known))
      return who ? `${who.given} ${who.family}`.trim() : ''
    }
    const here = all.filter(
      ({ operation: one }) => one.kind !== 'delivery.record' || (one.body.site === site && dayAt(one.body.at) === day),
    )
    return entriesOf(heard.data?.deliveries ?? [], here, name)
  }, [all, kept, heard.data, site, day, dayAt])
  const isCut = Boolean(heard.data?.next)
  const sums = isCut && counts.data ? together(counts.data.services, sumsOf(waitingEntries(entries))) : sumsOf(entries)
  const waiting = waitingAt(all, site, day, dayAt)
  return { entries, sums, isWaiting: heard.isPending && waiting.length === 0, isCut }
}

const waitingEntries = (entries: ReturnType<typeof entriesOf>) => entries.filter((entry) => entry.state === 'waiting')

/** Where not all entries are listed the server has added them up. */
function together(heard: ServiceSum[], waiting: ServiceSum[]): ServiceSum[] {
  const sums = new Map(heard.map((sum) => [sum.service, sum]))
  for (const { service, entries, quantity } of waiting) {
    const before = sums.get(service) ?? { entries: 0, quantity: 0 }
    sums.set(service, { service, entries: before.entries + entries, quantity: before.quantity + quantity })
  }
  return [...sums.values()].toSorted((a, b) => b.entries - a.entries)
}
