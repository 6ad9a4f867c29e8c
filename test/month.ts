/** A small plan with closed lists, and rows for it: what tests of monthly reports start from. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Db } from '../src/core/database.ts'
import type { Cells } from '../src/modules/activities/contract.ts'
import { emptyCells } from '../src/modules/activities/desk/cells.ts'
import { sumColumns, summed, summedFindings } from '../src/modules/activities/sums.ts'

export type TestPlan = {
  id: number
  code: string
  organisations: number[]
  sector: number
  children: number
  direct: number
  trained: number
  output: number
  mechanism: number
}

/** Two countries, three organisations, two sectors, one indicator of each kind. `open`: lists left open. `land`: first letter of its countries. */
export async function makePlan(db: Db, { open = [] as string[], land = 'X' } = {}): Promise<TestPlan> {
  const code = `test-${v7().slice(-12)}`
  const { id } = await db
    .insertInto('plans')
    .values({ code, names: '{"en":"Test plan"}', firstMonth: '2021-01', lastMonth: '2021-12' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await makePlaces(db, id, land)
  const organisations = await makeOrganisations(db, id)
  const sector = await makeSector(db, id, 'Food Security', false)
  const children = await makeSector(db, id, 'Education', true)
  const indicator = async (kind: string) =>
    (
      await db
        .insertInto('planIndicators')
        .values({ planId: id, sectorId: sector, kind, name: `People ${kind}`, key: `people ${kind}` })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const { id: mechanism } = await db
    .insertInto('planMechanisms')
    .values({ planId: id, name: 'Prepaid card', key: 'prepaid card' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const closed = ['places', 'organisations', 'implementers', 'indicators', 'mechanisms', 'proportions'].filter(
    (list) => !open.includes(list),
  )
  for (const list of closed) await db.insertInto('planLists').values({ planId: id, list, source: 'test', entries: 1 }).execute()
  return {
    id,
    code,
    organisations,
    sector,
    children,
    direct: await indicator('direct'),
    trained: await indicator('capacity'),
    output: await indicator('output'),
    mechanism,
  }
}

async function makePlaces(db: Db, planId: number, land: string): Promise<void> {
  const places = [
    { code: `${land}A`, country: `${land}A`, name: 'Altland' },
    { code: `${land}B`, country: `${land}B`, name: 'Bergland' },
    { code: `${land}A-1`, country: `${land}A`, name: 'Norte' },
    { code: `${land}A-2`, country: `${land}A`, name: 'Sur' },
    { code: `${land}B-1`, country: `${land}B`, name: 'Costa' },
  ]
  for (const { code, country, name } of places) {
    const level = code === country ? 0 : 1
    await db
      .insertInto('places')
      .values({ code, level, country, parent: level ? country : null, names: JSON.stringify({ en: name }) })
      .execute()
    const countryName = country === `${land}A` ? 'Altland' : 'Bergland'
    await db
      .insertInto('planPlaces')
      .values({
        planId,
        country,
        countryName,
        placeCode: code,
        name,
        countryKey: countryName.toLowerCase(),
        key: name.toLowerCase(),
      })
      .execute()
  }
}

async function makeOrganisations(db: Db, planId: number): Promise<number[]> {
  const made = await db
    .insertInto('organisations')
    .values(['Red Solidaria', 'Casa Abierta', 'Puentes'].map((en) => ({ names: JSON.stringify({ en }) })))
    .returning('id')
    .execute()
  await db
    .insertInto('planOrganisations')
    .values(made.map(({ id }) => ({ planId, organisationId: id, role: 'appealing' })))
    .execute()
  return made.map((o) => o.id)
}

const makeSector = async (db: Db, planId: number, name: string, servesChildren: boolean): Promise<number> =>
  (
    await db
      .insertInto('planSectors')
      .values({ planId, name, key: name.toLowerCase(), servesChildren })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** A sound row: 100 people in one place, all cells filled that are asked for. */
export const soundRow = (plan: TestPlan, over: Partial<Cells> = {}): Cells => ({
  ...emptyCells,
  country: 'XA',
  admin1: 'XA-1',
  organisation: plan.organisations[0]!,
  throughPartner: false,
  month: '2021-03',
  sector: plan.sector,
  indicator: plan.direct,
  title: 'Food kits for families',
  inPlan: true,
  isCash: false,
  peopleInMonth: 120,
  newPeople: 100,
  inDestination: 70,
  inTransit: 30,
  hostCommunity: 0,
  pendular: 0,
  returnees: 0,
  girls: 25,
  boys: 25,
  women: 30,
  men: 20,
  ...over,
})

/** What a grid sends for new rows. */
export const newRows = (...cells: Cells[]) => ({ rows: cells.map((c) => ({ id: v7(), version: 0, cells: c })) })

const names = (columns: readonly string[]) => sql.raw(columns.join(', '))
const totals = (columns: readonly string[]) => sql.raw(columns.map((c) => `sum(${c}) as ${c}`).join(', '))

/** Sums as kept, and as counted anew from the rows: equal whenever nothing was lost or counted twice. */
export async function keptAndCounted(db: Db, planId: number) {
  const { keys, rollUps, findingKeys, measures } = sumColumns
  const rows = sql`(select *, 1 as sign from activity_reports where plan_id = ${planId}) r`
  const kept = (table: string, by: readonly string[], values: readonly string[]) =>
    sql`select ${names(by)}, ${totals(values)} from ${sql.table(table)} where plan_id = ${planId} group by ${names(by)} having sum(rows) <> 0 order by ${names(by)}`.execute(
      db,
    )
  const counted = (select: ReturnType<typeof sql>, from: readonly string[], by: readonly string[], values: readonly string[]) =>
    sql`select ${names(by)}, ${totals(values)} from (${select}) c(${names(from)}, ${names(values)}) group by ${names(by)} order by ${names(by)}`.execute(
      db,
    )
  const all = [
    ['activity_sums', keys] as const,
    ...Object.entries(rollUps).map(([table, by]) => [table.replace('folded_', ''), by] as const),
  ]
  const both = { kept: [] as unknown[], counted: [] as unknown[] }
  for (const [table, by] of all) {
    both.kept.push((await kept(table, by, measures)).rows)
    both.counted.push((await counted(summed(rows), keys, by, measures)).rows)
  }
  both.kept.push((await kept('activity_finding_sums', findingKeys, ['rows'])).rows)
  both.counted.push((await counted(summedFindings(rows), findingKeys, findingKeys, ['rows'])).rows)
  return both
}
