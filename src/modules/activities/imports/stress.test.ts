/** Ten files at once, a process killed in the middle, a process of its own that cannot disturb: nothing lost, nothing half-written. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf, shortHeaders, shortRow, temporaryFiles } from '../../../../test/files.ts'
import { keptAndCounted, makePlan, type TestPlan } from '../../../../test/month.ts'
import { type OwnDatabase, ownDatabase } from '../../../../test/own-database.ts'
import { operator } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { fileAt } from '../../../core/files.ts'
import { sendFile, takeIn } from './actions.ts'
import { takeInApart } from './apart.ts'
import { importFor } from './views.ts'

const files = temporaryFiles()
const shared = process.env.DATABASE_URL!
let own: OwnDatabase
let db: Db
let plan: TestPlan
let ctx: Context

beforeAll(async () => {
  own = await ownDatabase('stress', 14)
  // Processes of their own open the database that the environment names.
  process.env.DATABASE_URL = own.url
  db = own.db
  plan = await makePlan(db, { open: ['mechanisms'] })
  ctx = { db, actor: operator, accessChecked: false, language: 'en', requestId: 'stress' }
})
afterAll(async () => {
  process.env.DATABASE_URL = shared
  await own.drop()
  files.clear()
})

const manyRows = (count: number, name: string) =>
  csvOf([
    shortHeaders,
    ...Array.from({ length: count }, (_, i) =>
      shortRow({ Activity_Name: `${name} ${i}`, CVA: 'Yes', Value: i + 1, Delivery_mechanism: `Way ${i % 7}` }),
    ),
  ])
const send = async (name: string, content: string) => {
  const path = files.put(name, content)
  return { path, ...(await sendFile(ctx, plan.code, await fileAt(path))) }
}
const rowsOf = async (importId: string) =>
  Number(
    (
      await db
        .selectFrom('activityReports')
        .select((e) => e.fn.countAll().as('rows'))
        .where('importId', '=', importId)
        .executeTakeFirstOrThrow()
    ).rows,
  )

test('ten files at once, all naming the same new things', { timeout: 120_000 }, async () => {
  const sent = await Promise.all(Array.from({ length: 10 }, (_, i) => send(`ten-${i}.csv`, manyRows(300, `file ${i}`))))
  await Promise.all(sent.map(({ id, path }) => takeIn(db, id, { path })))
  for (const { id } of sent) expect(await importFor(ctx, id)).toMatchObject({ state: 'done', rowsRead: 300 })
  const mechanisms = await db
    .selectFrom('planMechanisms')
    .select('name')
    .where('planId', '=', plan.id)
    .where('isNew', '=', true)
    .execute()
  expect(mechanisms).toHaveLength(7)
  const sums = await keptAndCounted(db, plan.id)
  expect(sums.kept).toEqual(sums.counted)
})

test('the same file sent ten times at once is taken in once', { timeout: 120_000 }, async () => {
  const path = files.put('same.csv', manyRows(300, 'same'))
  const sent = await Promise.all(Array.from({ length: 10 }, async () => sendFile(ctx, plan.code, await fileAt(path))))
  expect(new Set(sent.map((s) => s.id)).size).toBe(1)
  expect(sent.filter((s) => !s.again)).toHaveLength(1)
  const ends = await Promise.allSettled(sent.map(({ id }) => takeIn(db, id, { path })))
  for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'activities/import-running' })
  expect(await rowsOf(sent[0]!.id)).toBe(300)
})

test('a process killed in the middle leaves nothing, and the import is taken up again', { timeout: 120_000 }, async () => {
  const { id } = await send('killed.csv', manyRows(12_000, 'killed'))
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('../../../../test/takes-in.ts', import.meta.url)), id],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout!, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await rowsOf(id)).toBe(0)
  expect((await importFor(ctx, id)).state).toBe('reading')
  // The database notices the broken connection and lets the lock go.
  await expect
    .poll(
      () =>
        takeIn(db, id).then(
          () => 'done',
          (error: { code?: string }) => error.code,
        ),
      { timeout: 20_000 },
    )
    .toBe('done')
  expect(await rowsOf(id)).toBe(12_000)
  const sums = await keptAndCounted(db, plan.id)
  expect(sums.kept).toEqual(sums.counted)
})

test('a file that breaks off leaves no row behind', { timeout: 120_000 }, async () => {
  const { id, path } = await send('broken.csv', `${manyRows(5000, 'broken')}\r\n"never closed`)
  await expect(takeIn(db, id, { path })).rejects.toMatchObject({ code: 'activities/csv-broken' })
  expect(await rowsOf(id)).toBe(0)
  expect(await importFor(ctx, id)).toMatchObject({ state: 'failed', problem: { code: 'activities/csv-broken' } })
})

test('in its own process a file is taken in while the process stays free', { timeout: 120_000 }, async () => {
  const { id } = await send('thread.csv', manyRows(5000, 'thread'))
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  await takeInApart(db, id)
  clearInterval(beat)
  expect(await importFor(ctx, id)).toMatchObject({ state: 'done', rowsRead: 5000 })
  expect(longest).toBeLessThan(1000)

  const bad = await send('thread-bad.csv', 'Dear colleagues,\nplease find attached')
  await takeInApart(db, bad.id)
  expect(await importFor(ctx, bad.id)).toMatchObject({ state: 'failed', problem: { code: 'activities/no-headers' } })
})

test('a file that eats memory ends its own process, and is said to be too large', { timeout: 120_000 }, async () => {
  const { id } = await send('commas.csv', `${shortHeaders.join(',')}\r\n${','.repeat(40 * 2 ** 20)}`)
  await takeInApart(db, id)
  expect(await importFor(ctx, id)).toMatchObject({ state: 'failed', problem: { code: 'core/workbook-too-large' } })
  expect(await rowsOf(id)).toBe(0)
})
