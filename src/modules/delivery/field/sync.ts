/** What devices did without a network is carried out: each operation once, in its order, however often it arrives. */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { asProblem, sentence } from '../../../core/http.ts'
import { log } from '../../../core/log.ts'
import { Problem } from '../../../core/problem.ts'
import { Again } from '../ledger/writing.ts'
import { type Carried, carryOne, recordTogether } from './carry.ts'
import type { Operation, OperationAnswer, SyncAnswer, SyncRequest } from './contract.ts'
import { deviceOf, noteSeen } from './devices.ts'
import { clockAhead, runsOf } from './rules/clock.ts'

type Sync = { ctx: Context; device: string | null; sentAt: Date; clockSeconds: number }

export async function carryOut(ctx: Context, request: SyncRequest, now = new Date()): Promise<SyncAnswer> {
  visible(ctx, 'delivery.write')
  const sentAt = new Date(request.sentAt)
  const clockSeconds = clockAhead(sentAt, now)
  if (request.device) await deviceOf(ctx, request.device)
  if (request.device) await noteSeen(ctx.db, request.device, clockSeconds)
  const answers = await inOrder({ ctx, device: request.device, sentAt, clockSeconds }, request.operations)
  return { answers, clockSeconds, now: now.toISOString() }
}

/** What cannot be carried out at the moment, and all after it, stays unanswered: the device asks again. */
async function inOrder(sync: Sync, operations: Operation[]): Promise<OperationAnswer[]> {
  const answers: OperationAnswer[] = []
  for (const run of runsOf(operations, sync.sentAt)) {
    try {
      answers.push(...(await carryRun(sync, run)))
    } catch (error) {
      if (answers.length === 0) throw error
      log.error({ requestId: sync.ctx.requestId, err: error }, 'an operation could not be carried out')
      break
    }
  }
  return answers
}

/** Deliveries one after another are written together; if they are refused as a whole, each has its own word. */
async function carryRun(sync: Sync, run: Operation[]): Promise<OperationAnswer[]> {
  try {
    return await patiently(() => once(sync, run), sync.ctx.db)
  } catch (error) {
    // What no column can hold is refused like anything else that is wrong: sent again it would only stop what stands behind it.
    const problem = asProblem(error)
    if (!problem || problem.status >= 500) throw error
    if (run.length === 1) return [await refuse(sync, run[0]!, problem)]
  }
  const answers: OperationAnswer[] = []
  for (const operation of run) answers.push(...(await carryRun(sync, [operation])))
  return answers
}

const attempts = 5

/** Somebody wrote about the same people at the same moment: from the beginning. */
async function patiently<T>(work: () => Promise<T>, db: Db): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const isPassing = error instanceof Again || (error as { code?: string }).code === '40P01'
      if (!isPassing || attempt === attempts || db.isTransaction) throw error
      await wait(Math.random() * 30 * attempt)
    }
  }
}

/** In one transaction with its answer. Two that arrive at once wait here for each other: the second reads what became of the first. */
function once(sync: Sync, run: Operation[]): Promise<OperationAnswer[]> {
  return transact(sync.ctx.db, async (db) => {
    const claimed = await claim(db, sync, run)
    const mine = run.filter(({ id }) => claimed.delete(id))
    const answers = mine.length > 0 ? await carry({ ...sync, ctx: { ...sync.ctx, db } }, mine) : []
    await keepAnswers(db, answers)
    const known = new Map([...(await answeredBefore(db, sync, run)), ...answers.map((a) => [a.id, a] as const)])
    return run.flatMap(({ id }) => known.get(id) ?? [])
  })
}

async function carry(sync: Sync, mine: Operation[]): Promise<OperationAnswer[]> {
  const deliveries = mine.flatMap((operation) => (operation.kind === 'delivery.record' ? [operation] : []))
  const carried: Carried[] =
    deliveries.length === mine.length ? await recordTogether(sync, deliveries) : [await carryOne(sync, mine[0]!)]
  return carried.map(({ id, outcome, isDouble = false, problem = null }) => ({ id, outcome, isDouble, problem }))
}

async function claim(db: Db, { ctx, device }: Sync, run: Operation[]): Promise<Set<string>> {
  const rows = [...new Map(run.map((o) => [o.id, o])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const claimed = await db
    .insertInto('operations')
    .values(rows.map(({ id, kind }) => ({ id, kind, deviceId: device, userId: ctx.actor.id, answer: '{}' })))
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .execute()
  return new Set(claimed.map(({ id }) => id))
}

async function keepAnswers(db: Db, answers: OperationAnswer[]): Promise<void> {
  if (answers.length === 0) return
  const texts = answers.map((answer) => JSON.stringify(answer))
  await sql`update operations o set answer = a.answer
    from unnest(${answers.map(({ id }) => id)}::uuid[], ${texts}::jsonb[]) a(id, answer) where o.id = a.id`.execute(db)
}

/** An id that somebody else used says nothing about theirs. */
async function answeredBefore(db: Db, { ctx }: Sync, run: Operation[]): Promise<[string, OperationAnswer][]> {
  const ids = run.map(({ id }) => id)
  const rows = await db.selectFrom('operations').select(['id', 'userId', 'answer']).where('id', 'in', ids).execute()
  const taken = new Problem(409, 'delivery/operation-id-taken')
  return rows.map(({ id, userId, answer }) => [
    id,
    userId === ctx.actor.id ? (answer as OperationAnswer) : refused(ctx, id, taken),
  ])
}

const refused = (ctx: Context, id: string, { code, detail }: Problem): OperationAnswer => ({
  id,
  outcome: 'refused',
  isDouble: false,
  problem: { code, title: sentence(code, detail, ctx.language) },
})

async function refuse({ ctx, device }: Sync, { id, kind }: Operation, problem: Problem): Promise<OperationAnswer> {
  const answer = refused(ctx, id, problem)
  const row = { id, kind, deviceId: device, userId: ctx.actor.id, answer: JSON.stringify(answer) }
  await ctx.db
    .insertInto('operations')
    .values(row)
    .onConflict((c) => c.column('id').doUpdateSet({ answer: row.answer }).where(sql`operations.answer`, '=', sql`'{}'::jsonb`))
    .execute()
  return answer
}
