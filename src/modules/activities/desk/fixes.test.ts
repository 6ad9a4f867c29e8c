/** Fixes: seen before, applied, on record, taken back. */
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { keptAndCounted, makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'

const reporterOf = (world: World, { organisations }: TestPlan, at = 0) =>
  world.as([grant('organisation-reporter', { kind: 'organisation', organisationId: organisations[at]! })])
const rowsOf = (plan: TestPlan) => `/api/plans/${plan.code}/activities`
const order = (rule: string, more = {}) => ({ batchId: v7(), rule, filter: {}, ...more })

test(
  'a rule is previewed, applied to all it may mend except what asks, and each change is on record',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const reporter = reporterOf(world, plan)
    // A tenth missing is a slip; half of the people missing is a question.
    await reporter.put(
      rowsOf(plan),
      newRows(soundRow(plan, { inDestination: 60 }), soundRow(plan, { inDestination: 20 }), soundRow(plan)),
    )
    const preview = await reporter.post(`${rowsOf(plan)}/fixes/preview?rule=population-into-largest&month=2021-03`)
    expect(preview.body).toMatchObject({
      rows: 2,
      asks: 1,
      fixes: [
        { before: { inDestination: 60 }, after: { inDestination: 70 }, asks: false, label: 'Food kits for families' },
        { asks: true },
      ],
    })

    const all = order('population-into-largest', { all: true, reason: 'Checked with the field' })
    const done = await reporter.post(`${rowsOf(plan)}/fixes`, all)
    expect(done.body).toEqual({ batchId: all.batchId, rows: 1, left: 1 })
    expect((await reporter.post(`${rowsOf(plan)}/fixes`, all)).body).toEqual(done.body)

    const asked = preview.body.fixes[1].activityId
    const one = await reporter.post(`${rowsOf(plan)}/fixes`, order('population-into-largest', { ids: [asked] }))
    expect(one.body).toMatchObject({ rows: 1, left: 0 })
    const { body } = await reporter.get(`${rowsOf(plan)}/${preview.body.fixes[0].activityId}`)
    expect(body).toMatchObject({
      isBlocked: false,
      changes: [{ rule: 'population-into-largest', reason: 'Checked with the field', before: { inDestination: 60 } }],
    })
    const { kept, counted } = await keptAndCounted(world.db, plan.id)
    expect(kept).toEqual(counted)
  }),
)

test(
  'a batch is taken back from rows that nobody changed since, and says how many were left',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const reporter = reporterOf(world, plan)
    const saved = await reporter.put(
      rowsOf(plan),
      newRows(soundRow(plan, { inDestination: 60 }), soundRow(plan, { inDestination: 65 })),
    )
    const [first, second] = saved.body.saved.map((r: { id: string }) => r.id)
    const fix = order('population-into-largest', { all: true })
    await reporter.post(`${rowsOf(plan)}/fixes`, fix)
    await reporter.put(rowsOf(plan), { rows: [{ id: second, version: 2, cells: { title: 'Changed since' } }] })

    const undone = await reporter.post(`/api/changes/${fix.batchId}/undo`)
    expect(undone.body).toEqual({ batchId: fix.batchId, rows: 1, left: 1 })
    expect((await reporter.post(`/api/changes/${fix.batchId}/undo`)).body).toEqual(undone.body)
    expect((await reporter.get(`${rowsOf(plan)}/${first}`)).body).toMatchObject({
      cells: { inDestination: 60 },
      isBlocked: true,
      changes: [{ undone: true }, { reason: 'Taken back' }],
    })
    expect((await reporter.get(`${rowsOf(plan)}/${second}`)).body).toMatchObject({
      cells: { inDestination: 70, title: 'Changed since' },
    })
    const { kept, counted } = await keptAndCounted(world.db, plan.id)
    expect(kept).toEqual(counted)
  }),
)

test(
  'a suggestion taken puts the name in its place, and taken back shows again what was written',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const reporter = reporterOf(world, plan)
    const { admin1: _, ...cells } = soundRow(plan)
    const id = v7()
    await reporter.put(rowsOf(plan), { rows: [{ id, version: 0, cells, asWritten: { admin1: 'Norde' } }] })
    const fix = order('use-suggestion', { ids: [id] })
    await reporter.post(`${rowsOf(plan)}/fixes`, fix)
    expect((await reporter.get(`${rowsOf(plan)}/${id}`)).body).toMatchObject({
      cells: { admin1: 'XA-1' },
      asWritten: {},
      findings: [],
    })
    await reporter.post(`/api/changes/${fix.batchId}/undo`)
    expect((await reporter.get(`${rowsOf(plan)}/${id}`)).body).toMatchObject({
      cells: { admin1: null },
      asWritten: { admin1: 'Norde' },
    })
  }),
)

test(
  'rows of another partner and rows already sent are left as they are',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const theirs = await reporterOf(world, plan, 1).put(
      rowsOf(plan),
      newRows(soundRow(plan, { organisation: plan.organisations[1]!, inDestination: 65 })),
    )
    const id = theirs.body.saved[0].id
    const mine = reporterOf(world, plan)
    expect((await mine.post(`${rowsOf(plan)}/fixes`, order('population-into-largest', { ids: [id] }))).body).toMatchObject({
      rows: 0,
      left: 1,
    })
    expect((await mine.post(`${rowsOf(plan)}/fixes/preview?rule=population-into-largest`)).body.rows).toBe(0)
    expect(await world.as('viewer').post(`${rowsOf(plan)}/fixes`, order('raise-total', { all: true }))).toMatchObject({
      status: 403,
    })
  }),
)

test(
  'a batch of another partner is not there to be taken back',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    await reporterOf(world, plan).put(rowsOf(plan), newRows(soundRow(plan, { inDestination: 65 })))
    const fix = order('population-into-largest', { all: true })
    await reporterOf(world, plan).post(`${rowsOf(plan)}/fixes`, fix)
    expect(await reporterOf(world, plan, 1).post(`/api/changes/${fix.batchId}/undo`)).toMatchObject({ status: 404 })
  }),
)
