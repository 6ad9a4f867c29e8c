/** What partners plan, through HTTP: whose it is, twice sent, two at once, another plan's workbook, hostile files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CellValue, readXlsx as read, writeXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { shared } from '../../../../test/shared.ts'
import { languages } from '../../../core/i18n.ts'
import { createPlan } from '../actions.ts'
import { importListFile } from '../lists/receiving.ts'
import {
  ActivityFindingCode,
  type AlsoPlanned,
  type PlannedCopied,
  type PlannedDetail,
  type PlannedImport,
  type PlannedPage,
  type PlannedSaved,
} from './contract.ts'
import { recheckPlanned } from './recheck.ts'
import { type FormColumn, formColumns, headerIn } from './rules/headers.ts'

const folder = mkdtempSync(join(tmpdir(), 'senda-planned-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const indicators = `Code,Subsector,Indicator,Indicator type
H1,Health,Consultations,PiN
H2,Health,Health workers trained,People
H3,Health,Campaigns,Other
C1,Multipurpose Cash Assistance,Households with cash,PiN
`
const places = 'Country,Admin1\nEcuador,Pichincha\nEcuador,Guayas\nPeru,Lima\n'

/** A plan of a year with its lists, two organisations of it, and who reports for the first. */
async function open(world: World, code = 'plan-2024', organisations = ['Alas', 'Bahía']) {
  const year = code.slice(-4)
  const plan = await createPlan(world.ctx(), {
    code,
    firstMonth: `${year}-01`,
    lastMonth: `${year}-12`,
    defaultMethod: 'sum',
    asks: ['population', 'age-gender', 'admin1'],
  })
  const list = async (name: 'indicators' | 'places' | 'organisations', text: string) => {
    const path = join(folder, `${uuid()}.csv`)
    writeFileSync(path, text)
    await importListFile(world.ctx(), code, name, path)
  }
  await list('indicators', indicators)
  await list('places', places)
  await list(
    'organisations',
    `Name,Acronym Short Name,IDORG\n${organisations.map((name, i) => `${name},${name.slice(0, 3).toUpperCase()},${code}-${i}`).join('\n')}\n`,
  )
  const { rows } = await sql<{ id: number; name: string }>`
    select o.id, names->>'en' as name from organisations o join plan_organisations p on p.organisation_id = o.id where p.plan_id = ${plan.id} order by o.id`.execute(
    world.db,
  )
  const [a, b] = organisations.map((name) => rows.find((r) => r.name === name)!.id) as [number, number]
  const path = `/api/plans/${code}/planned-activities`
  const own = [grant('organisation-reporter', { kind: 'organisation', organisationId: a })]
  const other = [grant('organisation-reporter', { kind: 'organisation', organisationId: b })]
  return { plan, path, a, b, own, other }
}
type Place = Awaited<ReturnType<typeof open>>

const full = {
  country: 'Ecuador',
  admin1: 'Pichincha',
  sectorId: 'Health',
  indicatorId: 'Consultations',
  title: 'Mobile clinics',
  description: 'Weekly visits.',
  inKindUsd: '1000.50',
  inDestination: '60',
  hostCommunity: '40',
  girls: '25',
  boys: '25',
  women: '25',
  men: '25',
}
const fresh = (organisationId: number, change: Record<string, string> = {}) => ({
  id: uuid(),
  version: 0,
  organisationId,
  asWritten: { ...full, ...change },
})

async function save(world: World, { path, own }: Place, rows: unknown[], grants = own) {
  const answer = await world.as(grants).put(path, { rows })
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
  return answer.body as PlannedSaved
}
const page = async (world: World, { path, own }: Place, query = '', grants = own) =>
  (await world.as(grants).get(`${path}?${query}`)).body as PlannedPage

function sending(content: string | Uint8Array, fields: Record<string, string> = {}, name = 'form.csv'): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), name)
  return form
}
async function take(
  world: World,
  { path, own }: Place,
  content: string | Uint8Array,
  fields: Record<string, string> = { organisation: 'Alas' },
) {
  const answer = await world.as(own).post(`${path}/imports`, sending(content, fields))
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
  return answer.body as PlannedImport
}
const head =
  'Year,Country,Admin1,Appealing organisation,Sector,Indicator,Activity name,Activity description,In-kind and programme costs USD,Cash transfer value USD,Total (USD),In destination,Girls,Boys,Women,Men,Total target,Output quantity'
const line = (change: Partial<Record<string, string>> = {}) => {
  const cells: Record<string, string> = {
    year: '2024',
    country: 'Ecuador',
    admin1: 'Pichincha',
    who: 'ALA',
    sector: 'Health',
    indicator: 'Consultations',
    title: 'Clinics',
    text: 'Visits.',
    kind: '1000',
    cash: '',
    total: '',
    people: '100',
    girls: '25',
    boys: '25',
    women: '25',
    men: '25',
    target: '100',
    output: '',
    ...change,
  } as Record<string, string>
  return Object.values(cells)
    .map((v) => (/[",\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v))
    .join(',')
}

describe('saving from the grid', () => {
  test(
    'an activity is placed, checked and counted; the same write twice is one write',
    scenario(async (world) => {
      const at = await open(world)
      const row = fresh(at.a)
      const { saved, conflicts } = await save(world, at, [row])
      expect(conflicts).toEqual([])
      expect(saved).toMatchObject([
        {
          version: 1,
          state: 'draft',
          organisation: 'ALA',
          kind: 'direct',
          findings: [],
          isBlocked: false,
          cells: { admin1: 'EC-P', inKindUsd: 1000.5, targetPeople: 100 },
          may: { write: true, submit: true, endorse: false },
        },
      ])
      expect((await save(world, at, [row])).saved).toEqual(saved)
      const all = await page(world, at)
      expect(all).toMatchObject({
        rows: [{ id: row.id }],
        sums: { activities: 1, targetPeople: 100, totalUsd: 1000.5, girls: 25, blocked: 0, states: { draft: 1 } },
        window: { version: 1, isLocked: false },
      })
    }),
  )

  test(
    'cells that cannot be placed stay as they were written, with a sentence in the asker’s language',
    scenario(async (world) => {
      const at = await open(world)
      const { saved } = await save(world, at, [fresh(at.a, { admin1: 'Pichinca', inKindUsd: '€ 500' })])
      expect(saved[0]).toMatchObject({
        isBlocked: true,
        asWritten: { admin1: 'Pichinca', inKindUsd: '€ 500' },
        may: { submit: false },
      })
      expect(saved[0]!.findings.find((f) => f.code === 'place-unknown')).toMatchObject({
        blocks: true,
        suggestion: 'Pichincha',
        sentence: '“Pichinca” is not a place of the plan’s list. Did you mean “Pichincha”?',
      })
      expect((await page(world, at, 'finding=place-unknown')).rows).toHaveLength(1)
      expect((await page(world, at, 'finding=none')).rows).toHaveLength(0)
    }),
  )

  test(
    'of two who write at once the second is told, with both versions; the rest of the batch is kept',
    scenario(async (world) => {
      const at = await open(world)
      const [one, two] = [fresh(at.a), fresh(at.a, { title: 'Other' })]
      await save(world, at, [one, two])
      await save(world, at, [{ id: one.id, version: 1, asWritten: { women: '26', inDestination: '61' } }])
      const { saved, conflicts } = await save(world, at, [
        { id: one.id, version: 1, cells: { title: 'Mine' } },
        { id: two.id, version: 1, cells: { title: 'Second' } },
      ])
      expect(saved).toMatchObject([{ id: two.id, version: 2, cells: { title: 'Second' } }])
      expect(conflicts).toMatchObject([
        { id: one.id, yours: 1, theirs: { version: 2, cells: { title: 'Mobile clinics', women: 26, targetPeople: 101 } } },
      ])
    }),
  )

  test(
    'each change is on record, before and after, with names instead of numbers',
    scenario(async (world) => {
      const at = await open(world)
      const row = fresh(at.a)
      await save(world, at, [row])
      await save(world, at, [{ id: row.id, version: 1, asWritten: { admin1: 'Guayas', women: '30' } }])
      const { body } = await world.as(at.own).get(`${at.path}/${row.id}`)
      const { changes } = body as PlannedDetail
      expect(changes).toHaveLength(2)
      expect(changes[0]!.cells).toEqual([
        { cell: 'admin1', before: 'Pichincha', after: 'Guayas' },
        { cell: 'women', before: '25', after: '30' },
      ])
    }),
  )

  test(
    'nobody writes for another organisation, nor learns what it plans',
    scenario(async (world) => {
      const at = await open(world)
      const row = fresh(at.a)
      await save(world, at, [row])
      expect(await world.as(at.other).put(at.path, { rows: [fresh(at.a)] })).toMatchObject({ status: 403 })
      expect(await world.as(at.other).put(at.path, { rows: [{ id: row.id, version: 1, cells: { title: 'x' } }] })).toMatchObject({
        status: 404,
      })
      expect(await world.as(at.other).get(`${at.path}/${row.id}`)).toMatchObject({ status: 404 })
      expect(await world.as(at.other).delete(`${at.path}/${row.id}`)).toMatchObject({ status: 404 })
      expect((await page(world, at, '', at.other)).sums).toMatchObject({ activities: 0, totalUsd: 0 })
      expect(
        await world.as([grant('country-officer', { kind: 'country', country: 'EC' })]).put(at.path, { rows: [fresh(at.a)] }),
      ).toMatchObject({ status: 403 })
      const officer = await page(world, at, '', [grant('country-officer', { kind: 'country', country: 'EC' })])
      expect(officer.rows).toMatchObject([{ id: row.id, may: { write: false } }])
      expect(await world.as('nobody').get(at.path)).toMatchObject({ status: 401 })
      expect(await world.as('viewer').get(at.path)).toMatchObject({ status: 403 })
    }),
  )

  test(
    'an organisation that the plan does not list is refused; one without a name too',
    scenario(async (world) => {
      const at = await open(world)
      const { id } = await world.db
        .insertInto('organisations')
        .values({ names: JSON.stringify({ en: 'Elsewhere' }) })
        .returning('id')
        .executeTakeFirstOrThrow()
      expect(await world.as('administrator').put(at.path, { rows: [fresh(id)] })).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-organisation' },
      })
      expect(await world.as('administrator').put(at.path, { rows: [{ id: uuid(), version: 0 }] })).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-whose' },
      })
    }),
  )

  test(
    'what was submitted is not changed, and the plan takes nothing once it is published',
    scenario(async (world) => {
      const at = await open(world)
      const row = fresh(at.a)
      await save(world, at, [row])
      await world.db.updateTable('planActivities').set({ state: 'submitted' }).where('id', '=', row.id).execute()
      const write = { rows: [{ id: row.id, version: 1, cells: { title: 'x' } }] }
      expect(await world.as(at.own).put(at.path, write)).toMatchObject({
        status: 409,
        body: { code: 'plan/submission-not-open', title: expect.stringContaining('is submitted') },
      })
      expect(await world.as(at.own).delete(`${at.path}/${row.id}`)).toMatchObject({
        status: 409,
        body: { code: 'plan/submission-not-removed' },
      })
      await world.db
        .updateTable('planVersions')
        .set({ publishedAt: new Date(), publishedBy: 'x' })
        .where('planId', '=', at.plan.id)
        .execute()
      expect(await world.as(at.own).put(at.path, { rows: [fresh(at.a)] })).toMatchObject({
        status: 409,
        body: { code: 'plan/locked' },
      })
      expect(await world.as(at.own).get(`${at.path}/template.xlsx?organisation=${at.a}&country=EC`)).toMatchObject({
        status: 409,
        body: { code: 'plan/locked' },
      })
      expect((await page(world, at)).window).toMatchObject({ isLocked: true })
    }),
  )

  test(
    'a draft that was never published can be taken away, once',
    scenario(async (world) => {
      const at = await open(world)
      const row = fresh(at.a)
      await save(world, at, [row])
      expect(await world.as(at.own).delete(`${at.path}/${row.id}`)).toMatchObject({ status: 204 })
      expect(await world.as(at.own).delete(`${at.path}/${row.id}`)).toMatchObject({ status: 404 })
      expect((await page(world, at)).rows).toEqual([])
    }),
  )

  test(
    'pages follow one another by key, each row once',
    scenario(async (world) => {
      const at = await open(world)
      await save(
        world,
        at,
        Array.from({ length: 7 }, (_, i) => fresh(at.a, { title: `A ${i}` })),
      )
      const first = await page(world, at, 'limit=3')
      const second = await page(world, at, `limit=3&after=${first.rows.at(-1)!.id}`)
      const third = await page(world, at, `limit=3&after=${second.rows.at(-1)!.id}`)
      expect([first, second, third].map((p) => [p.rows.length, p.hasEarlier, p.hasLater])).toEqual([
        [3, false, true],
        [3, true, true],
        [1, true, false],
      ])
      const back = await page(world, at, `limit=3&before=${third.rows[0]!.id}`)
      expect(back.rows.map((r) => r.id)).toEqual(second.rows.map((r) => r.id))
      expect((await page(world, at, 'text=a%206')).rows).toHaveLength(1)
    }),
  )
})

describe('taking in a file', () => {
  test(
    'the same file twice changes nothing, also after somebody worked on its rows',
    scenario(async (world) => {
      const at = await open(world)
      const text = `${head}\n${line()}\n${line({ title: 'Second', people: '' })}\n`
      const first = await take(world, at, text)
      expect(first).toMatchObject({ read: 2, accepted: 1, withFindings: 1, refused: [], added: 2, again: false, columnsLeft: [] })
      expect(first.findings).toEqual({ 'population-breakdown': 1 })
      const [row] = (await page(world, at)).rows
      await save(world, at, [{ id: row!.id, version: 1, cells: { title: 'By hand' } }])
      expect(await take(world, at, text)).toMatchObject({ read: 2, added: 0, changed: 0, unchanged: 2, again: true })
      expect((await page(world, at)).rows.map((r) => r.cells.title)).toEqual(['By hand', 'Second'])
    }),
  )

  test(
    'a mended file changes its rows and doubles none; what somebody changed meanwhile is not overwritten',
    scenario(async (world) => {
      const at = await open(world)
      await take(world, at, `${head}\n${line()}\n${line({ title: 'Second' })}\n`)
      expect(await take(world, at, `${head}\n${line({ kind: '2000' })}\n${line({ title: 'Second' })}\n`)).toMatchObject({
        added: 0,
        changed: 1,
        unchanged: 1,
      })
      const [row] = (await page(world, at, 'text=Clinics')).rows
      await save(world, at, [{ id: row!.id, version: row!.version, cells: { cashUsd: 5 } }])
      const third = await take(world, at, `${head}\n${line({ kind: '3000' })}\n${line({ title: 'Second' })}\n`)
      expect(third).toMatchObject({ read: 2, changed: 0, unchanged: 1, refused: [{ row: 2, reasons: [{ column: 'title' }] }] })
      expect(third.refused[0]!.reasons[0]!.sentence).toContain('was changed in Senda')
      expect((await page(world, at, 'text=Clinics')).rows).toMatchObject([{ cells: { inKindUsd: 2000, cashUsd: 5 } }])
    }),
  )

  test(
    'rows of another organisation or year come back with the reason beside the cell; the others are kept',
    scenario(async (world) => {
      const at = await open(world)
      const done = await take(
        world,
        at,
        `${head}\n${line()}\n${line({ who: 'Bahía' })}\n${line({ year: '2023', title: 'Old' })}\nTotal,,,,,,,,1000,,,100,,,,,,\n`,
      )
      expect(done).toMatchObject({ read: 4, accepted: 1, added: 1 })
      expect(done.refused.map((r) => [r.row, r.reasons.map((x) => x.column)])).toEqual([
        [3, ['organisation']],
        [4, ['year']],
        [5, ['title']],
      ])
      const book = await read(Buffer.from(done.report!, 'base64'))
      const rows = book.sheets[0]!.rows
      expect(rows).toHaveLength(4)
      expect(rows[0]).toEqual(['Row', ...head.split(','), 'Why it was refused'])
      expect(String(rows[1]!.at(-1))).toContain('another organisation')
      expect((await page(world, at, '', at.other)).rows).toEqual([])
    }),
  )

  test(
    'amounts as people write them: what the file decides is read and marked, what nothing decides is asked for',
    scenario(async (world) => {
      const at = await open(world)
      const comma = await take(
        world,
        at,
        `${head}\n${line({ kind: '1.234,50', title: 'A' })}\n${line({ kind: '1.234', title: 'B' })}\n`,
      )
      expect(comma).toMatchObject({ accepted: 2, findings: { 'amount-read': 1 } })
      const alone = await take(
        world,
        at,
        `${head}\n${line({ kind: '1.234', title: 'C' })}\n${line({ kind: '(1,234)', title: 'D' })}\n${line({ kind: 'XQZ 5', title: 'E' })}\n`,
      )
      expect(alone.findings).toEqual({ 'amount-ambiguous': 1, negative: 1, 'currency-unknown': 1 })
      const { rows } = await page(world, at)
      expect(rows.map((r) => [r.cells.title, r.cells.inKindUsd, r.asWritten.inKindUsd])).toEqual([
        ['A', 1234.5, undefined],
        ['B', 1234, '1.234'],
        ['C', null, '1.234'],
        ['D', null, '(1,234)'],
        ['E', null, 'XQZ 5'],
      ])
    }),
  )

  test(
    'formulas, scripts and 10 000 words are kept as text; the words with a finding',
    scenario(async (world) => {
      const at = await open(world)
      const long = 'palabra '.repeat(10_000).trim()
      const done = await take(
        world,
        at,
        `${head}\n${line({ title: "=cmd|'/c calc'!A1", text: '<script>alert(1)</script>' })}\n${line({ title: 'Long', text: long })}\n`,
      )
      expect(done.findings).toEqual({ 'description-too-long': 1 })
      const { rows } = await page(world, at)
      expect(rows.map((r) => [r.cells.title, r.cells.description?.length])).toEqual([
        ["=cmd|'/c calc'!A1", 25],
        ['Long', long.length],
      ])
      const form = (await world.as(at.own).get(`${at.path}/template.xlsx?organisation=ALA&country=EC`)).body as Uint8Array
      const sheet = (await read(form)).sheets[0]!
      expect(sheet.rows[3]).toContain("'=cmd|'/c calc'!A1")
    }),
  )

  test(
    'files that are no form are refused in words, and nothing of them stays',
    scenario(async (world) => {
      const at = await open(world)
      const send = (content: string | Uint8Array, fields = { organisation: 'Alas' } as Record<string, string>) =>
        world.as(at.own).post(`${at.path}/imports`, sending(content, fields))
      expect(await send('')).toMatchObject({ status: 422, body: { code: 'plan/submission-file-empty' } })
      expect(await send('a,b,c\n1,2,3\n')).toMatchObject({ status: 422, body: { code: 'plan/submission-no-headers' } })
      expect(await send('Country,Admin1,Sector,Activity name\n')).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-headers-missing', missing: 'Indicator' },
      })
      expect(await send(`${head},Sector\n${line()}\n`)).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-headers-doubled' },
      })
      expect(await send(`${head}\n${line({ title: 'a\0b' })}\n`)).toMatchObject({ status: 422, body: { code: 'core/nul-bytes' } })
      expect(await send('%PDF-1.7 nothing')).toMatchObject({ status: 415 })
      expect(await send(`${head}\n${line()}\n`, { organisation: 'Nobody at all' })).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-organisation' },
      })
      expect(await send(`${head}\n${line()}\n`, {})).toMatchObject({ status: 422, body: { code: 'plan/submission-whose' } })
      expect(await send(`${head}\n${line()}\n`, { organisation: 'Bahía' })).toMatchObject({ status: 403 })
      expect(await world.as(at.own).post(`${at.path}/imports`, new FormData())).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-one-file' },
      })
      expect((await page(world, at)).rows).toEqual([])
    }),
  )
})

describe('the form', () => {
  /** The form as a program that leaves formulas alone would save it, with more rows typed in. */
  async function refilled(content: Uint8Array, change: (rows: CellValue[][]) => void): Promise<Uint8Array> {
    const book = await read(content)
    const sheets = book.sheets.map((sheet) => ({
      name: sheet.name,
      rows: sheet.rows.map((row) => [...row]),
      hidden: sheet.hidden ?? false,
    }))
    change(sheets[0]!.rows)
    return writeXlsx({ sheets })
  }
  const form = async (world: World, at: Place, query = 'organisation=ALA&country=Ecuador') => {
    const answer = await world.as(at.own).get(`${at.path}/template.xlsx?${query}`)
    expect(answer.status).toBe(200)
    return answer.body as Uint8Array
  }
  const asked = formColumns.filter((c) => c !== 'otherUnder18' && c !== 'otherAdult') as FormColumn[]
  const at0 = (column: FormColumn) => asked.indexOf(column)

  test(
    'what comes back filled updates what was there and adds what is new',
    scenario(async (world) => {
      const at = await open(world)
      await save(world, at, [fresh(at.a), fresh(at.a, { country: 'Peru', admin1: 'Lima', title: 'Elsewhere' })])
      const content = await refilled(await form(world, at), (rows) => {
        expect(rows[2]!.slice(0, 3)).toEqual(['Year', 'Country', headerIn('admin1', 'en')])
        rows[3]![at0('inKindUsd')] = 2222
        const typed: CellValue[] = []
        for (const [column, value] of Object.entries({
          admin1: 'Guayas',
          sectorId: 'Health',
          indicatorId: 'Health workers trained',
          title: 'Courses',
          description: 'Two days.',
          inKindUsd: 50,
          targetPeople: 12,
        }))
          typed[at0(column as FormColumn)] = value
        rows[4] = Array.from(typed, (v) => v ?? null)
      })
      const done = await take(world, at, content, {})
      expect(done).toMatchObject({ read: 2, accepted: 2, added: 1, changed: 1, refused: [] })
      const { rows } = await page(world, at)
      expect(rows.map((r) => [r.cells.title, r.cells.inKindUsd, r.cells.country, r.version])).toEqual([
        ['Mobile clinics', 2222, 'EC', 2],
        ['Elsewhere', 1000.5, 'PE', 1],
        ['Courses', 50, 'EC', 1],
      ])
      expect(await take(world, at, content, {})).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
    }),
  )

  test(
    'a workbook of another plan, organisation or version is recognised and refused',
    scenario(async (world) => {
      const at = await open(world)
      const content = await form(world, at)
      await open(world, 'plan-2025', ['Alas', 'Bahía'])
      const send = (path: string, body: FormData, as: World['as'] = world.as) => as('administrator').post(path, body)
      expect(await send('/api/plans/plan-2025/planned-activities/imports', sending(content))).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-workbook-plan', theirs: 'plan-2024' },
      })
      expect(await send(`${at.path}/imports`, sending(content, { organisation: 'Bahía' }))).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-workbook-organisation' },
      })
      await world.db.insertInto('planVersions').values({ planId: at.plan.id, number: 2, openedBy: 'x' }).execute()
      expect(await send(`${at.path}/imports`, sending(content))).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-workbook-version', theirs: '1', version: 2 },
      })
    }),
  )

  test(
    'its cells are open only where something is to be filled, and its lists are the plan’s',
    scenario(async (world) => {
      const at = await open(world)
      const path = join(folder, 'form.xlsx')
      writeFileSync(path, await form(world, at, `organisation=${at.a}&country=EC&language=es`))
      const book = await read(readFileSync(path))
      const [sheet, listed] = book.sheets
      expect(sheet!.name).toBe('Actividades')
      expect(sheet!.rows[2]).toContain('Nombre de la actividad')
      expect(listed!.rows.map((r) => r[0]).filter(Boolean)).toEqual(['Ecuador', 'Guayas', 'Pichincha'])
      expect(await world.as(at.own).get(`${at.path}/template.xlsx?organisation=${at.a}&country=Atlantis`)).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-country' },
      })
      expect(await world.as(at.own).get(`${at.path}/template.xlsx?organisation=${at.b}&country=EC`)).toMatchObject({
        status: 403,
      })
    }),
  )
})

describe('copying from another plan', () => {
  test(
    'sectors and indicators by code, then name; what the plan does not know stays as it was called; twice doubles nothing',
    scenario(async (world) => {
      const old = await open(world, 'plan-2023')
      await save(world, old, [
        fresh(old.a),
        fresh(old.a, {
          title: 'Campaign',
          indicatorId: 'Campaigns',
          ...Object.fromEntries(['inDestination', 'hostCommunity', 'girls', 'boys', 'women', 'men'].map((c) => [c, ''])),
        }),
      ])
      const at = await open(world)
      await world.db
        .updateTable('planIndicators')
        .set({ name: 'Medical visits', key: 'medical visits' })
        .where('planId', '=', at.plan.id)
        .where('code', '=', 'H1')
        .execute()
      await world.db.deleteFrom('planIndicators').where('planId', '=', at.plan.id).where('code', '=', 'H3').execute()
      const order = { from: 'plan-2023', organisationId: at.a }
      expect((await world.as(at.own).post(`${at.path}/copy`, order)).body as PlannedCopied).toEqual({
        copied: 2,
        there: 0,
        blocked: 1,
      })
      const { rows } = await page(world, at)
      expect(rows).toMatchObject([
        {
          state: 'draft',
          version: 1,
          kind: 'direct',
          cells: { title: 'Mobile clinics', targetPeople: 100 },
          copiedFrom: expect.any(String),
        },
        { cells: { title: 'Campaign', indicatorId: null }, asWritten: { indicatorId: 'Campaigns' }, isBlocked: true },
      ])
      expect((await world.as(at.own).post(`${at.path}/copy`, order)).body).toEqual({ copied: 0, there: 2, blocked: 0 })
      expect(await world.as(at.own).post(`${at.path}/copy`, { ...order, from: at.plan.code })).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-copy-itself' },
      })
      expect(await world.as(at.own).post(`${at.path}/copy`, { ...order, organisationId: at.b })).toMatchObject({ status: 403 })
      expect(await world.as(at.other).post(`${at.path}/copy`, { from: 'plan-2023', organisationId: at.b })).toMatchObject({
        status: 422,
        body: { code: 'plan/submission-nothing-to-copy' },
      })
    }),
  )
})

describe('planned twice', () => {
  test(
    'the same place, indicator and groups by two organisations is shown to who may see both, and to nobody else',
    scenario(async (world) => {
      const at = await open(world)
      await save(world, at, [fresh(at.a)])
      await save(world, at, [fresh(at.b, { title: 'Clinics on wheels' })], at.other)
      expect((await page(world, at)).rows[0]!.findings).toEqual([])
      const officer = [grant('country-officer', { kind: 'country', country: 'EC' })]
      const seen = await page(world, at, 'finding=also-planned', officer)
      expect(seen.rows.map((r) => r.findings.map((f) => [f.code, f.blocks, f.sentence]))).toEqual([
        [['also-planned', false, 'Also planned here, for the same groups: BAH. Agree who does what, or keep both.']],
        [['also-planned', false, 'Also planned here, for the same groups: ALA. Agree who does what, or keep both.']],
      ])
      const list = (await world.as(officer).get(`${at.path}/also-planned`)).body as AlsoPlanned[]
      expect(list).toMatchObject([
        {
          country: 'EC',
          admin1: 'EC-P',
          why: 'same-groups',
          activities: [{ organisation: 'ALA', targetPeople: 100 }, { organisation: 'BAH' }],
        },
      ])
      expect((await world.as(at.own).get(`${at.path}/also-planned`)).body).toEqual([])
    }),
  )

  test(
    'what another organisation published is shown to whoever plans the same, in words and in the filter',
    scenario(async (world) => {
      const at = await open(world)
      await save(world, at, [fresh(at.a)])
      await save(world, at, [fresh(at.b, { title: 'Clinics on wheels' })], at.other)
      await world.db.updateTable('planActivities').set({ state: 'approved' }).where('organisationId', '=', at.b).execute()
      expect((await page(world, at, 'finding=also-planned')).rows).toEqual([])
      const versions = `/api/plans/${at.plan.code}/versions`
      expect((await world.as('regional-officer').post(`${versions}/1/publish`, { agreedDifferences: true })).status).toBe(200)
      const { rows } = await page(world, at, 'finding=also-planned')
      expect(rows.map((r) => r.findings.map((f) => f.sentence))).toEqual([
        ['Also planned here, for the same groups: BAH. Agree who does what, or keep both.'],
      ])
    }),
  )

  test(
    'a like name of the same organisation in the same place',
    scenario(async (world) => {
      const at = await open(world)
      await save(world, at, [fresh(at.a), fresh(at.a, { title: 'Mobile clinic' }), fresh(at.a, { title: 'Ambulances' })])
      const { rows } = await page(world, at)
      expect(rows.map((r) => r.findings.map((f) => f.cells))).toEqual([[['title']], [['title']], []])
    }),
  )
})

test(
  'when the plan’s lists change, open activities find their place; submitted ones stay',
  scenario(async (world) => {
    const at = await open(world)
    const [one, two] = [fresh(at.a, { admin1: 'Carchi' }), fresh(at.a, { admin1: 'Carchi', title: 'Sent' })]
    await save(world, at, [one, two])
    await world.db.updateTable('planActivities').set({ state: 'submitted' }).where('id', '=', two.id).execute()
    const path = join(folder, 'more.csv')
    writeFileSync(path, 'Country,Admin1\nEcuador,Carchi\n')
    await importListFile(world.ctx(), at.plan.code, 'places', path)
    expect(await recheckPlanned(world.ctx(), at.plan.id)).toEqual({ placed: 1, found: 0 })
    expect(await recheckPlanned(world.ctx(), at.plan.id)).toEqual({ placed: 0, found: 0 })
    const { rows } = await page(world, at)
    expect(rows.map((r) => [r.cells.title, r.cells.admin1, r.isBlocked])).toEqual([
      ['Mobile clinics', 'EC-C', false],
      ['Sent', null, true],
    ])
  }),
)

test.skipIf(!shared('r4v/indicators-2022.csv'))(
  'the real lists of 2022, and an organisation that nobody listed',
  scenario(async (world) => {
    await createPlan(world.ctx(), { code: 'rmrp-22', firstMonth: '2022-01', lastMonth: '2022-12', defaultMethod: 'sum' })
    await importListFile(world.ctx(), 'rmrp-22', 'indicators', shared('r4v/indicators-2022.csv')!)
    await importListFile(world.ctx(), 'rmrp-22', 'places', shared('r4v/admin1-2022.csv')!)
    const path = '/api/plans/rmrp-22/planned-activities'
    const text = `${head}\n${line({ year: '2022', who: 'Manos Nuevas', sector: 'Common Services (Communication)', indicator: '# of visits to the R4V website', people: '', girls: '', boys: '', women: '', men: '', target: '', output: '7' })}\n`
    const answer = await world.as('administrator').post(`${path}/imports`, sending(text, { organisation: 'Manos Nuevas' }))
    expect(answer.body).toMatchObject({ read: 1, accepted: 1, withFindings: 0, added: 1 })
    expect((await world.as('administrator').get(`${path}/template.xlsx?organisation=Manos%20Nuevas&country=EC`)).status).toBe(200)
  }),
)

test.each(languages)('every finding, cell and reason has its words: %s', (language) => {
  const own = JSON.parse(readFileSync(new URL(`../messages/${language}.json`, import.meta.url), 'utf8')) as Record<string, string>
  const keys = [
    ...ActivityFindingCode.options.flatMap((code) => [`finding.${code}`, `code.${code}`]),
    ...formColumns.filter((c) => c !== 'id' && c !== 'version').map((c) => `cell.${c}`),
    ...[
      'says-nothing',
      'repeats-headers',
      'other-organisation',
      'other-year',
      'text-too-long',
      'changed-meanwhile',
      'not-open',
      'other-activity',
    ].map((c) => `refused.${c}`),
  ]
  expect(keys.filter((key) => !own[`plan.submission.${key}`])).toEqual([])
})
