/** Who is in front of me: what this device keeps of the household, what the server knows, and what was given to it so far. */
import { useQuery } from '@tanstack/react-query'
import type { Delivery, DeliveryPage } from '../../modules/delivery/contract.ts'
import type { Household } from '../../modules/people/contract.ts'
import { get, isUnreachable, ProblemAnswer } from '../api.ts'
import type { Done } from '../field/field.ts'
import { keptHousehold } from '../field/kept.ts'
import { useOutbox } from '../field/useOutbox.ts'
import type { Past } from './again.ts'
import { presentOf } from './giving.ts'

export type Front = {
  /** `unknown`: neither kept here nor to be asked for now; the card alone is known. `gone`: there is no such household, or it is not for this person to see. */
  state: 'waiting' | 'there' | 'unknown' | 'gone'
  household: Household | undefined
  past: Past[]
  last: { service: number; at: string } | undefined
}

export function useFront(id: string): Front {
  const { all } = useOutbox()
  const kept = useQuery({ queryKey: ['front-kept', id], queryFn: async () => (await keptHousehold(id)) ?? null })
  const heard = useQuery({ queryKey: ['front', id], queryFn: () => get<Household>(`/people/households/${id}`), retry: false })
  const entries = useQuery({
    queryKey: ['deliveries', 'household', id],
    queryFn: () => get<DeliveryPage>('/deliveries', { household: id }),
    retry: false,
  })
  const household = heard.data ?? kept.data?.household
  const members = household ? presentOf(household).map((person) => person.id) : []
  const mine = pastOfDone(all, id, members)
  const past = [...(kept.data?.given ?? []), ...pastOfEntries(entries.data?.deliveries ?? [], members), ...mine]
  return { state: stateOf(household, kept.isPending, heard.error), household, past, last: lastOf(past) }
}

function stateOf(household: Household | undefined, isLooking: boolean, error: Error | null): Front['state'] {
  if (household) return 'there'
  if (isLooking || error === null) return 'waiting'
  if (isUnreachable(error)) return 'unknown'
  return error instanceof ProblemAnswer && [403, 404].includes(error.status) ? 'gone' : 'unknown'
}

type Entry = Pick<Delivery, 'id' | 'service' | 'at' | 'to' | 'reverses' | 'reversedBy'> & { person: { id: string } | null }
/** What the organisation gave and did not take back; to a household: to everybody in it. */
export function pastOfEntries(entries: Entry[], members: string[]): Past[] {
  return entries
    .filter((entry) => entry.reverses === null && entry.reversedBy === null)
    .flatMap(({ service, at, to, person }) =>
      (to === 'person' && person ? [person.id] : members).map((personId) => ({ service, personId, at, isOurs: true })),
    )
}

/** Given on this device, sent or not, and not taken back here. */
export function pastOfDone(all: Done[], household: string, members: string[]): Past[] {
  const undone = new Set(all.flatMap(({ operation: one }) => (one.kind === 'delivery.reverse' ? [one.body.delivery] : [])))
  return all.flatMap(({ operation: one, outcome }) => {
    if (one.kind !== 'delivery.record' || one.body.household !== household) return []
    if (outcome === 'refused' || undone.has(one.body.id)) return []
    const { service, at, to, person } = one.body
    return (to === 'person' && person ? [person] : members).map((personId) => ({ service, personId, at, isOurs: true }))
  })
}

const lastOf = (past: Past[]) => past.filter((one) => one.isOurs).toSorted((a, b) => b.at.localeCompare(a.at))[0]
