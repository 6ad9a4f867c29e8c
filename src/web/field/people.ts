/** The kept households in memory while the device is open, with what was done here laid over them. */
import type { KeptHousehold } from '../../modules/delivery/field/contract.ts'
import { applied, householdOf } from './applied.ts'
import type { Done } from './field.ts'
import { onOutbox, outboxNow } from './outboxNow.ts'
import { onStanding, type Session, standingNow } from './standing.ts'
import type { Held } from './store/vault.ts'

/** Days that a household registered here stays without being taken along. */
const ownStays = 30
let openFor: Session | undefined
let held = new Map<string, Held>()
let loading: Promise<void> = Promise.resolve()
/** undefined: to be worked out again. */
let shown: KeptHousehold[] | undefined
let waiting = new Set<string>()
const none: KeptHousehold[] = []
const listeners = new Set<() => void>()

export const onPeople = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
function tell(): void {
  shown = undefined
  for (const listener of listeners) listener()
}

onStanding(() => {
  const { session } = standingNow()
  if (session === openFor) return
  openFor = session
  held = new Map()
  waiting = new Set()
  loading = session ? load(session) : Promise.resolve()
  tell()
})

async function load(session: Session): Promise<void> {
  const all = await session.vault.households()
  if (session !== openFor) return
  held = new Map(all.map((one) => [one.household.id, one]))
  const before = new Date(Date.now() - ownStays * 86_400_000).toISOString()
  const old = all.filter(({ from, household }) => Object.keys(from).join() === 'own' && household.lastSeenAt < before)
  await dropPeople(old.map(({ household }) => household.id))
  tell()
}

/** What the server has carried out was laid into the kept household: it is read again. */
onOutbox(() => {
  const now = new Set(outboxNow().all.flatMap((done) => (done.outcome === 'waiting' ? [done.id] : [])))
  const settled = outboxNow().all.filter(({ id }) => waiting.has(id) && !now.has(id))
  waiting = now
  tell()
  const touched = new Set(settled.flatMap(({ operation }) => householdOf(operation) ?? []))
  if (openFor && touched.size > 0) void readAgain(openFor, [...touched])
})

/** After what is being read already: that is older, and would be laid over it. */
async function readAgain(session: Session, ids: string[]): Promise<void> {
  await loading
  const now = await Promise.all(ids.map((id) => session.vault.household(id)))
  if (session !== openFor) return
  for (const one of now) if (one) held.set(one.household.id, one)
  tell()
}

export const loaded = (): Promise<void> => loading
export const heldNow = (): ReadonlyMap<string, Held> => held

/** The same list until something changes. */
export function peopleNow(): KeptHousehold[] {
  if (!openFor) return none
  shown ??= withDone(outboxNow().all)
  return shown
}

function withDone(all: Done[]): KeptHousehold[] {
  const done = new Map<string, Done[]>()
  for (const one of all) {
    const id = one.outcome === 'waiting' ? householdOf(one.operation) : undefined
    if (id) done.set(id, [...(done.get(id) ?? []), one])
  }
  const ids = new Set([...held.keys(), ...done.keys()])
  return [...ids].flatMap((id) => applied(held.get(id), done.get(id) ?? []) ?? [])
}

/** @param work may be asked more than once */
export async function keepPeople(session: Session, work: () => Promise<Held[]>): Promise<void> {
  const households = await session.vault.keepHouseholds(work)
  if (session !== openFor) return
  for (const one of households) held.set(one.household.id, one)
  tell()
}

export async function dropPeople(ids: string[]): Promise<void> {
  if (ids.length === 0) return
  for (const id of ids) held.delete(id)
  await openFor?.vault.dropHouseholds(ids)
  tell()
}
