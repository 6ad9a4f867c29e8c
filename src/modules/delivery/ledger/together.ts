/** What arrives while a transaction is under way goes into the next: many who send one entry each share a commit, and each is answered after it. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { linesIn } from './lines.ts'
import type { Order, Written } from './order.ts'
import { Again, writeOrders } from './writing.ts'

type Waiting = {
  orders: readonly Order[]
  since: number
  done: (outcomes: Written[]) => void
  failed: (error: unknown) => void
}
type Queue = { waiting: Waiting[]; under: number; later?: NodeJS.Timeout | undefined }

const queues = new WeakMap<Db, Queue>()
/** While one waits for its commit the next is prepared as soon as a few entries have gathered: a transaction costs as much for one as for five, and one after another would leave the machine idle. */
const mostUnderWay = 4
const enough = 5
/** Milliseconds that an entry stands behind a transaction which may itself wait for somebody's lock; then it goes on its own way. */
const patience = 100
const mostUnderWayLate = 6
const mostTogether = 200

/** Inside a transaction: within it. Otherwise in one of its own, or in one shared with others who ask at the same moment. */
export function writeTogether(db: Db, orders: readonly Order[]): Promise<Written[]> {
  if (db.isTransaction) return writeOrders(db, linesIn(db), orders)
  const queue = queues.get(db) ?? { waiting: [], under: 0 }
  queues.set(db, queue)
  return new Promise((done, failed) => {
    queue.waiting.push({ orders, since: performance.now(), done, failed })
    // Those whose requests came together go together.
    setImmediate(() => void next(db, queue))
  })
}

function waits({ waiting, under }: Queue): boolean {
  if (under === 0) return false
  if (performance.now() - waiting[0]!.since >= patience) return under >= mostUnderWayLate
  return under >= mostUnderWay || waiting.reduce((entries, { orders }) => entries + orders.length, 0) < enough
}

/** Whoever waits is looked at again when their patience ends, or as soon as a transaction does. */
function lookLater(db: Db, queue: Queue): void {
  queue.later ??= setTimeout(() => {
    queue.later = undefined
    void next(db, queue)
  }, patience).unref()
}

async function next(db: Db, queue: Queue): Promise<void> {
  if (queue.waiting.length === 0) return
  if (waits(queue)) return lookLater(db, queue)
  queue.under++
  try {
    await carryOut(db, takeSome(queue))
  } finally {
    queue.under--
    void next(db, queue)
  }
}

function takeSome({ waiting }: Queue): Waiting[] {
  let size = 0
  let count = 0
  while (count < waiting.length && (count === 0 || size + waiting[count]!.orders.length <= mostTogether))
    size += waiting[count++]!.orders.length
  return waiting.splice(0, count)
}

/** What fails together is tried apart: nobody fails for somebody else's sake. */
async function carryOut(db: Db, together: readonly Waiting[]): Promise<void> {
  const orders = together.flatMap((w) => w.orders)
  try {
    const outcomes = await persist(db, orders)
    let at = 0
    for (const { orders: own, done } of together) {
      done(outcomes.slice(at, at + own.length))
      at += own.length
    }
  } catch (error) {
    if (together.length === 1) return together[0]!.failed(error)
    for (const one of together) await carryOut(db, [one])
  }
}

const deadlock = '40P01'
const attempts = 6

async function persist(db: Db, orders: readonly Order[]): Promise<Written[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await onConnection(db, orders)
    } catch (error) {
      const isPassing = error instanceof Again || (error as { code?: string }).code === deadlock
      if (!isPassing || attempt === attempts) throw error
      await wait(Math.random() * 20 * attempt)
    }
  }
}

const onConnection = (house: Db, orders: readonly Order[]): Promise<Written[]> =>
  house.connection().execute(async (db) => {
    const lines = linesIn(db, house)
    try {
      const outcomes = await writeOrders(db, lines, orders, house)
      lines.keep()
      return outcomes
    } catch (error) {
      await sql`rollback`.execute(db).catch(() => {})
      throw error
    }
  })
