/** Entries of a day as they are listed: what the server has, and what stands on this device only. Pure. */
import { ages, type Delivery, type NewDelivery } from '../../modules/delivery/contract.ts'
import type { Done } from '../field/field.ts'
import { type SentState, sentState } from './states.ts'

export type Entry = {
  id: string
  at: string
  service: number
  quantity: number
  /** Who received; empty of a counted group. */
  name: string
  card: string
  people: number
  collectedBy: string
  state: SentState
  problem: string
  reason: string
  isReversed: boolean
  mayUndo: boolean
  household: string | null
}

/** @param name of a person of a household that is kept here */
export function entriesOf(heard: Delivery[], done: Done[], name: (delivery: NewDelivery) => string): Entry[] {
  const undone = new Map(
    done.flatMap(({ operation: one, outcome }) =>
      one.kind === 'delivery.reverse' && outcome !== 'refused' ? [[one.body.delivery, one.body.reason] as const] : [],
    ),
  )
  const known = new Set(heard.map((one) => one.id))
  const reasons = new Map(heard.flatMap((one) => (one.reverses ? [[one.reverses, one.reason] as const] : [])))
  const theirs = heard.filter((one) => one.reverses === null).map((one) => entryOf(one, undone, reasons))
  const ours = done.flatMap(({ operation: one, ...about }) =>
    one.kind === 'delivery.record' && !known.has(one.body.id) ? [entryOfDone(one.body, about, undone, name(one.body))] : [],
  )
  return [...theirs, ...ours].toSorted((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id))
}

type Reasons = Map<string, string>

function entryOf(one: Delivery, undone: Reasons, reasons: Reasons): Entry {
  const isReversed = one.reversedBy !== null || undone.has(one.id)
  return {
    id: one.id,
    at: one.at,
    service: one.service,
    quantity: one.quantity,
    name: one.person ? `${one.person.given} ${one.person.family}`.trim() : '',
    card: one.card ?? '',
    people: one.people,
    collectedBy: one.collectedBy,
    state: one.isDouble ? 'double' : 'sent',
    problem: '',
    reason: reasons.get(one.id) ?? undone.get(one.id) ?? one.overrideReason,
    isReversed,
    mayUndo: one.may.reverse && !isReversed,
    household: one.household,
  }
}

function entryOfDone(
  body: NewDelivery,
  about: Pick<Done, 'outcome' | 'isDouble' | 'problem'>,
  undone: Reasons,
  name: string,
): Entry {
  const isReversed = undone.has(body.id)
  const people = body.groups.reduce((sum, group) => sum + ages.reduce((all, age) => all + group.month[age], 0), 0)
  return {
    id: body.id,
    at: body.at,
    service: body.service,
    quantity: body.quantity,
    name,
    card: '',
    people: body.to === 'group' ? people : 1,
    collectedBy: body.collectedBy,
    state: sentState(about),
    problem: about.problem?.title ?? '',
    reason: undone.get(body.id) ?? body.overrideReason,
    isReversed,
    mayUndo: !isReversed && about.outcome !== 'refused',
    household: body.household,
  }
}

export type ServiceSum = { service: number; entries: number; quantity: number }
/** What holds: nothing taken back, nothing refused. */
export function sumsOf(entries: Entry[]): ServiceSum[] {
  const sums = new Map<number, ServiceSum>()
  for (const { service, quantity, isReversed, state } of entries) {
    if (isReversed || state === 'refused') continue
    const before = sums.get(service) ?? { service, entries: 0, quantity: 0 }
    sums.set(service, { service, entries: before.entries + 1, quantity: before.quantity + quantity })
  }
  return [...sums.values()].toSorted((a, b) => b.entries - a.entries || a.service - b.service)
}
