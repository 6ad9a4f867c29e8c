/** Many entries in one transaction: read, placed, locked, held against what stands, and written with what they add to the figures. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { type Statement, several } from '../../../core/several.ts'
import { doubleOf, type Notice, tellWhoGave } from './doubles.ts'
import { differencesOf, lockingCounted, type Served, sumsOf } from './entries.ts'
import { knownLists } from './known.ts'
import type { Lines } from './lines.ts'
import { lockingLists, troublesUnderLock } from './lists.ts'
import { type Order, reachOf, recorded, refused, stopped, type Written } from './order.ts'
import { prepare, type Ready } from './preparing.ts'
import { insertingEntries } from './rows.ts'
import { asking, isSame, stateIn, type There } from './standing.ts'
import { amountOf, entryRow, renewingVisits, servedRows, standing } from './taken.ts'

/** Somebody changed who is who, or wrote the same entry, between reading and locking: read again. */
export class Again extends Error {
  /** As the database says it. */
  readonly code = '40001'
}

/**
 * @param db a transaction of the caller; or one connection: then what is written is a transaction, which whoever catches an error rolls back
 * @param house what `db` is a connection of, where that is known
 * @returns one outcome for each order, in their order
 */
export async function writeOrders(db: Db, lines: Lines, orders: readonly Order[], house: Db = db): Promise<Written[]> {
  const outcomes = new Map<string, Written>()
  const ready = await prepare(db, await knownLists(house), lines, orders, outcomes)
  if (ready.length > 0) await writeReady(db, lines, ready, outcomes)
  return orders.map((o) => outcomes.get(o.delivery.id)!)
}

async function writeReady(db: Db, lines: Lines, ready: readonly Ready[], outcomes: Map<string, Written>): Promise<void> {
  const covered = ready.flatMap((r) => r.about.covered)
  const counted = [...new Set(covered.map((c) => c.countedAs))]
  const ids = ready.map((r) => r.order.delivery.id)
  const persons = covered.map((c) => c.personId)
  const { begin, commit } = bounds(db)
  const lists = lockingLists(ready)
  const answers = await several(db, [...begin, ...lists, lockingCounted(counted), asking(ids, persons, counted)])
  const state = stateIn(answers, counted)
  const troubleNow = troublesUnderLock(lists.length === 0 ? [] : answers.at(-3)!)
  if (covered.some((c) => state.countedAs.get(c.personId) !== c.countedAs)) throw new Again()
  const before = state.served
  const after = new Map([...before].map(([id, list]) => [id, [...list]]))
  const notices: Notice[] = []
  const taken = ready.filter((r) => decide(r, { there: state.there, troubleNow }, after, notices, outcomes))
  await tellWhoGave(db, notices)
  if (taken.length === 0) return ending(db, commit)
  const people = await differencesOf(
    lines,
    counted.map((id) => ({ before: before.get(id)!, after: after.get(id)! })),
  )
  const entries = taken.map((r) => entryRow(r, outcomes))
  const amounts = taken.flatMap((r, i) => amountOf(r, entries[i]!))
  const served = taken.flatMap((r) => servedRows(r))
  await ending(db, [...insertingEntries(entries, served, sumsOf(people, amounts)), ...renewingVisits(taken), ...commit])
}

/** Inside a transaction of the caller it is theirs to begin and to end. */
const bounds = (db: Db) => (db.isTransaction ? { begin: [], commit: [] } : { begin: [sql`begin`], commit: [sql`commit`] })

const writtenByAnother = '23505'
async function ending(db: Db, statements: readonly Statement[]): Promise<void> {
  if (statements.length === 0) return
  try {
    await several(db, statements)
  } catch (error) {
    throw (error as { code?: string }).code === writtenByAnother ? new Again('written by another', { cause: error }) : error
  }
}

type UnderLock = { there: Map<string, There>; troubleNow: ReturnType<typeof troublesUnderLock> }

/** @returns whether it is to be written; then it stands in `after` for those that follow */
function decide(
  ready: Ready,
  { there, troubleNow }: UnderLock,
  after: Map<string, Served[]>,
  notices: Notice[],
  outcomes: Map<string, Written>,
): boolean {
  const { order, service, about } = ready
  const { id, organisation, overrideReason } = order.delivery
  const isThere = there.get(id)
  if (isThere && !isSame(isThere, order)) {
    outcomes.set(id, refused(order, { code: 'delivery/id-taken', detail: {} }))
    return false
  }
  const trouble = isThere ? undefined : troubleNow(ready)
  if (trouble) {
    outcomes.set(id, refused(order, trouble))
    return false
  }
  const double = doubleOf({ organisation, reach: reachOf(order.ctx), service, about }, after, id)
  if (double) notices.push(double)
  if (isThere) outcomes.set(id, recorded(id, isThere.isDouble ? double : null))
  else if (double && overrideReason === '' && !order.isLate) outcomes.set(id, stopped(id, double))
  else {
    outcomes.set(id, recorded(id, double))
    for (const row of servedRows(ready)) after.get(row.countedAs)!.push(standing(ready, row))
    return true
  }
  return false
}
