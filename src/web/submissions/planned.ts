/** Planned activities on their way: sent as soon as they are typed, from wherever the person is; what cannot be sent stays on the device. */
import type { QueryClient } from '@tanstack/react-query'
import type { PlannedActivity, PlannedDetail, PlannedPage, PlannedSaved } from '../../modules/plan/submissions/contract.ts'
import { allKept, type KeptPlanned, rememberSent } from '../activities/kept.ts'
import { type Shelf, shelfOf } from '../activities/shelf.ts'
import { send } from '../api.ts'
import { leftOf } from './rows.ts'

export type Planned = Shelf<'planned'>
const atOnce = 500
const errors = new WeakMap<Planned, unknown>()
/** Why the last attempt failed. */
export const errorOf = (shelf: Planned): unknown => errors.get(shelf)

/** All that waits, also for plans that are not on the screen. */
export async function sendAll(by: string, queries: QueryClient): Promise<void> {
  const plans = new Set((await allKept('planned', by)).map((row) => row.plan))
  for (const plan of plans) {
    const shelf = shelfOf('planned', by, plan)
    await shelf.read()
    await sendPlanned(shelf, queries)
  }
}

const isToSend = (one: KeptPlanned): boolean => Object.keys(one.typed).length > 0 && !one.theirs

export async function sendPlanned(shelf: Planned, queries: QueryClient): Promise<void> {
  if (shelf.onWay.size > 0) return
  const sent = [...shelf.rows.values()].filter(isToSend).slice(0, atOnce)
  if (sent.length === 0) return
  shelf.onWay = new Set(sent.map((one) => one.id))
  errors.delete(shelf)
  try {
    const rows = sent.map(bodyOf)
    settle(shelf, queries, sent, await send<PlannedSaved>('PUT', `/plans/${shelf.plan}/planned-activities`, { rows }, shelf.by))
  } catch (problem) {
    errors.set(shelf, problem)
  }
  shelf.onWay = new Set()
  if (errors.has(shelf)) shelf.put([])
  else await sendPlanned(shelf, queries)
}

const bodyOf = ({ id, version, organisationId, typed, decimals }: KeptPlanned) => ({
  id,
  version,
  organisationId,
  cells: Object.fromEntries(Object.entries(typed).flatMap(([cell, text]) => (text === '' ? [[cell, null]] : []))),
  asWritten: Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== '')),
  ...(decimals && { decimals }),
})

function settle(shelf: Planned, queries: QueryClient, sent: KeptPlanned[], { saved, conflicts }: PlannedSaved): void {
  const { plan } = shelf
  const now = new Map(saved.map((row) => [row.id, row]))
  queries.setQueriesData<PlannedPage>(
    { queryKey: ['planned', plan] },
    (page) => page && { ...page, rows: [...page.rows.map((row) => now.get(row.id) ?? row), ...freshOn(page, saved, sent)] },
  )
  for (const row of saved) queries.setQueryData<PlannedDetail>(['planned-one', plan, row.id], (one) => one && { ...one, ...row })
  const told = new Map(conflicts.map(({ id, theirs }) => [id, theirs]))
  const left = sent.flatMap((was) => {
    const [mine, row, theirs] = [shelf.rows.get(was.id), now.get(was.id), told.get(was.id)]
    if (!mine) return []
    return (row ? leftOf(mine, was, row) : theirs && { ...mine, theirs }) ?? []
  })
  shelf.put(
    left,
    sent.map(({ id }) => id).filter((id) => !left.some((one) => one.id === id)),
  )
  if (saved.length > 0) void rememberSent(shelf.by)
  void queries.invalidateQueries({ queryKey: ['planned', plan] })
  for (const id of [...now.keys(), ...told.keys()]) void queries.invalidateQueries({ queryKey: ['planned-one', plan, id] })
}

/** New ones stand on the page at once, until it is read again. */
const freshOn = (page: PlannedPage, saved: PlannedActivity[], sent: KeptPlanned[]): PlannedActivity[] =>
  page.hasLater
    ? []
    : saved.filter((row) => sent.some((p) => p.id === row.id && p.version === 0) && !page.rows.some((r) => r.id === row.id))
