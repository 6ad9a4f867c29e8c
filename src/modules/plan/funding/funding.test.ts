/** Funding files as they come, money typed in, rates: what is kept, what counts, what is said. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeXlsx } from 'hucre/xlsx'
import { v7 as uuid } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { shared } from '../../../../test/shared.ts'
import { answerNewName, createPlan } from '../actions.ts'
import { importList } from '../lists/import.ts'
import { commands } from './commands.ts'
import type { Coverage, FundingImport, Overview } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'senda-money-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fixture = (name: string): string => fileURLToPath(new URL(`../../../../test/fts/${name}`, import.meta.url))
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const plan = 'andes-2021'
async function opened(world: World): Promise<void> {
  const ctx = world.ctx()
  await createPlan(ctx, { code: plan, firstMonth: '2021-01', lastMonth: '2021-12', defaultMethod: 'max-sector' })
  await importList(
    ctx,
    plan,
    'places',
    [
      ['Country', 'Admin1'],
      ['Ecuador', 'Pichincha'],
      ['Peru', 'Lima'],
      ['Colombia', 'Nariño'],
    ],
    'places.csv',
  ) // prettier-ignore
  await importList(
    ctx,
    plan,
    'indicators',
    [
      ['Sector', 'Indicator'],
      ['Health', 'People helped'],
      ['WASH', 'People with water'],
      ['Food Security', 'People fed'],
    ],
    'indicators.csv',
  ) // prettier-ignore
  await importList(
    ctx,
    plan,
    'organisations',
    [
      ['Name', 'Acronym'],
      ['International Aid Union', 'IAU'],
      ['Water for All', 'WFA'],
      ['Andes Health Network', 'AHN'],
    ],
    'organisations.csv',
  ) // prettier-ignore
}

async function command(world: World, name: string, positionals: string[], values: Record<string, string>, said: string[] = []) {
  const [printed, hinted] = [[] as string[], [] as string[]]
  const run = commands.find((c) => c.name === name)!.run
  const into = (list: string[]) => (text: string) => [list, said].forEach((l) => void l.push(text))
  await run({ ctx: world.ctx(), positionals, values, print: into(printed), hint: into(hinted) })
  return { printed: printed.join('\n'), hinted: hinted.join('\n') }
}
const take = (world: World, file: string, as?: string) => command(world, 'funding import', [file], { plan, ...(as && { as }) })
const cover = async (world: World, by: string, code = plan) =>
  (await command(world, 'funding coverage', [], { plan: code, by })).printed.split('\n')

async function send(world: World, name: string, text: string, role: Parameters<World['as']>[0] = 'administrator') {
  const form = new FormData()
  form.append('file', new File([text], name))
  const { status, body } = await world.as(role).post(`/api/plans/${plan}/funding/imports`, form)
  return { status, body: body as FundingImport & { code: string; title: string } }
}
const codesOf = (outcome: FundingImport) => outcome.findings.map((f) => `${f.line} ${f.code}`)

const counted = [
  'country,requirement_usd,in_kind_usd,cash_usd,contributed_usd,pledged_usd,coverage,gap_usd',
  'Ecuador,0.00,0.00,0.00,1280000.00,0.00,,-1280000.00',
  'Peru,0.00,0.00,0.00,150000.00,0.00,,-150000.00',
  'Not specified,0.00,0.00,0.00,120000.00,400000.00,,-120000.00',
  'Total,0.00,0.00,0.00,1550000.00,400000.00,,-1550000.00',
]

describe('flows of the tracking service', () => {
  test(
    'several pages in one file: money from outside counts once, passed on moves, left is taken away',
    scenario(async (world) => {
      await opened(world)
      const first = await take(world, fixture('pages.json'))
      expect(first.printed).toBe('fts-json: 11 read, 10 added, 0 changed, 0 the same, 0 older than kept, 1 left out')
      expect(first.hinted).toContain('for another plan: “Lowland Humanitarian Response Plan 2021”')
      expect(first.hinted).toContain('“Water Sanitation Hygiene” is taken as the plan’s sector WASH')
      expect(await cover(world, 'country')).toEqual(counted)
      expect(await cover(world, 'organisation')).toEqual([
        'organisation,requirement_usd,in_kind_usd,cash_usd,contributed_usd,pledged_usd,coverage,gap_usd',
        'AHN,0.00,0.00,0.00,380000.00,0.00,,-380000.00',
        'IAU,0.00,0.00,0.00,650000.00,0.00,,-650000.00',
        'WFA,0.00,0.00,0.00,520000.00,0.00,,-520000.00',
        'Not specified,0.00,0.00,0.00,0.00,400000.00,,0.00',
        'Total,0.00,0.00,0.00,1550000.00,400000.00,,-1550000.00',
      ])
      const again = await take(world, fixture('pages.json'))
      expect(again.printed).toBe('fts-json: 11 read, 0 added, 0 changed, 10 the same, 0 older than kept, 1 left out')
      const { body } = await world.as('viewer').get(`/api/plans/${plan}/funding`)
      expect(body).toMatchObject({
        shared: { usd: '60000.00', contributions: 1 },
        kinds: { financial: '1470000.00', inKind: '80000.00', cash: '120000.00' },
        currencies: [
          { currency: 'USD', amount: '1070000.00', usd: '1070000.00' },
          { currency: 'EUR', amount: '320000.00', usd: '400000.00' },
          { currency: 'CHF', amount: '72000.00', usd: '80000.00' },
        ],
        donors: expect.arrayContaining([
          expect.objectContaining({ name: 'Norland, Government of', given: '1000000.00', share: 0.625 }),
        ]),
      })
    }),
  )
  test(
    'the same flows as a table, or as lines of JSON, are the same flows whichever comes first',
    scenario(async (world) => {
      await opened(world)
      await take(world, fixture('flows.csv'))
      const after = await take(world, fixture('pages.ndjson'))
      expect(after.printed).toMatch(/ 1 added, \d+ changed/)
      expect(await cover(world, 'country')).toEqual(counted)
      const third = await take(world, fixture('flows.csv'))
      expect(third.printed).toContain('0 added, 0 changed')
      expect(await cover(world, 'country')).toEqual(counted)
    }),
  )
  test(
    'says which page is missing, and that a plan of another name is left out',
    scenario(async (world) => {
      await opened(world)
      expect((await take(world, fixture('first-page.json'))).hinted).toContain(
        'The next one: https://api.example/v1/public/fts/flow?planid=1099&page=2',
      )
      await createPlan(world.ctx(), {
        code: 'highland',
        firstMonth: '2021-01',
        lastMonth: '2021-12',
        defaultMethod: 'max-sector',
      })
      const said: string[] = []
      const other = command(world, 'funding import', [fixture('pages.json')], { plan: 'highland' }, said)
      await expect(other).rejects.toMatchObject({ code: 'plan/nothing-taken' })
      expect(said.join('\n')).toContain('11 read, 0 added')
      expect(said.join('\n')).toContain('It is for another plan: “Regional Andes Response Plan 2021”')
      // Nobody imported its lists: they grow from what the flows name.
      const told = { plan: 'highland', as: 'Regional Andes Response Plan 2021' }
      expect((await command(world, 'funding import', [fixture('pages.json')], told)).printed).toContain('10 added')
      expect((await command(world, 'funding import', [fixture('pages.json')], { plan: 'highland' })).printed).toContain(
        '10 the same',
      )
    }),
  )
  test(
    'a flow that arrives changed keeps what it was; an older form changes nothing',
    scenario(async (world) => {
      await opened(world)
      const flow = (amount: number, status: string, versionId: number) =>
        JSON.stringify([
          {
            id: 1,
            amountUSD: amount,
            status,
            versionId,
            updatedAt: `2021-0${versionId}-01T00:00:00Z`,
            sourceObjects: [{ type: 'Organization', id: 1, name: 'Norland' }],
            destinationObjects: [{ type: 'Organization', id: 2, name: 'IAU' }],
          },
        ]) // prettier-ignore
      await send(world, 'a.json', flow(100, 'pledge', 1))
      expect((await send(world, 'b.json', flow(90, 'commitment', 2))).body).toMatchObject({ added: 0, changed: 1 })
      expect((await send(world, 'a.json', flow(100, 'pledge', 1))).body).toMatchObject({ changed: 0, older: 1 })
      const { body } = await world.as('viewer').get(`/api/plans/${plan}/funding/contributions`)
      const [only] = (body as { contributions: { id: string }[] }).contributions
      expect(only).toMatchObject({ usd: '90.00', status: 'commitment', changes: 1 })
      const changes = await world.as('viewer').get(`/api/plans/${plan}/funding/contributions/${only!.id}/changes`)
      expect(changes.body).toMatchObject([{ why: 'b.json', before: { usd: '100.00', status: 'pledge' } }])
      expect((await cover(world, 'country')).at(-1)).toBe('Total,0.00,0.00,0.00,90.00,0.00,,-90.00')
    }),
  )
  test(
    'what is broken is told in a sentence',
    scenario(async (world) => {
      await opened(world)
      expect((await send(world, 'x.json', '{"data": {"flows": [')).body.code).toBe('plan/funding-json-broken')
      expect((await send(world, 'x.csv', 'Donor,Amount\nNor\0way,5')).body).toMatchObject({ code: 'core/nul-bytes', line: 2 })
      expect((await send(world, 'x.json', '{"hello": 1}')).body.code).toBe('plan/funding-not-flows')
      expect((await send(world, 'x.csv', 'Name,Colour\nA,B\n')).body).toMatchObject({
        code: 'plan/funding-columns',
        title: expect.stringContaining('Donor, Amount'),
      }) // prettier-ignore
      const odd = await send(
        world,
        'x.json',
        '[{"id":1,"status":"maybe"},{"status":"paid"},{"id":3,"status":"paid","amountUSD":-5},{"id":4,"status":"paid","amountUSD":7,"decisionDate":"2021-02-30"}]',
      ) // prettier-ignore
      expect(codesOf(odd.body)).toEqual(['1 status-unknown', '2 flow-id-missing', '3 amount-negative', '4 date-unreadable'])
      expect(odd.body.refusedCsv).toContain('“maybe” is not a status')
      const narrative = await send(
        world,
        'x.csv',
        `Donor,Amount,Currency,Status\n${'word '.repeat(10_000)},ten,USD,paid\nA,${'x'.repeat(9000)},USD,paid`,
      )
      for (const { sentence } of narrative.body.findings) expect(sentence.length).toBeLessThan(400)
      expect(narrative.body).toMatchObject({ added: 0, refused: 2 })
      const nul = '[{"id":5,"status":"paid","amountUSD":7,"sourceObjects":[{"type":"Organization","name":"Nor\\u0000land"}]}]'
      expect(await send(world, 'x.json', nul)).toMatchObject({ status: 200, body: { added: 1 } })
    }),
  )
})

const table = `Donante;Organización;País;Sector;Monto;Moneda;Fecha;Estado;Descripción
Norland;IAU;Ecuador;Health;1.234,50;USD;31/03/2021;pagado;uno
Norland;IAU;Ecuador;Health;"$1.000";USD;2021-03-31;compromiso;dos
Norland;IAU;Ecuador;Health;100;EUR;2021-03-31;pagado;tres
Norland;IAU;Ecuador;Health;100;XQZ;2021-03-31;pagado;cuatro
Norland;IAU;Ecuador;Health;-5;USD;2021-03-31;pagado;cinco
Norland;IAU;Ecuador;Health;5;USD;31/02/2021;pagado;seis
Norland;IAU;Ecuador;Health;5;USD;2021-03-31;quizás;siete
Sweland;Watr for All;Ecuador;Health;7;USD;2021-03-31;promesa;ocho
Norland;IAU;Ecuador;Health;1.234,50;USD;31/03/2021;pagado;uno
Total;;;;2234,50;;;;
`
describe('a table of one’s own', () => {
  test(
    'each line is taken or told why not; a rate that comes later makes it count; the same file again changes nothing',
    scenario(async (world) => {
      await opened(world)
      const { body } = await send(world, 'tabla.csv', table)
      expect(body).toMatchObject({ form: 'table', read: 10, added: 5, refused: 5, awaiting: 1, columnsLeft: [] })
      expect(codesOf(body)).toEqual([
        '5 currency-unknown',
        '6 amount-negative',
        '7 date-unreadable',
        '8 status-unknown',
        '11 total-line',
        '2 donor-added',
        '4 awaiting-rate',
        '9 donor-added',
        '9 recipient-unknown',
        '10 written-twice',
      ]) // prettier-ignore
      expect(body.findings.find((f) => f.code === 'recipient-unknown')?.sentence).toContain('Did you mean Water for All?')
      expect((await cover(world, 'country')).at(-1)).toBe('Total,0.00,0.00,0.00,3469.00,7.00,,-3469.00')
      expect((await send(world, 'tabla.csv', table)).body).toMatchObject({ added: 0, changed: 0, same: 5 })
      const rate = await world
        .as('administrator')
        .put('/api/rates', { currency: 'eur', day: '2021-03-01', usd: '1.2053', source: 'UN' })
      expect(rate.body).toEqual({ rate: { currency: 'EUR', day: '2021-03-01', usd: '1.2053', source: 'UN' }, rated: 1 })
      expect((await cover(world, 'country')).at(-1)).toBe('Total,0.00,0.00,0.00,3589.53,7.00,,-3589.53')
      const nearer = await command(
        world,
        'funding rates import',
        [written('rates.csv', 'Currency,Date,USD per unit\nEUR,2021-03-15,"1,1"\nEUR,nada,1\nXXQ,2021-01-01,1\n')],
        {},
      ) // prettier-ignore
      expect(nearer.printed).toContain('3 read, 1 added, 0 changed')
      expect((await cover(world, 'country')).at(-1)).toBe('Total,0.00,0.00,0.00,3579.00,7.00,,-3579.00')
      expect((await send(world, 'tabla.csv', table)).body).toMatchObject({ added: 0, changed: 0, same: 5, awaiting: 0 })
    }),
  )
  test(
    'a country’s officer enters money of that country only',
    scenario(async (world) => {
      await opened(world)
      const officer = [grant('country-officer', { kind: 'country', country: 'PE' })]
      const { body } = await send(
        world,
        't.csv',
        'Donor,Country,Amount,Currency\nNorland,Peru,5,USD\nNorland,Ecuador,6,USD\nNorland,,7,USD\n',
        officer,
      )
      expect(codesOf(body).slice(0, 2)).toEqual(['3 out-of-reach', '4 out-of-reach'])
      expect(body).toMatchObject({ added: 1, refused: 2 })
      expect((await send(world, 't.csv', 'Donor,Amount,Currency\nA,1,USD\n', 'viewer')).status).toBe(403)
    }),
  )
})

describe('typed in', () => {
  test(
    'a contribution, its part, its reversal',
    scenario(async (world) => {
      await opened(world)
      const admin = world.as('administrator')
      const path = `/api/plans/${plan}/funding/contributions`
      const given = {
        id: uuid(),
        donor: 'Norland',
        recipient: 'IAU',
        country: 'EC',
        status: 'pledge',
        amount: '1,000',
        currency: 'USD',
        decidedOn: '2021-05-01',
      } // prettier-ignore
      expect((await admin.post(path, given)).body).toEqual({ id: given.id, awaiting: false })
      expect((await admin.post(path, given)).status).toBe(200)
      const part = { ...given, id: uuid(), status: 'paid', amount: '400.25', partOf: given.id }
      await admin.post(path, part)
      expect((await cover(world, 'country')).at(-1)).toBe('Total,0.00,0.00,0.00,400.25,599.75,,-400.25')
      const reversal = { id: uuid(), reason: 'entered twice' }
      expect((await admin.post(`${path}/${part.id}/reversal`, reversal)).status).toBe(200)
      expect((await admin.post(`${path}/${part.id}/reversal`, { ...reversal, id: uuid() })).body).toMatchObject({
        code: 'plan/funding-reversed',
      })
      expect((await cover(world, 'country')).at(-1)).toBe('Total,0.00,0.00,0.00,0.00,1000.00,,0.00')
      const { body } = await admin.get(`${path}?limit=2`)
      expect(body).toMatchObject({ contributions: [{}, {}], next: expect.stringContaining('2021-05-01_') })
      expect((await admin.get(`${path}?limit=2&after=${(body as { next: string }).next}`)).body).toMatchObject({
        contributions: [{}],
        next: null,
      })
      for (const [wrong, code] of [
        [{ amount: '1.234' }, 'plan/funding-amount-ambiguous'],
        [{ amount: 'ten' }, 'plan/funding-amount-unreadable'],
        [{ amount: '-3' }, 'plan/funding-amount-negative'],
        [{ currency: 'XQZ' }, 'plan/funding-currency'],
        [{ recipient: 'Watr for All' }, 'plan/funding-recipient'],
      ] as const)
        expect((await admin.post(path, { ...given, id: uuid(), ...wrong })).body).toMatchObject({ code })
      expect((await admin.post(path, { ...given, id: uuid(), currency: 'EUR' })).body).toMatchObject({ awaiting: true })
    }),
  )
})

describe('what is asked', () => {
  test(
    'activities from submission on, whoever may see them; else what was published',
    scenario(async (world) => {
      await opened(world)
      const { id: planId } = await world.db.selectFrom('plans').select('id').where('code', '=', plan).executeTakeFirstOrThrow()
      const body = await world.db
        .selectFrom('organisations')
        .select('id')
        .where('acronym', '=', 'IAU')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow() // prettier-ignore
      const activity = (state: string, country: string, inKindUsd: number) => ({
        id: uuid(),
        planId,
        state,
        country,
        organisationId: body.id,
        inKindUsd,
        cashUsd: 0.5,
        targetPeople: 10,
        kind: 'direct',
        enteredBy: 't',
        changedBy: 't',
      }) // prettier-ignore
      await world.db
        .insertInto('planActivities')
        .values([
          activity('submitted', 'EC', 1000.25),
          activity('approved', 'PE', 3000),
          activity('draft', 'EC', 77),
          activity('withdrawn', 'EC', 88),
          activity('returned', 'EC', 99),
        ])
        .execute() // prettier-ignore
      await send(world, 't.csv', 'Donor,Recipient,Country,Amount,Currency\nNorland,IAU,Ecuador,500,USD\n')
      expect(await cover(world, 'country')).toEqual([
        'country,requirement_usd,in_kind_usd,cash_usd,contributed_usd,pledged_usd,coverage,gap_usd',
        'Ecuador,1000.75,1000.25,0.50,500.00,0.00,0.4996,500.75',
        'Peru,3000.50,3000.00,0.50,0.00,0.00,0,3000.50',
        'Not specified,0.00,0.00,0.00,0.00,0.00,,0.00',
        'Total,4001.25,4000.25,1.00,500.00,0.00,0.125,3501.25',
      ])
      const totalFor = async (role: Parameters<World['as']>[0]) =>
        (await world.as(role).get(`/api/plans/${plan}/funding/coverage`)).body as Coverage // prettier-ignore
      expect(await totalFor([grant('country-officer', { kind: 'country', country: 'PE' })])).toMatchObject({
        basis: 'mixed',
        total: { requirement: '3000.50', costPerPerson: '300.05' },
      }) // prettier-ignore
      expect(await totalFor('viewer')).toMatchObject({
        basis: 'published',
        total: { requirement: '0.00', contributed: '500.00' },
      })
      await world.db
        .insertInto('planVersions')
        .values([1, 2].map((number) => ({ planId, number, openedBy: 't', publishedAt: new Date(), publishedBy: 't' })))
        .execute() // prettier-ignore
      const published = (version: number, country: string, inKindUsd: number) => ({
        id: uuid(),
        planId,
        version,
        country,
        organisationId: body.id,
        inKindUsd,
        kind: 'direct',
        words: '',
      }) // prettier-ignore
      await world.db
        .insertInto('publishedActivities')
        .values([published(1, 'EC', 5), published(2, 'EC', 700), published(2, 'PE', 2500)])
        .execute() // prettier-ignore
      expect((await totalFor('viewer')).total.requirement).toBe('3200.00')
      // Peru as it stands now, Ecuador as it was published last.
      const ofPeru = await totalFor([grant('country-officer', { kind: 'country', country: 'PE' })])
      expect(ofPeru.lines.map((l) => [l.key, l.requirement])).toEqual([
        ['EC', '700.00'],
        ['PE', '3000.50'],
        [null, '0.00'],
      ]) // prettier-ignore
      expect((await totalFor('administrator')).total.requirement).toBe('4001.25')
      const file = await world.as('viewer').get(`/api/plans/${plan}/funding/coverage?by=sector&format=csv`)
      expect(String(file.body)).toMatch(/^sector,requirement_usd/)
      const book = await world.as('administrator').get(`/api/plans/${plan}/funding/coverage?format=xlsx`)
      expect((book.body as Uint8Array).length).toBeGreaterThan(2000)
    }),
  )
  const printed = shared('iom-funding-2019-07.csv')
  test.skipIf(!printed)(
    printed ? 'a printed table: its parts are taken, its total is compared' : 'skipped: iom-funding-2019-07.csv is not at hand',
    scenario(async (world) => {
      await createPlan(world.ctx(), {
        code: 'crp-2019',
        firstMonth: '2019-01',
        lastMonth: '2019-12',
        defaultMethod: 'max-sector',
      })
      const run = () => command(world, 'funding import', [printed!], { plan: 'crp-2019' })
      const first = await run()
      expect(first.printed).toBe('requirements: 9 read, 8 added, 0 changed, 0 the same, 0 older than kept, 1 left out')
      expect(first.hinted).toContain('The printed total (53855193.00) is not what the parts add up to (53855192.00): received')
      expect(first.hinted).not.toContain('154039588')
      const lines = await cover(world, 'country', 'crp-2019')
      expect(lines.at(-1)).toBe('Total,154039588.00,154039588.00,0.00,53855192.00,0.00,0.3496,100184396.00')
      expect(lines).toContain('Caribbean,6419945.00,6419945.00,0.00,1735664.00,0.00,0.2704,4684281.00')
      expect((await run()).printed).toContain('0 added, 0 changed, 8 the same')
      expect(((await world.as('viewer').get('/api/plans/crp-2019/funding')).body as Overview).basis).toBe('stated')
    }),
  )
  test(
    'what was printed as received counts until somebody says who gave it',
    scenario(async (world) => {
      await opened(world)
      const asked = 'Country,Requirement USD,Received\nEcuador,1000,300\nPeru,500.50,\nTotal,1500.50,300\n'
      expect((await send(world, 'asked.csv', asked)).body).toMatchObject({ form: 'requirements', added: 2, refused: 1 })
      expect((await cover(world, 'country')).at(-1)).toBe('Total,1500.50,1500.50,0.00,300.00,0.00,0.1999,1200.50')
      await send(world, 'given.csv', 'Donor,Recipient,Country,Amount,Currency\nNorland,IAU,Ecuador,200,USD\n')
      expect((await cover(world, 'country')).at(-1)).toBe('Total,1500.50,1500.50,0.00,200.00,0.00,0.1333,1300.50')
      expect((await command(world, 'funding coverage', [], { plan })).hinted).toContain('USD 300.00 printed as received')
      expect(((await world.as('viewer').get(`/api/plans/${plan}/funding`)).body as Overview).setAside).toBe('300.00')
      expect((await send(world, 'asked.csv', 'Country,Requirement USD,Received\nEcuador,1100,300\n')).body).toMatchObject({
        changed: 1,
      })
      expect((await cover(world, 'country')).at(-1)).toBe('Total,1100.00,1100.00,0.00,200.00,0.00,0.1818,900.00')
    }),
  )
  test(
    'the lines left out come back as a file; a name given to another takes its money along',
    scenario(async (world) => {
      await createPlan(world.ctx(), { code: plan, firstMonth: '2021-01', lastMonth: '2021-12', defaultMethod: 'max-sector' })
      const report = join(folder, 'left-out.csv')
      const file = written(
        'names.csv',
        'Donor,Recipient,Amount,Currency\nNorland,Aid Union,10,USD\nNorland,Aid Unoin,5,USD\nNorland,Aid Union,many,USD\n',
      )
      await command(world, 'funding import', [file], { plan, report })
      expect(readFileSync(report, 'utf8')).toBe(
        '\uFEFFDonor,Recipient,Amount,Currency,Why it was left out\nNorland,Aid Union,many,USD,"“many” is not an amount. Write digits only, as in 1234.50."\n',
      )
      const bodies = await world.db
        .selectFrom('planOrganisations as p')
        .innerJoin('organisations as o', 'o.id', 'p.organisationId')
        .innerJoin('plans', 'plans.id', 'p.planId')
        .where('plans.code', '=', plan)
        .select(['o.id', 'o.names'])
        .execute() // prettier-ignore
      const idOf = (name: string): string => String(bodies.find((b) => (b.names as { en: string }).en === name)?.id)
      await answerNewName(world.ctx(), plan, 'organisations', idOf('Aid Unoin'), { sameAs: idOf('Aid Union') })
      expect(
        (await cover(world, 'organisation')).slice(1).map((l) =>
          l
            .split(',')
            .filter((_, i) => i === 0 || i === 4)
            .join(),
        ),
      ).toEqual(['Aid Union,15.00', 'Not specified,0.00', 'Total,15.00']) // prettier-ignore
    }),
  )
})

test(
  'a workbook: days and numbers are what they are',
  scenario(async (world) => {
    await opened(world)
    const rows = [
      ['Contributions 2021'],
      ['Donor', 'Recipient', 'Amount (USD)', 'Date', 'Status'],
      ['Norland', 'IAU', 1.234, new Date('2021-03-31T00:00:00Z'), 'Paid'],
      ['Norland', 'IAU', 1500000.5, 44_300, 'Pledge'],
    ] // prettier-ignore
    const file = join(folder, 'book.xlsx')
    writeFileSync(file, await writeXlsx({ sheets: [{ name: 'Money', rows }] }))
    expect((await take(world, file)).printed).toContain('table: 2 read, 2 added')
    expect((await cover(world, 'country')).at(-1)).toBe('Total,0.00,0.00,0.00,1.23,1500000.50,,-1.23')
    const { body } = await world.as('viewer').get(`/api/plans/${plan}/funding/contributions`)
    expect((body as { contributions: { decidedOn: string }[] }).contributions.map((c) => c.decidedOn)).toEqual([
      '2021-04-14',
      '2021-03-31',
    ])
  }),
)
