/** The way down from a computed row: entries for those who may read them, a summary without small numbers for others. */
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { deliver, makeLine } from '../../../../test/lines.ts'
import { makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { computeRows } from './compute.ts'

const groupAges = { girls: 3, boys: 9, women: 8, men: 0, otherUnder18: 0, otherAdult: 0 }

async function given({ db, ctx }: World, plan: TestPlan) {
  const line = await makeLine(db, plan)
  const { id: service } = await db
    .insertInto('services')
    .values({ code: `kit-${v7().slice(-8)}`, names: '{"en":"Food kit"}', sector: 'food', unit: '{}', modality: 'in-kind' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const person = v7()
  const place = {
    organisationId: plan.organisations[0]!,
    country: 'XA',
    admin1: 'XA-1',
    serviceId: service,
    quantity: 1,
    lineId: line,
    month: '2021-03',
    recordedBy: 'x',
  }
  const group = JSON.stringify([{ group: 'inDestination', month: groupAges, new: groupAges }])
  await db
    .insertInto('deliveries')
    .values([
      { ...place, id: v7(), householdId: v7(), to: 'person', personId: person, at: '2021-03-04T10:00:00Z' },
      { ...place, id: v7(), householdId: v7(), to: 'group', groups: group, at: '2021-03-05T10:00:00Z' },
    ])
    .execute()
  const [one] = await db.selectFrom('deliveries').selectAll().where('lineId', '=', line).orderBy('at').execute()
  await db
    .insertInto('served')
    .values({
      countedAs: v7(),
      deliveryId: one!.id,
      personId: person,
      householdId: one!.householdId,
      organisationId: plan.organisations[0]!,
      serviceId: service,
      lineId: line,
      at: one!.at,
      cell: 2,
      isCounted: true,
    })
    .execute()
  await deliver(db, plan, line, { cell: 2, people: 1, groupedMonth: 20, groupedNew: 20 })
  await computeRows(ctx())
  const row = await db.selectFrom('activityReports').selectAll().where('lineId', '=', line).executeTakeFirstOrThrow()
  return { row, path: `/api/plans/${plan.code}/activities/${row.id}/entries` }
}

it(
  'its organisation reads the entries, without a name',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const { row, path } = await given(world, plan)
    expect(row.title).toBe('Food kit')
    const office = [grant('organisation-office', { kind: 'organisation', organisationId: plan.organisations[0]! })]
    const { body, status } = await world.as(office).get(path)
    expect(status).toBe(200)
    expect(body.entries.deliveries).toMatchObject([
      { to: 'group', people: 20 },
      { to: 'person', people: 1, person: null, household: null, card: null },
    ])
    expect(body).toMatchObject({ summary: null, services: [{ names: { en: 'Food kit' } }], row: { people: 21 } })
  }),
)

it(
  'others who see the row read what was given by day, without small numbers',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const { path } = await given(world, plan)
    const { body } = await world.as([grant('country-officer', { kind: 'country', country: 'XA' })]).get(path)
    expect(body).toMatchObject({
      entries: null,
      summary: {
        hidden: 2,
        lines: [
          { day: '2021-03-05', people: null, quantity: null },
          { day: '2021-03-04', people: null, quantity: null },
        ],
      },
    })
  }),
)

/** Counted groups of one line: when, at which site, how many women. */
async function crowds(
  { db, ctx }: World,
  plan: TestPlan,
  country: string,
  met: [at: string, site: string | null, women: number][],
) {
  const line = await makeLine(db, plan, { country, admin1: '', month: '2021-05' })
  const { id: service } = await db
    .insertInto('services')
    .values({ code: `kit-${v7().slice(-8)}`, names: '{"en":"Food kit"}', sector: 'food', unit: '{}', modality: 'in-kind' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [at, siteId, women] of met) {
    const month = { ...groupAges, girls: 0, boys: 0, women }
    await db
      .insertInto('deliveries')
      .values({
        ...{ id: v7(), householdId: v7(), organisationId: plan.organisations[0]!, siteId, country, admin1: null },
        ...{ serviceId: service, to: 'group', groups: JSON.stringify([{ group: 'inDestination', month, new: month }]) },
        ...{ quantity: women, lineId: line, month: '2021-05', at, recordedBy: 'x' },
      })
      .execute()
    await deliver(db, plan, line, { cell: 2, groupedMonth: women, groupedNew: women })
  }
  await computeRows(ctx())
  const row = await db.selectFrom('activityReports').select('id').where('lineId', '=', line).executeTakeFirstOrThrow()
  return `/api/plans/${plan.code}/activities/${row.id}/entries`
}

it(
  'no small number is what the row leaves when the others are taken from it, at two sites on two days',
  scenario(async (world) => {
    const [a, b] = [v7(), v7()]
    const path = await crowds(world, await makePlan(world.db), 'XA', [
      ['2021-05-16T10:00:00Z', a, 10],
      ['2021-05-17T10:00:00Z', b, 2],
    ])
    const { body } = await world.as('regional-officer').get(path)
    expect(body.row.people).toBe(12)
    expect(body.summary).toMatchObject({ hidden: 2, lines: [{ people: null }, { people: null }] })
  }),
)

it(
  'the day is that of the country, as the month of the row is',
  scenario(async (world) => {
    const path = await crowds(world, await makePlan(world.db), 'PE', [
      // The last evening and the first day of May in Lima; June and the second of May in Greenwich.
      ['2021-06-01T01:00:00Z', null, 20],
      ['2021-05-01T05:30:00Z', null, 30],
      ['2021-05-02T04:30:00Z', null, 40],
    ])
    const { body } = await world.as('regional-officer').get(path)
    expect(body.summary.lines).toMatchObject([
      { day: '2021-05-31', people: 20, quantity: 20 },
      { day: '2021-05-01', people: 70, quantity: 70 },
    ])
  }),
)

it(
  'a stranger does not find the row, and a row entered by hand has nothing to open',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const { path } = await given(world, plan)
    const stranger = world.as([grant('organisation-office', { kind: 'organisation', organisationId: plan.organisations[1]! })])
    expect((await stranger.get(path)).status).toBe(404)
    expect((await world.as('viewer').get(path)).status).toBe(404)
    expect((await world.as('administrator').get(path.replace(/activities\/[^/]+/, `activities/${v7()}`))).status).toBe(404)
    const rows = newRows(soundRow(plan))
    await world.as('administrator').put(`/api/plans/${plan.code}/activities`, rows)
    expect(
      (await world.as('administrator').get(path.replace(/activities\/[^/]+/, `activities/${rows.rows[0]!.id}`))).body.code,
    ).toBe('activities/not-computed')
  }),
)
