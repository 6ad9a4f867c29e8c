/** Whatever people do with rows, in whatever order and however many at once: the sums are what a recount gives. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { keptAndCounted, makePlan, newRows, soundRow, type TestPlan } from '../../../test/month.ts'
import { actorWith, scenario, type World } from '../../../test/scenario.ts'
import { openDatabase, openPool } from '../../core/database.ts'
import { FixRule, type StepOrder } from './desk/contract.ts'
import { saveRows } from './desk/save.ts'
import { takeStep } from './desk/steps.ts'
import { foldSums, sumColumns } from './sums.ts'

const fixRules = FixRule.options

type Deed =
  | { do: 'enter'; admin1: string; people: number; destination: number; other: boolean }
  | { do: 'edit'; row: number; people: number; month: string }
  | { do: 'fix'; rule: (typeof fixRules)[number] }
  | { do: 'undo'; batch: number }
  | { do: 'step'; step: StepOrder['step']; month: string | undefined }
  | { do: 'correct'; row: number; people: number }
  | { do: 'fold' }

const month = fc.constantFrom('2021-03', '2021-04')
const people = fc.integer({ min: 0, max: 300 })
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('enter' as const),
      admin1: fc.constantFrom('XA-1', 'XA-2'),
      people,
      destination: people,
      other: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), row: fc.nat(20), people, month }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fix' as const), rule: fc.constantFrom(...fixRules) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), batch: fc.nat(5) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('step' as const),
      step: fc.constantFrom('submit' as const, 'return' as const, 'accept' as const, 'lock' as const),
      month: fc.option(month, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), row: fc.nat(20), people }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fold' as const) }) },
)

async function perform(world: World, plan: TestPlan, deeds: Deed[]): Promise<void> {
  const office = world.as('regional-officer')
  const path = `/api/plans/${plan.code}/activities`
  const ids: string[] = []
  const batches: string[] = []
  const rowAt = async (at: number) => (ids.length ? (await office.get(`${path}/${ids[at % ids.length]}`)).body : undefined)
  for (const act of deeds) {
    if (act.do === 'enter') {
      const rows = newRows(
        soundRow(plan, {
          admin1: act.admin1,
          newPeople: act.people,
          inDestination: act.destination,
          indicator: act.other ? plan.output : plan.direct,
          isCash: act.other,
          cashValueUsd: act.other ? 1.1 : null,
        }),
      )
      ids.push(...rows.rows.map((r) => r.id))
      await office.put(path, rows)
    } else if (act.do === 'edit') {
      const row = await rowAt(act.row)
      if (row)
        await office.put(path, {
          rows: [
            { id: row.id, version: row.version, cells: { newPeople: act.people, peopleInMonth: act.people, month: act.month } },
          ],
        })
    } else if (act.do === 'fix') {
      batches.push(v7())
      await office.post(`${path}/fixes`, { batchId: batches.at(-1), rule: act.rule, all: true, filter: {} })
    } else if (act.do === 'undo' && batches.length) await office.post(`/api/changes/${batches[act.batch % batches.length]}/undo`)
    else if (act.do === 'step')
      await office.post(`${path}/steps`, { id: v7(), step: act.step, filter: act.month ? { month: act.month } : {} })
    else if (act.do === 'correct') {
      const row = await rowAt(act.row)
      if (row)
        await office.post(`${path}/${row.id}/corrections`, {
          id: v7(),
          withdraw: act.people % 2 === 0,
          cells: { newPeople: act.people },
          reason: 'x',
        })
    } else if (act.do === 'fold') await foldSums(world.db)
  }
}

test('after any work on rows the sums are what a recount gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), (deeds) =>
      scenario(async (world) => {
        const plan = await makePlan(world.db)
        await perform(world, plan, deeds)
        const { kept, counted } = await keptAndCounted(world.db, plan.id)
        expect(kept).toEqual(counted)
        await foldSums(world.db)
        expect((await keptAndCounted(world.db, plan.id)).kept).toEqual(counted)
      })(),
    ),
    { numRuns: 25 },
  )
}, 120_000)

test('many people who save, send and fold at once lose and double nothing', async () => {
  const pool = openPool(process.env.DATABASE_URL!, 8)
  const db = openDatabase(pool)
  const ctx = () => ({
    db,
    actor: actorWith('regional-officer'),
    accessChecked: false,
    language: 'en' as const,
    requestId: 'test',
  })
  // Kept until the end, so in countries of its own: other tests make theirs meanwhile.
  const plan = await makePlan(db, { land: 'Y' })
  try {
    const batches = Array.from({ length: 8 }, () =>
      newRows(...Array.from({ length: 20 }, () => soundRow(plan, { country: 'YA', admin1: 'YA-1' }))),
    )
    const everybody = batches.flatMap((rows, at) => [
      saveRows(ctx(), plan.code, rows),
      saveRows(ctx(), plan.code, rows),
      saveRows(ctx(), plan.code, batches[(at + 1) % 8]!),
      takeStep(ctx(), plan.code, { id: v7(), step: 'submit', filter: {}, comment: '', comments: [] }),
      foldSums(db),
    ])
    const ended = await Promise.allSettled(everybody)
    expect(ended.filter((e) => e.status === 'rejected')).toEqual([])
    const { kept, counted } = await keptAndCounted(db, plan.id)
    expect(kept).toEqual(counted)
    const { rows } = await sql<{
      rows: number
    }>`select sum(rows) as rows from activity_months where plan_id = ${plan.id}`.execute(db)
    expect(rows[0]!.rows).toBe(160)
  } finally {
    await clear(db, plan)
    await pool.end()
  }
})

async function clear(db: ReturnType<typeof openDatabase>, { id: planId, organisations }: TestPlan): Promise<void> {
  for (const table of [
    'activity_sums',
    ...Object.keys(sumColumns.rollUps),
    'activity_finding_sums',
    'month_steps',
    'activity_reports',
  ])
    await sql`delete from ${sql.table(table)} where plan_id = ${planId}`.execute(db)
  await sql`delete from plans where id = ${planId}`.execute(db)
  await sql`delete from places where code like 'Y%'`.execute(db)
  await sql`delete from organisations where id = any(${organisations}::int[])`.execute(db)
}
