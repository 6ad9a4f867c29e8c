import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { grant, scenario, type World } from '../../../../../test/scenario.ts'
import { shared } from '../../../../../test/shared.ts'
import { createPlan } from '../../actions.ts'
import { importList } from '../../lists/import.ts'
import type { PeopleTables, Scenario, Survey, SurveyApplied, SurveyImport } from '../contract.ts'
import { rowsOf } from '../receiving.ts'
import { cellsFrom } from '../rules/apply.ts'
import { readRespondents } from '../rules/respondents.ts'
import { estimate, overall, type Respondent, sharesOf } from '../rules/survey.ts'
import { numberOf, weightsFrom } from '../rules/weights.ts'
import { standardWeights } from './actions.ts'

const codes = standardWeights.map((w) => w.code)
/** A household that has the deprivations named. */
const household = (has: string[], more: Partial<Respondent> = {}): Respondent => ({
  weight: 1,
  stratum: '',
  cluster: `${Math.random()}`,
  deprived: codes.map((c) => has.includes(c)),
  ...more,
})
const shares = (sample: Respondent[]) =>
  Object.fromEntries([...sharesOf(sample, standardWeights)].map(([measure, e]) => [measure, e.share]))

describe('the score', () => {
  test('the standard weights are 23 fractions that add up to one', () => {
    expect(codes).toHaveLength(23)
    expect(standardWeights.reduce((sum, w) => sum + numberOf(w.weight), 0)).toBeCloseTo(1, 12)
  })

  test.skipIf(!shared('r4v/jna-2024-weights.csv'))('they are the published weights of 2024', async () => {
    const published = weightsFrom(await rowsOf(shared('r4v/jna-2024-weights.csv')!), standardWeights)
    expect(published.map((w) => [w.code.replace(/_max$/, ''), w.sector, w.part, w.look])).toEqual(
      standardWeights.map((w) => [w.code, w.sector, w.part, w.look]),
    )
    for (const [i, w] of published.entries()) expect(numberOf(w.weight)).toBeCloseTo(numberOf(standardWeights[i]!.weight), 12)
  })

  test('three whole dimensions are a need, a little less is none', () => {
    expect(shares([household(['IND_FS', 'IND_HE', 'IND_HT'])]).overall).toBe(1)
    expect(shares([household(['IND_FS', 'IND_HE', 'IND_INT_D1', 'IND_INT_D2'])]).overall).toBe(0)
  })

  test('a sector counts who is in need and deprived in it; a part of protection is a sector of its own and of protection', () => {
    const sample = [
      household(['IND_FS', 'IND_HE', 'IND_HT', 'IND_PRO_CP']),
      household(['IND_PRO_CP']),
      household(['IND_FS', 'IND_HE', 'IND_HT']),
      household([]),
    ]
    expect(shares(sample)).toMatchObject({ overall: 0.5, FS: 0.5, HE: 0.5, PRO: 0.25, CP: 0.25, GBV: 0, WA: 0 })
  })

  test('each deprivation counts once: all of protection alone is a ninth, no need', () => {
    expect(shares([household(codes.filter((c) => c.startsWith('IND_PRO')))]).overall).toBe(0)
  })
})

describe('the interval', () => {
  const unit = fc.record({
    weight: fc.double({ min: 0.01, max: 50, noNaN: true }),
    stratum: fc.constantFrom('a', 'b'),
    cluster: fc.constantFrom('1', '2', '3', '4'),
    hit: fc.boolean(),
  })
  const samples = fc.array(unit, { minLength: 1, maxLength: 60 })

  test('shares lie between 0 and 1, their interval holds them, and the effective sample is never larger than the sample', () => {
    fc.assert(
      fc.property(samples, (some) => {
        const { share, low, high, effective } = estimate(
          some,
          some.map((u) => u.hit),
        )
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low <= share && share <= high).toBe(true)
        expect(effective).toBeGreaterThan(0)
        expect(effective).toBeLessThanOrEqual(some.length)
      }),
    )
  })

  test('weights twice or a thousandth as large say the same', () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(2, 0.001, 1e6), (some, factor) => {
        const hits = some.map((u) => u.hit)
        const [one, other] = [
          estimate(some, hits),
          estimate(
            some.map((u) => ({ ...u, weight: u.weight * factor })),
            hits,
          ),
        ]
        for (const part of ['share', 'low', 'high'] as const) expect(other[part]).toBeCloseTo(one[part], 6)
      }),
    )
  })

  test('clusters that do not differ leave Kish’s sample, however the rounding falls', () => {
    const pair = [0.01, 0.05846968629992275].map((weight) => ({ weight, stratum: 'b', cluster: '1' }))
    const thousandth = pair.map((u) => ({ ...u, weight: u.weight * 0.001 }))
    const kish = (0.01 + 0.05846968629992275) ** 2 / (0.01 ** 2 + 0.05846968629992275 ** 2)
    for (const sample of [pair, thousandth]) expect(estimate(sample, [true, false]).effective).toBeCloseTo(kish, 9)
  })

  test('without weights and clusters it is Wilson’s interval of a simple sample', () => {
    const sample = Array.from({ length: 101 }, (_, i) => ({ weight: 1, stratum: '', cluster: String(i) }))
    const { share, low, high, effective } = estimate(
      sample,
      sample.map((_, i) => i < 20),
    )
    expect(share).toBeCloseTo(20 / 101, 12)
    expect(effective).toBeCloseTo(100, 6)
    // Wilson, p = 0.198, n = 100, z = 1.96.
    expect(low).toBeCloseTo(0.1317, 3)
    expect(high).toBeCloseTo(0.2868, 3)
  })

  test('households of one cluster that answer alike count for less', () => {
    const sample = Array.from({ length: 100 }, (_, i) => ({ weight: 1, stratum: '', cluster: String(Math.floor(i / 10)) }))
    const together = estimate(
      sample,
      sample.map((u) => Number(u.cluster) < 3),
    )
    const apart = estimate(
      sample,
      sample.map((_, i) => i % 10 < 3),
    )
    expect(together.effective).toBeLessThan(12)
    expect(together.high - together.low).toBeGreaterThan(2 * (apart.high - apart.low))
  })

  test('uneven weights count for less, also where everybody or nobody is in need', () => {
    const even = [1, 1, 1, 1].map((weight, i) => ({ weight, stratum: '', cluster: String(i) }))
    const uneven = [97, 1, 1, 1].map((weight, i) => ({ weight, stratum: '', cluster: String(i) }))
    const none = (sample: typeof even) =>
      estimate(
        sample,
        sample.map(() => false),
      )
    expect(none(uneven).high).toBeGreaterThan(none(even).high)
  })
})

test('people are shared over girls, boys, women and men to the person', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(5_000_000),
      fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)),
      (share, people, ages) => {
        const cells = cellsFrom(share, { transit: people }, ages)
        expect(cells.slice(4, 8).reduce((a, b) => a + b, 0)).toBe(Math.round(share * people))
        expect(cells.filter((n) => n < 0 || !Number.isInteger(n))).toEqual([])
      },
    ),
  )
})

const header = ['Country', 'Admin1', 'Weight', 'Cluster', ...codes.map((c) => `${c}_max`)]
const answers = (has: string[], empty: string[] = []) => codes.map((c) => (empty.includes(c) ? '' : has.includes(c) ? '1' : '0'))
const need = ['IND_FS', 'IND_HE', 'IND_HT']
const rows = [
  header,
  ['Ecuador', 'Pichincha', '1.5', 'a', ...answers(need)],
  ['Ecuador', 'Pichincha', '0.5', 'b', ...answers([])],
  ['Ecuador', 'Guayas', '1', 'c', ...answers(need, ['IND_EDU_D1'])],
  ['Ecuador', 'Guayas', '1', 'd', ...answers(['IND_FS'])],
  ['Atlantis', '', '1', 'e', ...answers([])],
  ['Ecuador', 'Atlantis', '1', 'e', ...answers([])],
  ['Ecuador', '', '0', 'e', ...answers([])],
  ['Ecuador', '', '1', 'e', ...['2', ...answers([]).slice(1)]],
  ['Ecuador', '', '1', 'e', ...answers([], codes)],
  ['Peru', '', '1', 'f', ...answers(need)],
]
const csv = (table: string[][]) => table.map((row) => row.join(',')).join('\n')
const formOf = (files: Record<string, string>) => {
  const form = new FormData()
  for (const [name, text] of Object.entries(files)) form.append(name, new Blob([text], { type: 'text/csv' }), `${name}.csv`)
  return form
}
const newPlan = (world: World) =>
  createPlan(world.ctx(), { code: 'test-2024', firstMonth: '2024-01', lastMonth: '2024-12', defaultMethod: 'max-cell' })
const path = '/api/plans/test-2024/needs'

test(
  'a respondent table becomes shares per place; what is wrong with a household is said, and no answer is kept',
  scenario(async (world) => {
    await newPlan(world)
    const done = (await world.as('regional-officer').post(`${path}/surveys`, formOf({ file: csv(rows) }))).body as SurveyImport
    expect(done).toMatchObject({ read: 10, refusedCount: 5, empties: [{ column: 'IND_EDU_D1', empty: 1 }] })
    expect(done.refused.map((r) => [r.line, r.reason])).toEqual([
      [6, 'country-unknown'],
      [7, 'place-unknown'],
      [8, 'weight-unfit'],
      [9, 'answer-unreadable'],
      [10, 'nothing-answered'],
    ])
    const survey = done.survey!
    expect(survey.places.map((p) => [p.place, p.respondents, p.shares.find((s) => s.sector === overall)!.share])).toEqual([
      ['EC', 4, 0.625],
      ['EC-G', 2, 0.5],
      ['EC-P', 2, 0.75],
      ['PE', 1, 1],
    ])
    expect(survey.places[0]!.shares.find((s) => s.sector === overall)!.people).toBeNull()
    const kept = JSON.stringify(await world.db.selectFrom('planSurveys').selectAll().execute())
    expect(kept).not.toMatch(/"deprived"|"cluster"|"line"/)
    expect(((await world.as('viewer').get(`${path}/surveys/${survey.id}/shares.csv`)).body as string).split('\n')[0]).toBe(
      'country,place,sector,respondents,in_need,share,low,high,people,people_low,people_high',
    )
  }),
)

test(
  'applied to the projections it is people, and written to the plan with its source',
  scenario(async (world) => {
    await newPlan(world)
    const regional = world.as('regional-officer')
    const projected = (
      await regional.post(
        `${path}/projections`,
        formOf({ file: 'Country,In destination,In transit\nEcuador,1000,200\nAtlantis,1,1' }),
      )
    ).body
    expect(projected).toMatchObject({ read: 2, taken: 2, added: 2, refused: [{ line: 3, reason: 'country-unknown' }] })
    await importList(
      world.ctx(),
      'test-2024',
      'indicators',
      [
        ['Sector', 'Indicator', 'Type'],
        ['Health', 'Seen', 'PiN'],
        ['WASH', 'Served', 'PiN'],
      ],
      'i.csv',
    )
    await importList(
      world.ctx(),
      'test-2024',
      'proportions',
      [
        ['Country', 'Admin1', 'Sector', 'Girls', 'Boys', 'Women', 'Men'],
        ['Ecuador', '', 'Health', '0.1', '0.2', '0.3', '0.4'],
      ],
      'p.csv',
    )
    const { survey } = (await regional.post(`${path}/surveys`, formOf({ file: csv(rows) }))).body as SurveyImport
    const health = survey!.places[0]!.shares.find((s) => s.sector === 'HE')!
    expect([health.share, health.people!.share]).toEqual([0.625, 750])
    expect(health.people!.low).toBeLessThan(750)
    const applied = (await regional.post(`${path}/surveys/${survey!.id}/apply`)).body as SurveyApplied
    expect(applied.written).toBe(1)
    expect(applied.skipped).toContainEqual(expect.objectContaining({ country: 'EC', sector: 'WA', reason: 'no-age-shares' }))
    expect(applied.skipped).toContainEqual(expect.objectContaining({ country: 'EC', sector: 'FS', reason: 'no-sector' }))
    expect(applied.skipped).toContainEqual(
      expect.objectContaining({ country: 'PE', sector: '', reason: 'no-projection', sentence: expect.stringContaining('Peru') }),
    )
    const [row] = ((await regional.get(`${path}?country=EC`)).body as PeopleTables).rows
    expect(row).toMatchObject({
      level: 'country',
      written: ['Ecuador', 'Ecuador', 'Country level', 'Health'],
      people: [63, 125, 187, 250, 13, 25, 37, 50, ...Array(12).fill(0)],
    })
    expect(row!.sources['*']!.source).toBe('household survey file.csv')
    const again = (await regional.get(`${path}/surveys`)).body as Survey[]
    expect(again[0]!.appliedAt).not.toBeNull()
  }),
)

test(
  'a table without its columns, and weights that do not add up, are refused with what to do',
  scenario(async (world) => {
    await newPlan(world)
    const send = (files: Record<string, string>) => world.as('regional-officer').post(`${path}/surveys`, formOf(files))
    expect((await send({ file: 'Country,IND_FS\nPeru,1' })).body).toMatchObject({
      code: 'plan/survey-columns',
      title: expect.stringContaining('IND_HE'),
    })
    expect((await send({ file: csv(rows), weights: 'w,i\n0.5,IND_FS\n0.4,IND_HE' })).body).toMatchObject({
      code: 'plan/survey-weights',
      sum: 0.9,
    })
    const json = JSON.stringify([
      { code: 'IND_A', sector: 'A', weight: '1/4' },
      { code: 'IND_B', sector: 'B', weight: '0.75' },
    ])
    const listed = (await send({ file: 'Country,IND_A,IND_B\nPeru,1,0', weights: json })).body as SurveyImport
    expect(listed.survey!.weights.map((w) => w.weight)).toEqual(['1/4', '0.75'])
    const own = (await send({ file: 'Country,IND_A_D1,IND_B\nPeru,1,0', weights: 'w,i\n1/3,IND_A_D1\n2/3,IND_B' }))
      .body as SurveyImport
    expect(own.survey!.places[0]!.shares.map((s) => [s.sector, s.share])).toEqual([
      ['overall', 1],
      ['A', 1],
      ['B', 0],
    ])
  }),
)

test(
  'a country officer takes only the households of that country, and writes no region-wide scenario',
  scenario(async (world) => {
    await newPlan(world)
    const officer = world.as([grant('country-officer', { kind: 'country', country: 'PE' })])
    const done = (await officer.post(`${path}/surveys`, formOf({ file: csv(rows) }))).body as SurveyImport
    expect(done.survey!.places.map((p) => p.place)).toEqual(['PE'])
    expect((await officer.put(`${path}/scenario`, { language: 'en', body: 'x', version: 0 })).status).toBe(403)
    const projection = { group: 'transit', people: 5, source: 'census', dated: '2024-01-01', version: 0 }
    expect((await officer.put(`${path}/projections`, [{ ...projection, country: 'EC' }])).status).toBe(403)
    expect((await officer.put(`${path}/projections`, [{ ...projection, country: 'PE' }])).status).toBe(200)
    expect((await officer.put(`${path}/projections`, [{ ...projection, country: 'PE' }])).body).toMatchObject({
      status: 409,
      code: 'plan/projection-changed',
    })
  }),
)

test(
  'the scenario is kept by language; who writes over a newer text is told',
  scenario(async (world) => {
    await newPlan(world)
    const regional = world.as('regional-officer')
    const write = (body: string, version: number) => regional.put(`${path}/scenario`, { language: 'es', body, version })
    expect((await write('Más personas en tránsito.', 0)).body).toMatchObject({
      texts: [{ language: 'es', version: 1, savedBy: 'Amina' }],
    })
    expect((await write('Otra cosa', 0)).body).toMatchObject({ status: 409, code: 'plan/scenario-changed' })
    expect((await write('palabra '.repeat(10_000).slice(0, 39_999), 1)).body).toMatchObject({ code: 'plan/scenario-too-long' })
    await write('Menos.', 1)
    expect(((await world.as('viewer').get(`${path}/scenario`)).body as Scenario).texts[0]).toMatchObject({
      body: 'Menos.',
      version: 2,
    })
  }),
)

test('columns are found however they are written', () => {
  const table = readRespondents(
    [
      ['PAÍS', 'Estrato', 'peso', ...codes.map((c) => c.toLowerCase().replaceAll('_', ' '))],
      ['PE', 's', '1,5', ...answers(need)],
    ],
    standardWeights,
    () => ({ country: 'PE', place: 'PE' }),
  )
  expect(table.answered[0]).toMatchObject({ country: 'PE', stratum: 's', weight: 1.5 })
})
