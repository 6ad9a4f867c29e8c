import { readFileSync } from 'node:fs'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { grant, scenario, type World } from '../../../test/scenario.ts'
import { shared } from '../../../test/shared.ts'
import { openDatabase, openPool } from '../../core/database.ts'
import { addToLists, askedIn, createPlan } from './actions.ts'
import type { ListImport, ListName, Plan, PlanLists } from './contract.ts'
import { readList } from './lists/columns.ts'
import { guessSector, kindFrom } from './lists/sectors.ts'
import { loadPlanLists } from './queries.ts'

const year = { firstMonth: '2021-01', lastMonth: '2021-12' }
const newPlan = (world: World, code = 'test-2021') => createPlan(world.ctx(), { code, ...year, defaultMethod: 'max-sector' })
const fileOf = (text: string, name = 'list.csv') => {
  const form = new FormData()
  form.append('file', new Blob([text], { type: 'text/csv' }), name)
  return form
}
async function send(world: World, list: ListName, text: string): Promise<ListImport> {
  const answer = await world.as('regional-officer').post(`/api/plans/test-2021/lists/${list}`, fileOf(text))
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
  return answer.body as ListImport
}
const lists = async (world: World) => (await world.as('viewer').get('/api/plans/test-2021/lists')).body as PlanLists

test('headers are recognised whatever year and language wrote them', () => {
  const table = readList('indicators', [
    ['﻿CODE', 'Sector...Subsector...WG', 'Indicator', 'Indicator_Type', 'Remarks'],
    ['A', ' Health ', 'People  seen', 'Pin', ''],
  ])
  expect([table.lines[0]!.cell('sector'), table.lines[0]!.cell('en'), table.lines[0]!.cell('kind'), table.columnsLeft]).toEqual([
    'Health',
    'People seen',
    'Pin',
    ['Remarks'],
  ])
  expect(() =>
    readList('places', [
      ['Country', 'Name'],
      ['Peru', 'Lima'],
    ]),
  ).toThrowError('plan/list-columns')
  expect(() =>
    readList('places', [
      ['Country', 'Admin1'],
      ['', ' '],
    ]),
  ).toThrowError('plan/list-empty')
})

test('a sector’s look and its part in the methods are told by its name, in any language', () => {
  const look = (name: string) => guessSector(name).look
  expect(
    [
      'Protection (GBV)',
      'Protection (Child Protection)',
      'Protection (General)',
      'Protection (Support Spaces)',
      'Protection (Human Trafficking & Smuggling)',
    ].map(look),
  ).toEqual(['gbv', 'child', 'protection', 'common', 'trafficking'])
  expect(
    ['Seguridad Alimentaria', 'Transporte Humanitario', 'Água e Saneamento', 'Educação', 'Santé', 'Non-food items'].map(look),
  ).toEqual(['food', 'transport', 'wash', 'education', 'health', 'nfi'])
  expect(guessSector('Multipurpose CBI')).toMatchObject({ look: 'cash', isMultipurposeCash: true, southernCone: 'added' })
  expect(guessSector('Nutrition').southernCone).toBeNull()
})

test('the words lists use for the kind of an indicator are all known', () => {
  expect(['Pin', 'PiN', 'Direct Assistance'].map(kindFrom)).toEqual(['direct', 'direct', 'direct'])
  expect(['People', 'Capacity Building'].map(kindFrom)).toEqual(['capacity', 'capacity'])
  expect(['Other', 'Campaign', 'Infrastructure', 'Mechanism/Advocacy'].map(kindFrom)).toEqual([
    'output',
    'output',
    'output',
    'output',
  ])
  expect(kindFrom('Something')).toBeUndefined()
})

test('what a plan asks follows its year', () => {
  expect(askedIn('2021-01')).toEqual(['population', 'age-gender', 'admin1', 'cash-value', 'covid19'])
  expect(askedIn('2022-01')).toEqual(['population', 'age-gender', 'admin1', 'cash-value', 'covid19', 'other-gender', 'admin2'])
  expect(askedIn('2023-01')).not.toContain('covid19')
})

test(
  'a plan sent twice is one plan; another plan under its code is refused in words',
  scenario(async (world) => {
    const officer = world.as('regional-officer')
    const body = { code: 'test-2021', ...year }
    const [first, again] = [await officer.post('/api/plans', body), await officer.post('/api/plans', body)]
    expect([first.status, again.status, (first.body as Plan).id]).toEqual([200, 200, (again.body as Plan).id])
    expect(await officer.post('/api/plans', { ...body, lastMonth: '2022-12' })).toMatchObject({
      status: 409,
      body: { code: 'plan/exists', title: expect.stringContaining('test-2021') },
    })
    expect(
      await officer.post('/api/plans', { ...body, code: 'late', firstMonth: '2022-01', lastMonth: '2021-01' }),
    ).toMatchObject({ status: 422, body: { code: 'plan/months-reversed' } })
  }),
)

test(
  'only those who steer the response change its plans',
  scenario(async (world) => {
    await newPlan(world)
    expect(await world.as('organisation-reporter').post('/api/plans', { code: 'mine', ...year })).toMatchObject({ status: 403 })
    expect(
      await world
        .as([grant('country-officer', { kind: 'country', country: 'PE' })])
        .post('/api/plans/test-2021/lists/places', fileOf('x')),
    ).toMatchObject({ status: 403 })
    expect(await world.as('nobody').get('/api/plans/test-2021/lists')).toMatchObject({ status: 401 })
    expect(await world.as('viewer').get('/api/plans')).toMatchObject({ status: 200 })
  }),
)

test(
  'a list taken again changes what differs and doubles nothing',
  scenario(async (world) => {
    await newPlan(world)
    const head = 'Code,Subsector,Indicator,Indicator type,CVA\n'
    expect(
      await send(world, 'indicators', `${head}H1,Health,# of consultations,PiN,No\nH2,Health,# of clinics,Infrastructure,No`),
    ).toMatchObject({ read: 2, added: 2, changed: 0 })
    expect(
      await send(world, 'indicators', `${head}H1,Health,# of consultations,PiN,No\nH2,Health,# of clinics,Infrastructure,No`),
    ).toMatchObject({ added: 0, changed: 0 })
    // Another wording under the same code is the same indicator, so that its rows stay with it.
    expect(await send(world, 'indicators', `${head}H1,Health,# of medical consultations,PiN,Yes`)).toMatchObject({
      added: 0,
      changed: 1,
    })
    expect((await lists(world)).indicators.map((i) => [i.code, i.name, i.kind, i.isCash])).toEqual([
      ['H1', '# of medical consultations', 'direct', true],
      ['H2', '# of clinics', 'output', false],
    ])
  }),
)

test(
  'lines that cannot be used come back with the reason, the others are kept',
  scenario(async (world) => {
    await newPlan(world)
    const answer = await send(
      world,
      'indicators',
      'Subsector,Indicator,Indicator type\nHealth,,PiN\nHealth,Consultations,PiN\nhealth,CONSULTATIONS,PiN\nHealth,Talks,Something new',
    )
    expect(answer.added).toBe(2)
    expect(answer.refused.map((r) => [r.line, r.reason])).toEqual([
      [2, 'cell-empty'],
      [4, 'doubled'],
    ])
    expect(answer.marked.map((r) => [r.line, r.reason])).toEqual([[5, 'kind-not-stated']])
    const shares = await send(
      world,
      'proportions',
      'Country,Sector,Girls,Boys,Women,Men\nPeru,Health,0.2,0.2,0.3,0.3\nPeru,Shelter,0.2,0.2,0.3,0.3\nAtlantis,Health,0.2,0.2,0.3,0.3\nChile,Health,0.2,0.2,0.3,0.9\nChile,Health,x,0.2,0.3,0.3',
    )
    expect(shares.refused.map((r) => r.reason)).toEqual([
      'sector-unknown',
      'country-unknown',
      'shares-do-not-sum',
      'number-unreadable',
    ])
  }),
)

test(
  'a file of which nothing can be used leaves the list open',
  scenario(async (world) => {
    await newPlan(world)
    expect((await send(world, 'places', 'Country,Admin1\nAtlantis,North')).refused).toHaveLength(1)
    expect((await lists(world)).open).toContain('places')
  }),
)

test(
  'areas lead to their region when the name is sure, and are never merged when it is not',
  scenario(async (world) => {
    await newPlan(world)
    const answer = await send(
      world,
      'places',
      [
        'Country,Admin1,ISOCODE',
        'Chile,Aysen Del Gen.D.C. (Xi),',
        'Chile,Biobio (Viii),',
        'Chile,Metropolitana (Xiii),',
        'Bolivia,El Beni,',
        'Curacao,Curacao,',
        'Costa Rica,Costa RIca,',
        'Ecuador,Zona No Delimitada,',
        'Regional,Peru,',
        'Regional,Regional,',
        'Peru,Somewhere,PE-LIM',
        'Peru,Lima,PE-LIM',
      ].join('\n'),
    )
    const code = new Map((await lists(world)).places.map((p) => [`${p.country} ${p.names[0]}`, p.code]))
    expect(
      [
        'CL Aysen Del Gen.D.C. (Xi)',
        'CL Biobio (Viii)',
        'CL Metropolitana (Xiii)',
        'BO El Beni',
        'CW Curacao',
        'CR Costa Rica',
      ].map((k) => code.get(k)),
    ).toEqual(['CL-AI', 'CL-BI', 'CL-RM', 'BO-B', 'CW', 'CR'])
    expect(['EC Zona No Delimitada', 'ZZ Peru', 'ZZ Regional'].map((k) => code.get(k))).toEqual([
      'EC-x-zona-no-delimitada',
      'ZZ-x-peru',
      'ZZ',
    ])
    // Two names under one code: the second keeps a place of its own.
    expect(code.get('PE Somewhere')).toBe('PE-LIM')
    expect(code.get('PE Lima')).toBe('PE-x-lima')
    expect(answer.marked.map((m) => m.line)).toEqual([8, 9, 12])
  }),
)

test(
  'one body may appeal and implement, and is found by any of its names',
  scenario(async (world) => {
    await newPlan(world)
    await send(world, 'organisations', 'IDORG,Name,Nombre,Acronym.Short.Name,Type\nORG1,Bread of Life,Pan de Vida,PDV,NNGO')
    const answer = await send(
      world,
      'implementers',
      'IDIP,IDORG,Name,Nombre\nIP1,,Pan de vida ,\nIP2,,Secretaría de salud,\nIP3,,,',
    )
    expect(answer).toMatchObject({ read: 3, added: 2, refused: [{ line: 4, reason: 'cell-empty' }] })
    expect((await lists(world)).organisations.map((o) => [o.names[0], o.appealing, o.implementing])).toEqual([
      ['Bread of Life', true, true],
      ['Secretaría de salud', false, true],
    ])
  }),
)

test(
  'an open list takes unknown names and shows them as new; a closed one takes none',
  scenario(async (world) => {
    const plan = await newPlan(world)
    await send(world, 'organisations', 'Name\nHope Foundation')
    const names = {
      organisations: ['Hope Foundation', 'Unknown Body'],
      implementers: ['Partner ', 'partner'],
      indicators: [{ sector: 'Food', indicator: 'Food kits', kind: 'direct' as const }],
      mechanisms: ['Physical cash ', 'Physical Cash'],
      places: [
        { country: 'Perú', admin1: 'LIMA' },
        { country: 'Peru', admin1: 'Valle Nuevo' },
      ],
    }
    expect(await addToLists(world.db, plan.id, names)).toEqual([
      { list: 'places', name: 'Peru, Valle Nuevo' },
      { list: 'implementers', name: 'Partner' },
      { list: 'indicators', name: 'Food: Food kits' },
      { list: 'mechanisms', name: 'Physical cash' },
    ])
    expect(await addToLists(world.db, plan.id, names)).toEqual([])
    const kept = await loadPlanLists(world.db, plan.id)
    expect(kept.sectors).toMatchObject([{ name: 'Food', look: 'food', isNew: true }])
    expect(kept.places.find((p) => p.code === 'PE-x-valle-nuevo')).toMatchObject({ isNew: true, country: 'PE' })
  }),
)

test(
  'a new name is confirmed, or leads to the entry it is another name of',
  scenario(async (world) => {
    const plan = await newPlan(world)
    await addToLists(world.db, plan.id, { organisations: ['Hope Foundation', 'Hope Fdn'] })
    const [hope, fdn] = ['Hope Foundation', 'Hope Fdn'].map(
      async (name) => (await lists(world)).organisations.find((o) => o.names[0] === name)!.id,
    )
    const officer = world.as('regional-officer')
    expect(await officer.post(`/api/plans/test-2021/new-names/organisations/${await hope}`, { confirm: true })).toMatchObject({
      status: 200,
    })
    expect(await officer.post(`/api/plans/test-2021/new-names/organisations/${await fdn}`, {})).toMatchObject({
      status: 422,
      body: { code: 'plan/answer-unclear' },
    })
    expect(await officer.post(`/api/plans/test-2021/new-names/organisations/${await fdn}`, { sameAs: await hope })).toMatchObject(
      { status: 200 },
    )
    expect((await lists(world)).organisations).toMatchObject([{ names: ['Hope Foundation', 'Hope Fdn'], isNew: false }])
    expect(
      await world.db
        .selectFrom('events')
        .select('detail')
        .where('action', '=', 'plan.merged')
        .where('subjectId', '=', 'test-2021')
        .executeTakeFirst(),
    ).toMatchObject({ detail: { list: 'organisations', to: String(await hope) } })
  }),
)

test(
  'methods, sectors and indicators are changed as data',
  scenario(async (world) => {
    const plan = await newPlan(world)
    await addToLists(world.db, plan.id, { indicators: [{ sector: 'Food', indicator: 'Food kits' }] })
    const {
      sectors: [sector],
      indicators: [indicator],
    } = await lists(world)
    const officer = world.as('regional-officer')
    expect(await officer.put('/api/plans/test-2021/methods/PE', { method: 'max-age-gender' })).toMatchObject({ status: 200 })
    expect(await officer.put('/api/plans/test-2021/methods/QQ', { method: 'sum' })).toMatchObject({ status: 404 })
    expect(
      await officer.patch(`/api/plans/test-2021/sectors/${sector!.id}`, { names: { es: 'Alimentos' }, look: 'nutrition' }),
    ).toMatchObject({ status: 200 })
    expect(await officer.patch(`/api/plans/test-2021/sectors/${sector!.id}`, { look: 'pink' })).toMatchObject({
      status: 422,
      body: { code: 'plan/look-unknown' },
    })
    expect(
      await officer.patch(`/api/plans/test-2021/indicators/${indicator!.id}`, { kind: 'direct', isNew: false }),
    ).toMatchObject({ status: 200 })
    expect(await lists(world)).toMatchObject({
      methods: [{ country: 'PE', method: 'max-age-gender' }],
      sectors: [{ names: { es: 'Alimentos' }, look: 'nutrition' }],
      indicators: [{ kind: 'direct', isNew: false }],
    })
  }),
)

test(
  'a file that is no table, or one too many, is refused in words',
  scenario(async (world) => {
    await newPlan(world)
    const officer = world.as('regional-officer')
    expect(await officer.post('/api/plans/test-2021/lists/places', fileOf('Country,Admin1\nPeru,Li\0ma'))).toMatchObject({
      status: 422,
      body: { code: 'core/nul-bytes', line: 2 },
    })
    expect(await officer.post('/api/plans/test-2021/lists/places', fileOf(''))).toMatchObject({
      status: 422,
      body: { code: 'plan/file-empty' },
    })
    expect(await officer.post('/api/plans/test-2021/lists/places', fileOf('Land,Gegend\nPeru,Lima'))).toMatchObject({
      status: 422,
      body: { code: 'plan/list-columns', missing: 'country, admin1' },
    })
    expect(await officer.post('/api/plans/nix/lists/places', fileOf('Country,Admin1\nPeru,Lima'))).toMatchObject({ status: 404 })
    expect(await officer.post('/api/plans/test-2021/lists/places', new FormData())).toMatchObject({
      status: 422,
      body: { code: 'plan/one-file' },
    })
  }),
)

test(
  'Windows text with semicolons is read as well, and the Unicode text of spreadsheets',
  scenario(async (world) => {
    await newPlan(world)
    const form = new FormData()
    form.append('file', new Blob([Buffer.from('Pais;Departamento\r\nPerú;Junín\r\n', 'latin1')]), 'lista.csv')
    expect(await world.as('regional-officer').post('/api/plans/test-2021/lists/places', form)).toMatchObject({
      status: 200,
      body: { added: 1, marked: [] },
    })
    expect((await lists(world)).places.map((p) => p.code)).toEqual(['PE', 'PE-JUN'])
    const wide = new FormData()
    wide.append('file', new Blob([Buffer.from('\uFEFFPais\tDepartamento\r\nPerú\tJunín\r\n', 'utf16le')]), 'lista.txt')
    expect(await world.as('regional-officer').post('/api/plans/test-2021/lists/places', wide)).toMatchObject({
      status: 200,
      body: { read: 1, added: 0 },
    })
  }),
)

test(
  'a list comes as a workbook too',
  scenario(async (world) => {
    await newPlan(world)
    const rows = [['Country', 'Admin1', 'ISOCODE'], ['Peru', 'Junin', ''], [], ['Chile', 'Ñuble (XVI)', 'CL-NB']]
    const form = new FormData()
    form.append(
      'file',
      new Blob([(await writeXlsx({ sheets: [{ name: 'Lista', rows }] })) as Uint8Array<ArrayBuffer>]),
      'lista.xlsx',
    )
    const answer = await world.as('regional-officer').post('/api/plans/test-2021/lists/places', form)
    expect(answer).toMatchObject({ status: 200, body: { read: 2, added: 2, refused: [], marked: [] } })
  }),
)

const outside = openPool(process.env.DATABASE_URL!, 6)
afterAll(() => outside.end())

test('imports that name the same new things at once neither wait in a circle nor double them', async () => {
  const db = openDatabase(outside)
  const code = `at-once-${process.pid}`
  await db.deleteFrom('plans').where('code', '=', code).execute()
  const plan = await db
    .insertInto('plans')
    .values({ code, names: '{}', ...year })
    .returning('id')
    .executeTakeFirstOrThrow()
  try {
    const names = [...Array(20)].map((_, i) => `${code} partner ${i}`)
    const added = await Promise.all(
      [names, names.toReversed(), names, names.toReversed()].map((organisations) =>
        db.transaction().execute((trx) => addToLists(trx, plan.id, { organisations, mechanisms: organisations })),
      ),
    )
    expect(added.flat()).toHaveLength(40)
  } finally {
    const bodies = await db.deleteFrom('planOrganisations').where('planId', '=', plan.id).returning('organisationId').execute()
    await db
      .deleteFrom('organisations')
      .where(
        'id',
        'in',
        bodies.map((b) => b.organisationId),
      )
      .execute()
    await db.deleteFrom('plans').where('id', '=', plan.id).execute()
  }
})

const real = (file: string): string | undefined => shared(`r4v/${file}`)
test.skipIf(!real('indicators-2021.csv'))(
  'the platform’s real lists of 2021 and 2022 are taken whole [needs the folder of real data]',
  scenario(async (world) => {
    await newPlan(world)
    const counts: Record<string, [number, number, number]> = {}
    for (const [list, file] of [
      ['indicators', 'indicators-2021.csv'],
      ['organisations', 'organisations-2021.csv'],
      ['implementers', 'implementers-2021.csv'],
      ['places', 'admin1-2021.csv'],
      ['proportions', 'apportioning-2021.csv'],
    ] as const) {
      const { read, added, refused, marked } = await send(world, list, readFileSync(real(file)!, 'utf8'))
      if (list === 'places')
        expect(
          marked
            .filter((m) => m.values.country !== 'Regional')
            .map((m) => m.values.name)
            .sort(),
        ).toEqual(['Chuy', 'Cuerpo de agua', 'Ingavi', 'Zona No Delimitada'])
      counts[list] = [read, added, refused.length]
    }
    expect(counts).toEqual({
      indicators: [95, 95, 0],
      organisations: [267, 266, 0],
      implementers: [519, 516, 0],
      places: [234, 234, 0],
      proportions: [221, 221, 0],
    })
    const taken = await lists(world)
    expect(taken.places).toHaveLength(234)
    expect(Object.groupBy(taken.indicators, (i) => i.kind ?? 'none')).toMatchObject({
      direct: { length: 45 },
      capacity: { length: 11 },
      output: { length: 39 },
    })
    await createPlan(world.ctx(), { code: 'test-2022', firstMonth: '2022-01', lastMonth: '2022-12', defaultMethod: 'max-cell' })
    const later = await world
      .as('administrator')
      .post('/api/plans/test-2022/lists/indicators', fileOf(readFileSync(real('indicators-2022.csv')!, 'utf8')))
    const places = await world
      .as('administrator')
      .post('/api/plans/test-2022/lists/places', fileOf(readFileSync(real('admin1-2022.csv')!, 'utf8')))
    expect([later.body, places.body]).toMatchObject([
      { added: 96, refused: [], marked: [] },
      { added: 245, refused: [], marked: [] },
    ])
  }),
)
