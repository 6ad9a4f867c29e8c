import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { grant, scenario, type World } from '../../../test/scenario.ts'
import { shared } from '../../../test/shared.ts'
import { type Db, transact } from '../../core/database.ts'
import { commands as activityCommands } from '../activities/commands.ts'
import { addToLists, createPlan, storeMethod } from '../plan/actions.ts'
import { commands as planCommands } from '../plan/commands.ts'
import { Method, type Plan, type PlanLists } from '../plan/contract.ts'
import { loadPlanLists } from '../plan/queries.ts'
import { commands } from './commands.ts'
import type { Dashboard, Figure, Reached, Snapshot } from './contract.ts'
import { reachedBy, reachedByCell } from './queries.ts'
import { figuresOf } from './references.ts'
import { ageGenderCells, cellsReached, peopleReached, populationCells, type SectorGroup } from './rules.ts'
import { withMethods } from './tables.ts'

const blank = Object.fromEntries([...populationCells, ...ageGenderCells].map((c) => [c, 0])) as Record<
  (typeof populationCells)[number] | (typeof ageGenderCells)[number],
  number
>
const group = (given: Partial<SectorGroup>): SectorGroup => ({
  country: 'PE',
  admin1: 'PE-LIM',
  month: '2021-01',
  sector: 1,
  part: null,
  newPeople: 0,
  shares: null,
  ...blank,
  ...given,
})

test('the same people served by two sectors are counted twice by the sum and once by the largest sector', () => {
  const groups = [group({ newPeople: 100, sector: 1 }), group({ newPeople: 60, sector: 2 })]
  expect([peopleReached('sum', groups), peopleReached('max-sector', groups)]).toEqual([160, 100])
})

test('areas and months are always added, whatever the method', () => {
  const groups = [
    group({ newPeople: 100 }),
    group({ newPeople: 60, admin1: 'PE-CAL' }),
    group({ newPeople: 40, month: '2021-02' }),
  ]
  for (const method of ['sum', 'max-sector'] as const) expect(peopleReached(method, groups)).toBe(200)
})

test('the largest sector is sought for girls, boys, women and men apart', () => {
  const groups = [
    group({ sector: 1, girls: 5, boys: 1, women: 10, men: 0 }),
    group({ sector: 2, girls: 2, boys: 4, women: 3, men: 7 }),
  ]
  expect(peopleReached('max-age-gender', groups)).toBe(5 + 4 + 10 + 7)
})

test('the Southern Cone adds some sectors to the largest of four and leaves the rest out', () => {
  const groups = [
    group({ sector: 1, part: 'largest', newPeople: 50 }),
    group({ sector: 2, part: 'largest', newPeople: 80 }),
    group({ sector: 3, part: 'added', newPeople: 10 }),
    group({ sector: 4, newPeople: 999 }),
  ]
  expect(peopleReached('southern-cone', groups)).toBe(90)
})

test('by cell, each population group is split by the plan’s shares, rounded, and the largest sector taken', () => {
  const shares = { girls: 0.25, boys: 0.25, women: 0.25, men: 0.25 }
  // 10 people make four times 2.5, which is 3; the other sector's 8 make four times 2.
  expect(peopleReached('max-cell', [group({ inTransit: 10, shares }), group({ sector: 2, inTransit: 8, shares })])).toBe(12)
  expect(peopleReached('max-cell', [group({ inTransit: 10, girls: 1, women: 1 })])).toBe(10)
})

test('the breakdown that goes with the largest sector is that sector’s own', () => {
  const groups = [
    group({ sector: 1, newPeople: 10, girls: 9, inTransit: 10 }),
    group({ sector: 2, newPeople: 20, girls: 1, inDestination: 20 }),
  ]
  expect(cellsReached('max-sector', groups)).toMatchObject({ girls: 1, inDestination: 20, inTransit: 0 })
})

type SumRow = {
  month: string
  country: string
  admin1: string
  sector: number
  people: number
  cells: number[]
  state?: string
  isBlocked?: boolean
  organisation?: number
  kind?: string
  other?: Record<string, number>
}
const cellColumns = [
  'in_destination',
  'in_transit',
  'host_community',
  'pendular',
  'returnees',
  'girls',
  'boys',
  'women',
  'men',
  'other_under18',
  'other_adult',
]

/** Puts differences into the summary table, as writing rows does. */
async function addSums(db: Db, planId: number, rows: SumRow[]): Promise<void> {
  const values = rows.map((r) => ({
    plan_id: planId,
    month: r.month,
    country: r.country,
    admin1: r.admin1,
    sector_id: r.sector,
    organisation_id: r.organisation ?? 1,
    kind: r.kind ?? 'direct',
    state: r.state ?? 'accepted',
    is_blocked: r.isBlocked ?? false,
    rows: 1,
    people_in_month: r.other?.people_in_month ?? 0,
    new_people: r.people,
    output_quantity: r.other?.output_quantity ?? 0,
    cash_people: r.other?.cash_people ?? 0,
    cash_value_usd: r.other?.cash_value_usd ?? 0,
    is_folded: false,
    ...Object.fromEntries(cellColumns.map((c, i) => [c, r.cells[i] ?? 0])),
  }))
  await sql`insert into activity_sums select * from jsonb_populate_recordset(null::activity_sums, ${JSON.stringify(values)}::jsonb)`.execute(
    db,
  )
}

const sectorNames = ['Food Security', 'Shelter', 'Health', 'Nutrition', 'Multipurpose CBI']
async function planWithSectors(world: World): Promise<{ plan: Plan; lists: PlanLists; sectors: number[] }> {
  const plan = await createPlan(world.ctx(), {
    code: 'test-2021',
    firstMonth: '2021-01',
    lastMonth: '2021-12',
    defaultMethod: 'max-sector',
  })
  await addToLists(world.db, plan.id, {
    indicators: sectorNames.map((sector) => ({ sector, indicator: `${sector} kits`, kind: 'direct' })),
    organisations: ['Hope'],
  })
  const lists = await loadPlanLists(world.db, plan.id)
  return { plan, lists, sectors: lists.sectors.map((s) => s.id) }
}

type Any<T> = T extends fc.Arbitrary<infer Value> ? Value : never
const places = [
  ['PE', 'PE-LIM'],
  ['PE', 'PE-CAL'],
  ['EC', 'EC-G'],
  ['EC', 'EC'],
  ['CL', 'CL-RM'],
] as const
const anyRow = fc.record({
  place: fc.nat({ max: places.length - 1 }),
  month: fc.constantFrom('2021-01', '2021-02', '2021-03'),
  sector: fc.nat({ max: sectorNames.length - 1 }),
  people: fc.oneof(
    fc.nat({ max: 500 }),
    fc.nat({ max: 999 }).map((n) => n / 100),
  ),
  cells: fc.array(fc.oneof(fc.nat({ max: 60 }), fc.constant(0)), { minLength: 11, maxLength: 11 }),
})
const anyShare = fc.record({
  country: fc.constantFrom('PE', 'EC'),
  admin1: fc.constantFrom('', 'PE-LIM'),
  sector: fc.nat({ max: sectorNames.length - 1 }),
  parts: fc.array(fc.nat({ max: 100 }), { minLength: 4, maxLength: 4 }),
})

test(
  'the database’s statement says the same as the rules, on any rows, by every method and along every line',
  scenario(async (world) => {
    const { plan, lists, sectors } = await planWithSectors(world)
    const part = new Map(lists.sectors.map((s) => [s.id, s.southernCone ?? null]))
    const scope = { from: '2021-01', until: '2021-02', include: 'accepted' as const }
    const compare = async (db: Db, rows: Any<typeof anyRow>[], shares: Any<typeof anyShare>[]) => {
      const sums = rows.map(
        (r): SumRow => ({
          month: r.month,
          country: places[r.place]![0],
          admin1: places[r.place]![1],
          sector: sectors[r.sector]!,
          people: r.people,
          cells: r.cells,
        }),
      )
      await addSums(db, plan.id, sums)
      const stored = new Map<string, number[]>()
      for (const s of shares)
        if (s.admin1 === '' || s.admin1.startsWith(s.country))
          stored.set(
            `${s.country}|${s.admin1}|${sectors[s.sector]}`,
            s.parts.map((p) => p / 100),
          )
      for (const [key, [girls, boys, women, men]] of stored) {
        const [country, admin1, sectorId] = key.split('|') as [string, string, string]
        await db
          .insertInto('planProportions')
          .values({
            planId: plan.id,
            country,
            admin1,
            sectorId: Number(sectorId),
            girls: girls!,
            boys: boys!,
            women: women!,
            men: men!,
          })
          .execute()
      }
      const groups = groupsOf(
        sums.filter((s) => s.month <= '2021-02'),
        part,
        stored,
      )
      const withStored = await withMethods(db, plan)
      const byCountry = await reachedBy(db, withStored, scope, 'country', Method.options)
      const bySector = await reachedBy(db, withStored, scope, 'sector', Method.options)
      expect(near(byCountry.find((l) => l.key === null)!.values)).toEqual(
        near(Method.options.map((m) => peopleReached(m, groups))),
      )
      for (const { key, values } of byCountry)
        if (key)
          expect(near(values), key).toEqual(
            near(
              Method.options.map((m) =>
                peopleReached(
                  m,
                  groups.filter((g) => g.country === key),
                ),
              ),
            ),
          )
      for (const { key, values } of bySector)
        if (key)
          expect(near(values), key).toEqual(
            near(
              Method.options.map((m) =>
                peopleReached(
                  m,
                  groups.filter((g) => g.sector === Number(key)),
                ),
              ),
            ),
          )
      for (const by of ['population', 'age-gender'] as const)
        for (const { key, values } of await reachedByCell(db, withStored, scope, by, Method.options))
          if (key) expect(near(values), key).toEqual(near(Method.options.map((m) => cellsReached(m, groups)[key as 'girls'])))
      const references = Method.options.flatMap((method) =>
        ['PE', 'EC', undefined].map((country) => ({ ...scope, measure: 'people' as const, method, ...(country && { country }) })),
      )
      const figures = await figuresOf(db, plan, references)
      expect(near(figures.map((f) => f.value))).toEqual(
        near(
          references.map((r) =>
            peopleReached(
              r.method,
              groups.filter((g) => r.country === undefined || g.country === r.country),
            ),
          ),
        ),
      )
    }
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 40 }), fc.array(anyShare, { maxLength: 8 }), (rows, shares) =>
        rolledBack(world.db, (db) => compare(db, rows, shares)),
      ),
      { numRuns: 40 },
    )
  }),
)

/** Sums of hundredths, compared to the hundredth. */
const near = (values: number[]) => values.map((v) => Math.round(v * 100) / 100)

/** Runs work and takes its rows away again, inside the test's own transaction. */
async function rolledBack(db: Db, work: (db: Db) => Promise<void>): Promise<void> {
  await sql`savepoint one_run`.execute(db)
  try {
    await transact(db, work)
  } finally {
    await sql`rollback to savepoint one_run`.execute(db)
  }
}

function groupsOf(rows: SumRow[], part: Map<number, 'largest' | 'added' | null>, shares: Map<string, number[]>): SectorGroup[] {
  const names = [...populationCells, ...ageGenderCells]
  return [...Map.groupBy(rows, (r) => `${r.country}|${r.admin1}|${r.month}|${r.sector}`).values()].map((same) => {
    const { country, admin1, month, sector } = same[0]!
    const stored = shares.get(`${country}|${admin1}|${sector}`) ?? shares.get(`${country}||${sector}`)
    return group({
      country,
      admin1,
      month,
      sector,
      part: part.get(sector) ?? null,
      newPeople: near([same.reduce((n, r) => n + r.people, 0)])[0]!,
      ...Object.fromEntries(names.map((name, i) => [name, same.reduce((n, r) => n + r.cells[i]!, 0)])),
      shares: stored ? { girls: stored[0]!, boys: stored[1]!, women: stored[2]!, men: stored[3]! } : null,
    })
  })
}

/** Some months of two countries: accepted in Peru, one submitted and one blocked row in Ecuador. */
async function someMonths(world: World) {
  const made = await planWithSectors(world)
  const [food, shelter, health] = made.sectors as [number, number, number]
  await addSums(world.db, made.plan.id, [
    {
      month: '2021-01',
      country: 'PE',
      admin1: 'PE-LIM',
      sector: food,
      people: 100,
      cells: [60, 40, 0, 0, 0, 30, 20, 30, 20],
      other: { cash_people: 50, cash_value_usd: 2500.5 },
    },
    { month: '2021-01', country: 'PE', admin1: 'PE-LIM', sector: shelter, people: 70, cells: [70, 0, 0, 0, 0, 40, 10, 10, 10] },
    {
      month: '2021-02',
      country: 'PE',
      admin1: 'PE-CAL',
      sector: health,
      people: 30,
      cells: [0, 30, 0, 0, 0, 0, 0, 20, 10],
      organisation: 2,
    },
    { month: '2021-02', country: 'EC', admin1: 'EC-G', sector: health, people: 500, cells: [], state: 'submitted' },
    { month: '2021-02', country: 'EC', admin1: 'EC-G', sector: health, people: 7, cells: [], state: 'draft', isBlocked: true },
    {
      month: '2021-02',
      country: 'PE',
      admin1: 'PE-LIM',
      sector: health,
      people: 0,
      cells: [],
      kind: 'capacity',
      other: { people_in_month: 25 },
    },
    {
      month: '2021-02',
      country: 'PE',
      admin1: 'PE-LIM',
      sector: health,
      people: 0,
      cells: [],
      kind: 'output',
      other: { output_quantity: 9 },
    },
  ])
  return { ...made, food, shelter, health }
}
const table = (answer: { body: unknown }) => answer.body as Reached

test(
  'people reached is a table by country with one column per method, its range and its moment',
  scenario(async (world) => {
    await someMonths(world)
    const answer = table(
      await world.as('viewer').get('/api/plans/test-2021/figures/reached?method=sum,max-sector,max-age-gender'),
    )
    expect(answer).toMatchObject({
      by: 'country',
      methods: ['sum', 'max-sector', 'max-age-gender'],
      total: [200, 130, 140],
      range: { least: 130, most: 200 },
      lines: [{ key: 'PE', name: 'Peru', values: [200, 130, 140], rows: 3 }],
    })
    expect(Date.parse(answer.countedAt)).toBeGreaterThan(0)
  }),
)

test(
  'people trained, outputs and the month’s attention are never among people reached',
  scenario(async (world) => {
    const { plan } = await someMonths(world)
    const scope = { from: '2021-01', until: '2021-12' }
    const [people, trained, output, cash, value, countries, bodies] = await figuresOf(
      world.db,
      plan,
      (['people', 'trained', 'output', 'cash-people', 'cash-value', 'countries', 'organisations'] as const).map((measure) => ({
        ...scope,
        measure,
      })),
    )
    expect([people, trained, output, cash, value, countries, bodies].map((f) => f!.value)).toEqual([130, 25, 9, 50, 2500.5, 1, 2])
    expect(people).toMatchObject({ unit: 'figures.unit.people', rows: 3, countries: ['PE'] })
  }),
)

test(
  'each country is counted by the method stored for it',
  scenario(async (world) => {
    await someMonths(world)
    const before = table(await world.as('viewer').get('/api/plans/test-2021/figures/reached'))
    await storeMethod(world.ctx(), 'test-2021', 'PE', 'sum')
    const after = table(await world.as('regional-officer').get('/api/plans/test-2021/figures/reached?include=submitted'))
    expect([before.total, after.total, after.lines.map((l) => l.values)]).toEqual([[130], [700], [[500], [200]]])
  }),
)

test(
  'what a sector reached is its own number, and the total is not the sum of sectors',
  scenario(async (world) => {
    await someMonths(world)
    const answer = table(await world.as('viewer').get('/api/plans/test-2021/figures/reached?by=sector&method=max-sector'))
    expect(answer.lines.map((l) => [l.name, l.values[0]])).toEqual([
      ['Food Security', 100],
      ['Shelter', 70],
      ['Health', 30],
    ])
    expect(answer.total).toEqual([130])
    const bodies = table(await world.as('viewer').get('/api/plans/test-2021/figures/reached?by=organisation&method=sum'))
    expect([bodies.lines.map((l) => l.values[0]).sort(), bodies.total]).toEqual([[170, 30], [200]])
  }),
)

test(
  'a country officer sees accepted figures everywhere, and what is not accepted only at home',
  scenario(async (world) => {
    await someMonths(world)
    const officer = world.as([grant('country-officer', { kind: 'country', country: 'PE' })])
    expect(table(await officer.get('/api/plans/test-2021/figures/reached')).total).toEqual([130])
    expect(table(await officer.get('/api/plans/test-2021/figures/reached?include=drafts')).lines.map((l) => l.key)).toEqual([
      'PE',
    ])
    expect(
      table(
        await world
          .as([grant('country-officer', { kind: 'country', country: 'EC' })])
          .get('/api/plans/test-2021/figures/reached?include=submitted'),
      ).lines.map((l) => [l.key, l.values]),
    ).toEqual([['EC', [500]]])
    expect(
      table(
        await world
          .as([grant('organisation-reporter', { kind: 'organisation', organisationId: 2 })])
          .get('/api/plans/test-2021/figures/reached?include=drafts'),
      ).total,
    ).toEqual([30])
    expect(
      await officer.post('/api/plans/test-2021/figures', [
        { from: '2021-01', until: '2021-12', include: 'drafts', measure: 'people' },
      ]),
    ).toMatchObject({ status: 403 })
    expect(await world.as('nobody').get('/api/plans/test-2021/figures/reached')).toMatchObject({ status: 401 })
  }),
)

test(
  'blocked rows are counted only among drafts',
  scenario(async (world) => {
    await someMonths(world)
    const total = async (include: string) =>
      table(await world.as('administrator').get(`/api/plans/test-2021/figures/reached?include=${include}&method=sum`)).total[0]
    expect([await total('accepted'), await total('submitted'), await total('drafts')]).toEqual([200, 700, 707])
  }),
)

test(
  'every figure leads down to its rows',
  scenario(async (world) => {
    const { plan, food } = await someMonths(world)
    const [figure] = await figuresOf(world.db, plan, [
      { from: '2021-01', until: '2021-03', measure: 'people', sector: food, country: 'PE' },
    ])
    expect(figure!.link).toBe(
      `/activities?plan=test-2021&from=2021-01&until=2021-03&country=PE&sector=${food}&kind=direct&include=accepted`,
    )
  }),
)

test(
  'a share says of what',
  scenario(async (world) => {
    const { plan, food } = await someMonths(world)
    const asked = { from: '2021-01', until: '2021-12', include: 'submitted' as const, measure: 'share' as const, country: 'PE' }
    const [ofAll, ofSector] = await figuresOf(world.db, plan, [asked, { ...asked, sector: food, of: 'sector' }])
    expect([ofAll!.value, ofSector!.value]).toEqual([(100 * 130) / 630, 100])
  }),
)

test(
  'a figure of one indicator is read from its rows',
  scenario(async (world) => {
    const { plan, lists } = await someMonths(world)
    const [kits] = lists.indicators
    const row = {
      planId: plan.id,
      enteredBy: 'x',
      month: '2021-01',
      country: 'PE',
      admin1: 'PE-LIM',
      sectorId: kits!.sectorId,
      indicatorId: kits!.id,
      kind: 'direct',
      state: 'accepted',
    }
    await world.db
      .insertInto('activityReports')
      .values([
        { ...row, id: '019a0000-0000-7000-8000-000000000001', newPeople: 40 },
        { ...row, id: '019a0000-0000-7000-8000-000000000002', newPeople: 5, isBlocked: true },
      ])
      .execute()
    const answer = await world.as('viewer').post('/api/plans/test-2021/figures', [
      { from: '2021-01', until: '2021-12', measure: 'people', indicator: kits!.id },
      { from: '2021-01', until: '2021-12', measure: 'people' },
    ])
    expect((answer.body as Figure[]).map((f) => [f.value, f.rows])).toEqual([
      [40, 1],
      [130, 3],
    ])
  }),
)

test(
  'the table leaves as CSV, with tags of the humanitarian exchange when asked',
  scenario(async (world) => {
    await someMonths(world)
    const plain = await world.as('viewer').get('/api/plans/test-2021/figures/reached.csv?method=sum,max-sector')
    const tagged = await world.as('viewer').get('/api/plans/test-2021/figures/reached.csv?method=sum,max-sector&hxl=1')
    expect(plain.body).toBe('country,sum,max-sector\nPeru,200,130\nTotal,200,130\n')
    expect((tagged.body as string).split('\n')[1]).toBe('#country+name,#reached+sum,#reached+max_sector')
  }),
)

test(
  'the table leaves as a workbook that says how it was made',
  scenario(async (world) => {
    await someMonths(world)
    const answer = await world.as('viewer').get('/api/plans/test-2021/figures/reached.xlsx?method=sum,max-sector')
    const book = await readXlsx(answer.body as Uint8Array)
    expect(book.sheets[0]!.rows).toEqual([
      ['country', 'sum', 'max-sector'],
      ['Peru', 200, 130],
      ['Total', 200, 130],
    ])
    expect(book.sheets[1]!.rows[3]).toEqual(['Rows counted', 'accepted'])
  }),
)

test(
  'a name that a spreadsheet would run leaves as text',
  scenario(async (world) => {
    const { plan, food } = await someMonths(world)
    const { id } = await world.db
      .insertInto('organisations')
      .values({ names: '{"en":"=cmd()"}' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await addSums(world.db, plan.id, [
      { month: '2021-03', country: 'PE', admin1: 'PE-LIM', sector: food, people: 1, cells: [], organisation: id },
    ])
    expect((await world.as('viewer').get('/api/plans/test-2021/figures/reached.csv?by=organisation&method=sum')).body).toContain(
      "'=cmd()",
    )
  }),
)

test(
  'the dashboard agrees with the tables it is made of',
  scenario(async (world) => {
    const { food, shelter, health } = await someMonths(world)
    const board = (await world.as('viewer').get('/api/plans/test-2021/figures/dashboard')).body as Dashboard
    expect(board).toMatchObject({
      people: 130,
      trained: 25,
      output: 9,
      cashPeople: 50,
      cashValueUsd: 2500.5,
      months: [
        { month: '2021-01', people: 100 },
        { month: '2021-02', people: 30 },
      ],
      sectors: [
        { id: food, people: 100, countries: 1 },
        { id: shelter, people: 70, countries: 1 },
        { id: health, people: 30, countries: 1 },
      ],
      ageGender: { girls: 30, boys: 20, women: 50, men: 30 },
      population: { inDestination: 60, inTransit: 70 },
      range: { least: 130, most: 200 },
    })
    expect(board.countries.find((c) => c.code === 'PE')?.people).toBe(130)
  }),
)

test(
  'a snapshot keeps figures as they were when they were taken, and sent twice is one',
  scenario(async (world) => {
    const { plan, food } = await someMonths(world)
    const order = {
      id: '019a0000-0000-7000-8000-00000000000a',
      label: 'First quarter',
      firstMonth: '2021-01',
      lastMonth: '2021-03',
    }
    const officer = world.as('regional-officer')
    expect(await officer.post('/api/plans/test-2021/snapshots', order)).toMatchObject({ status: 200 })
    await addSums(world.db, plan.id, [
      { month: '2021-03', country: 'PE', admin1: 'PE-LIM', sector: food, people: 1000, cells: [] },
    ])
    const again = (await officer.post('/api/plans/test-2021/snapshots', order)).body as Snapshot
    expect((again.content as { tables: { country: Reached } }).tables.country.total[0]).toBe(130)
    expect((await officer.get('/api/plans/test-2021/snapshots')).body).toHaveLength(1)
    expect((await officer.get(`/api/plans/test-2021/snapshots/${order.id}`)).body).toMatchObject({ label: 'First quarter' })
    expect(
      await world.as('viewer').post('/api/plans/test-2021/snapshots', { ...order, id: '019a0000-0000-7000-8000-00000000000b' }),
    ).toMatchObject({ status: 403 })
  }),
)

test(
  'a period turned round, an unknown method or plan is answered in words',
  scenario(async (world) => {
    await someMonths(world)
    const viewer = world.as('viewer')
    expect(await viewer.get('/api/plans/test-2021/figures/reached?from=2021-05&until=2021-01')).toMatchObject({
      status: 422,
      body: { code: 'figures/months-reversed' },
    })
    expect(await viewer.get('/api/plans/test-2021/figures/reached?method=guess')).toMatchObject({
      status: 422,
      body: { code: 'figures/method-unknown', title: expect.stringContaining('guess') },
    })
    expect(await viewer.get('/api/plans/nix/figures/reached')).toMatchObject({ status: 404 })
  }),
)

const run = async (world: World, list: typeof commands, name: string, positionals: string[], values: Record<string, string>) => {
  const [printed, hinted]: [string[], string[]] = [[], []]
  await list
    .find((c) => c.name === name)!
    .run({ ctx: world.ctx(), positionals, values, print: (t) => void printed.push(t), hint: (t) => void hinted.push(t) })
  return { printed: printed.join('\n'), hinted: hinted.join('\n') }
}

test(
  'where nothing is accepted yet the command says where the rows are',
  scenario(async (world) => {
    const { plan, food } = await planWithSectors(world).then((made) => ({ ...made, food: made.sectors[0]! }))
    await addSums(world.db, plan.id, [
      { month: '2021-03', country: 'PE', admin1: 'PE-LIM', sector: food, people: 0.02, cells: [], state: 'draft' },
    ])
    const { printed, hinted } = await run(world, commands, 'figures reached', [], { plan: 'test-2021', method: 'sum' })
    expect([printed, hinted]).toEqual(['country,sum\nTotal,0', expect.stringContaining('--include drafts')])
    expect(
      (await run(world, commands, 'figures reached', [], { plan: 'test-2021', method: 'sum', include: 'drafts' })).printed,
    ).toBe('country,sum\nPeru,0.02\nTotal,0.02')
  }),
)

const real = (file: string): string | undefined => shared(`r4v/${file}`)
for (const file of ['5w-2021-jan-may.csv', '5w-2021-jan-may.xlsx'])
  test.skipIf(!real(file))(
    `${file}: the real months give the platform’s figures to the last person [needs the folder of real data]`,
    scenario(async (world) => {
      await run(world, planCommands, 'plan create', ['real-2021'], { year: '2021' })
      await run(world, planCommands, 'plan lists', ['real-2021'], {
        indicators: real('indicators-2021.csv')!,
        organisations: real('organisations-2021.csv')!,
        implementers: real('implementers-2021.csv')!,
        places: real('admin1-2021.csv')!,
        proportions: real('apportioning-2021.csv')!,
      })
      await run(world, activityCommands, 'activities import', [real(file)!], { plan: 'real-2021' })
      const { printed } = await run(world, commands, 'figures reached', [], {
        plan: 'real-2021',
        until: '2021-05',
        by: 'country',
        method: 'sum,max-sector,max-age-gender,southern-cone',
        format: 'csv',
        include: 'drafts',
      })
      const expected = readFileSync(real('expected-reached-2021.csv')!, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(',').slice(0, 5).join(','))
      expect(printed.split('\n')).toEqual(expected)
    }),
    120_000,
  )
