/** Files sent in: what is kept, what is refused, what is said; twice, taken back, for one organisation. */
import { afterAll, expect, test } from 'vitest'
import { csvOf, sheetXml, shortHeaders, shortRow, temporaryFiles, workbookOf } from '../../../../test/files.ts'
import { keptAndCounted, makePlan, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { fileAt } from '../../../core/files.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import { openTable } from '../reading/file.ts'
import type { Table } from '../reading/table.ts'
import { sendFile, takeBack, takeIn } from './actions.ts'
import { refusedWorkbook } from './reports.ts'
import { likenessOf } from './twins.ts'
import { importFor } from './views.ts'

const files = temporaryFiles()
afterAll(files.clear)
const rowsOf = (...overs: Parameters<typeof shortRow>[0][]) => csvOf([shortHeaders, ...overs.map((o) => shortRow(o))])

const rowsIn = async (table: Table): Promise<RawRow[]> => {
  const rows: RawRow[] = []
  for await (const some of table.rows) rows.push(...some)
  return rows
}

async function taken(
  { ctx, db }: World,
  plan: TestPlan,
  content: string | Uint8Array,
  name = 'month.csv',
  asking = ctx(),
  organisation: number | null = null,
) {
  const path = files.put(name, content)
  const sent = await sendFile(asking, plan.code, await fileAt(path), organisation)
  await takeIn(db, sent.id, { path })
  return importFor(asking, sent.id, sent.again)
}
const stored = ({ db }: World, plan: TestPlan) =>
  db.selectFrom('activityReports').selectAll().where('planId', '=', plan.id).orderBy('id').execute()
const reporterOf = (plan: TestPlan, at = 0) => [
  grant('organisation-reporter', { kind: 'organisation', organisationId: plan.organisations[at]! }),
]

test(
  'sound rows are accepted, rows with blocking findings kept as drafts, and the sums are those of the rows',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const done = await taken(
      world,
      plan,
      rowsOf({}, { Women: 31, Activity_Name: 'Other kits' }, { New_beneficiaries: 100.5, Total_monthly: '1,234' }),
    )
    expect(done).toMatchObject({
      state: 'done',
      rowsRead: 3,
      rowsAccepted: 1,
      rowsWithFindings: 2,
      rowsRefused: 0,
      again: false,
      findings: { 'age-gender-breakdown': 2, 'population-breakdown': 1, 'not-whole-number': 1 },
    })
    const rows = await stored(world, plan)
    expect(rows.map((r) => [r.state, r.isBlocked, r.rowNumber, r.newPeople, r.peopleInMonth, r.kind])).toEqual([
      ['draft', false, 2, 100, 120, 'direct'],
      ['draft', true, 3, 100, 120, 'direct'],
      ['draft', true, 4, 100.5, 1234, 'direct'],
    ])
    const sums = await keptAndCounted(world.db, plan.id)
    expect(sums.kept).toEqual(sums.counted)
  }),
)

test(
  'the same from a workbook and from a text file',
  scenario(async (world) => {
    const one = await makePlan(world.db)
    const rows = [shortRow(), shortRow({ Admin1: 'Atlantis', Girls: 'ten' })]
    const fromText = await taken(world, one, csvOf([shortHeaders, ...rows]))
    const fromBook = await taken(world, one, workbookOf({ Rows: sheetXml([shortHeaders, ...rows]) }), 'month.xlsx')
    expect(fromBook.findings).toEqual({ ...fromText.findings, 'duplicate-row': 2 })
    expect((await stored(world, one)).map((r) => r.asWritten)).toEqual([
      {},
      { admin1: 'Atlantis', girls: 'ten' },
      {},
      { admin1: 'Atlantis', girls: 'ten' },
    ])
  }),
)

test(
  'rows that say the same as another are asked about, whichever file they came in',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    expect((await taken(world, plan, rowsOf({}, {}, { Girls: 'x' }))).findings['duplicate-row']).toBe(1)
    expect((await taken(world, plan, rowsOf({ Girls: 'x' }, { Admin1: 'Sur' }))).findings['duplicate-row']).toBe(1)
    for (const row of await stored(world, plan)) {
      const cells = {
        ...row,
        organisation: row.organisationId,
        implementer: row.implementerId,
        sector: row.sectorId,
        indicator: row.indicatorId,
        cashMechanism: row.cashMechanismId,
      }
      expect(likenessOf(cells as never, row.asWritten as never)).toBe(
        String(
          (
            await world.db
              .selectFrom('activityReports')
              .select((e) => e.cast<string>('likeness', 'text').as('text'))
              .where('id', '=', row.id)
              .executeTakeFirstOrThrow()
          ).text,
        ),
      )
    }
  }),
)

test(
  'the same file sent twice is one import; after it was taken back it may come again',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const file = rowsOf({}, { Admin1: 'Sur' })
    const first = await taken(world, plan, file)
    const second = await taken(world, plan, file, 'the same under another name.csv')
    expect(second).toMatchObject({ id: first.id, again: true, rowsRead: 2 })
    expect(await stored(world, plan)).toHaveLength(2)

    await takeBack(world.ctx(), first.id)
    expect(await stored(world, plan)).toHaveLength(0)
    const sums = await keptAndCounted(world.db, plan.id)
    expect(sums.kept).toEqual(sums.counted)
    const third = await taken(world, plan, file)
    expect(third).toMatchObject({ again: false, rowsRead: 2 })
    expect(third.id).not.toBe(first.id)
  }),
)

test(
  'an import whose rows were submitted cannot be taken back',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const { id } = await taken(world, plan, rowsOf({}))
    await world.db.updateTable('activityReports').set({ state: 'submitted' }).where('importId', '=', id).execute()
    await expect(takeBack(world.ctx(), id)).rejects.toMatchObject({ code: 'activities/import-settled' })
    expect(await stored(world, plan)).toHaveLength(1)
  }),
)

test(
  'a reporter hands in only the own rows; the others come back with the reason beside the cell',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const reporter = world.ctx(reporterOf(plan))
    const done = await taken(
      world,
      plan,
      rowsOf({}, { Appealing_org: 'Casa Abierta' }, { Appealing_org: 'Red Solidara' }, { Appealing_org: null }),
      'mixed.csv',
      reporter,
    )
    expect(done).toMatchObject({ rowsRead: 4, rowsAccepted: 1, rowsRefused: 3 })
    const table = await openTable(files.put('refused.xlsx', await refusedWorkbook(reporter, done.id)))
    const rows = await rowsIn(table)
    table.close()
    expect(rows.map((r) => [r.values[0], r.values.at(-1)])).toEqual([
      [3, 'You may not report for this organisation or country.'],
      [
        4,
        '“Red Solidara” is not an organisation of this plan, so it cannot be told whether the row is yours. Did you mean “Red Solidaria”?',
      ],
      [5, 'The organisation is empty, so it cannot be told whether the row is yours.'],
    ])
    expect(rows[0]!.values[table.placing.columns.indexOf('organisation')]).toBe('Casa Abierta')
  }),
)

test(
  'a file sent for one organisation takes in no other, whoever sends it',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const done = await taken(
      world,
      plan,
      rowsOf({}, { Appealing_org: 'Casa Abierta' }),
      'one.csv',
      world.ctx(),
      plan.organisations[1]!,
    )
    expect(done).toMatchObject({ rowsAccepted: 1, rowsRefused: 1 })
    expect((await stored(world, plan)).map((r) => r.organisationId)).toEqual([plan.organisations[1]])
    await expect(
      sendFile(world.ctx(reporterOf(plan)), plan.code, await fileAt(files.put('x.csv', rowsOf({}))), plan.organisations[1]!),
    ).rejects.toMatchObject({ status: 403 })
  }),
)

test(
  'lines of totals and headers in the middle are no rows',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const total = shortHeaders.map((h) => (h === 'New_beneficiaries' ? 100 : null))
    const done = await taken(world, plan, csvOf([shortHeaders, shortRow(), shortHeaders, total, []]))
    expect(done).toMatchObject({ rowsRead: 3, rowsAccepted: 1, rowsRefused: 2 })
  }),
)

test(
  'a list nobody imported takes in the names of the rows and shows them as new; a closed one does not',
  scenario(async (world) => {
    const open = await makePlan(world.db, { open: ['organisations', 'implementers', 'indicators', 'mechanisms', 'places'] })
    const news = {
      Appealing_org: 'Manos Nuevas',
      Subsector: 'Shelter',
      Indicator: '# of nights',
      Admin1: 'Oeste',
      CVA: 'Yes',
      Value: 10,
      Delivery_mechanism: 'Shells',
    }
    const done = await taken(world, open, rowsOf(news, news, {}))
    expect(done.newNames.map((n) => n.name).sort()).toEqual(['Altland, Oeste', 'Manos Nuevas', 'Shells', 'Shelter: # of nights'])
    expect(done.findings).toMatchObject({ 'name-new': 2, 'kind-unknown': 2 })
    expect(
      (await stored(world, open)).every((r) => r.organisationId !== null && r.admin1 !== null && r.indicatorId !== null),
    ).toBe(true)

    await world.db
      .insertInto('planLists')
      .values(
        ['organisations', 'implementers', 'indicators', 'mechanisms', 'places'].map((list) => ({
          planId: open.id,
          list,
          source: 'x',
          entries: 1,
        })),
      )
      .execute()
    const closed = await taken(world, open, rowsOf({ Appealing_org: 'Manos Lejanas', Admin1: 'Polo', Indicator: 'other' }))
    expect(closed.newNames).toEqual([])
    expect(closed.findings).toMatchObject({ 'organisation-unknown': 1, 'place-unknown': 1, 'indicator-unknown': 1 })
  }),
)

test(
  'formulas, script and control characters in text do no harm, in or out',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const evil = [
      "=cmd|' /C calc'!A0",
      '<script>alert(1)</script>',
      '@SUM(1)',
      '+1',
      '-1',
      'tab\tand\\backslash\nand line',
      "'; drop table activity_reports; --",
    ]
    await taken(world, plan, rowsOf(...evil.map((Activity_Name) => ({ Activity_Name }))))
    expect((await stored(world, plan)).map((r) => r.title)).toEqual(evil)
    const done = await taken(
      world,
      plan,
      rowsOf(...evil.map((Appealing_org) => ({ Appealing_org }))),
      'evil.csv',
      world.ctx(reporterOf(plan)),
    )
    expect(done.rowsRefused).toBe(evil.length)
    const bytes = Buffer.from(await refusedWorkbook(world.ctx(reporterOf(plan)), done.id))
    const table = await openTable(files.put('evil.xlsx', bytes))
    const texts = (await rowsIn(table)).flatMap((r) => r.values.filter((v) => typeof v === 'string'))
    table.close()
    expect(texts.filter((t) => /^[=+\-@\t]/.test(t))).toEqual([])
    expect(texts).toContain("'=cmd|' /C calc'!A0")
  }),
)

test(
  'a file that cannot be read leaves nothing but its reason',
  scenario(async (world) => {
    const plan = await makePlan(world.db)
    const path = files.put('cut.csv', `${rowsOf({}, {})}\r\n"never closed`)
    const { id } = await sendFile(world.ctx(), plan.code, await fileAt(path))
    // Inside the test's own transaction: what the import wrote must go with its failure.
    await expect(takeIn(world.db, id, { path })).rejects.toMatchObject({ code: 'activities/csv-broken' })
    expect(await importFor(world.ctx(), id)).toMatchObject({
      state: 'failed',
      problem: { code: 'activities/csv-broken', detail: { row: 4 } },
    })
  }),
)
