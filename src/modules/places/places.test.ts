/** Places: what Senda ships, lists that come in by file, changes by hand, and what the endpoints tell. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { scenario } from '../../../test/scenario.ts'
import { shared } from '../../../test/shared.ts'
import { fold } from '../../core/text.ts'
import { importPlaces } from './actions.ts'
import { countryNamed } from './countries.ts'
import { loadPlaces, saveHostedPeople } from './load.ts'
import {
  findCountryCode,
  findPlace,
  hostCountries,
  hostedPeople,
  listPlaceAliases,
  listPlaces,
  listPlatforms,
} from './queries.ts'
import { readHeader, readLine, saysMore } from './rules.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const list = (...lines: string[]) => bytes(['Location,Admin Level,P-Code,Name,Parent P-Code', ...lines].join('\n'))

test(
  'Senda ships the 17 countries of the response with their admin 1, and Venezuela, once',
  scenario(async ({ db }) => {
    await loadPlaces(db)
    await loadPlaces(db)

    expect((await hostCountries(db)).map((c) => c.code).join(' ')).toBe('AR AW BO BR CL CO CR CW DO EC GY MX PA PE PY TT UY')
    expect(await findPlace(db, 'VE')).toMatchObject({ level: 0, hosts: false, platform: null, names: { en: 'Venezuela' } })
    expect(await findPlace(db, 'ZZ')).toMatchObject({ level: 0, hosts: false, names: { fr: 'Régional' } })
    expect((await listPlaces(db, { level: 1, country: 'EC' })).length).toBe(24)
    expect(await findPlace(db, 'PA-10')).toMatchObject({ country: 'PA', parent: 'PA', level: 1, names: { en: 'Panamá Oeste' } })
    expect([...(await listPlatforms(db)).keys()].toSorted()).toEqual([
      'Brazil',
      'Caribbean',
      'Central America and Mexico',
      'Chile',
      'Colombia',
      'Ecuador',
      'Peru',
      'Southern Cone',
    ])
  }),
)

test(
  'every outline of the map belongs to a place that is shipped',
  scenario(async ({ db }) => {
    await loadPlaces(db)
    const outlines = JSON.parse(await readFile(new URL('../../../db/sample/outlines.topo.json', import.meta.url), 'utf8'))
    const codes = new Set((await listPlaces(db)).map((p) => p.code))
    const drawn: string[] = outlines.objects.admin1.geometries.map((g: { properties: { code: string } }) => g.properties.code)
    expect(drawn.length).toBeGreaterThan(300)
    expect(drawn.filter((code) => !codes.has(code))).toEqual([])
  }),
)

test(
  'a country is found by any of its names, and no name belongs to two areas of one country',
  scenario(async ({ db }) => {
    await loadPlaces(db)
    const names = {
      Curacao: 'CW',
      'Bolivia (Plurinational State of)': 'BO',
      brasil: 'BR',
      PERÚ: 'PE',
      Equateur: 'EC',
      'Trinidad & Tobago': 'TT',
      ven: 'VE',
      'Dominican Republic': 'DO',
    }
    for (const [name, code] of Object.entries(names)) expect([name, await findCountryCode(db, name)]).toEqual([name, code])
    expect(await findCountryCode(db, 'Pichincha')).toBeUndefined()
    const aliases = await listPlaceAliases(db)
    const seen = new Map<string, string>()
    for (const { country, level, key, placeCode } of aliases) {
      const at = `${country} ${level} ${key}`
      expect([at, seen.get(at) ?? placeCode]).toEqual([at, placeCode])
      seen.set(at, placeCode)
    }
    expect(aliases.every((a) => a.key === fold(a.name))).toBe(true)
  }),
)

test('any country of the world is known by two letters, three letters and name', () => {
  expect(countryNamed('HND')).toMatchObject({ code: 'HN', names: { es: 'Honduras' } })
  expect(countryNamed('Allemagne')?.code).toBe('DE')
  expect(countryNamed('Narnia')).toBeUndefined()
})

test('both kinds of list are understood by their headers, and other columns are named', () => {
  const ours = readHeader(['Location', 'Admin Level', 'P-Code', 'Name', 'Parent P-Code', 'Valid from date'])
  expect(ours).toMatchObject({ missing: [], unplaced: ['Valid from date'] })
  const theirs = readHeader(['Country', 'Admin1', 'Admin1ISOCode', 'Admin2', 'Admin2 PCode', 'AI'])
  expect(theirs).toMatchObject({ missing: [], unplaced: ['AI'] })
  expect(readLine(2, ['Brazil', 'Acre', 'BR-AC', 'Acrelândia', ' BR1200013 ', 'x'], theirs.fields)).toEqual({
    line: 2,
    country: 'Brazil',
    level: 2,
    code: 'BR1200013',
    name: 'Acrelândia',
    parent: 'BR-AC',
    parentName: 'Acre',
  })
  expect(readHeader(['Name', 'P-Code']).missing).toEqual(['country'])
})

test('a name that only gains its accents says more, another name does not', () => {
  expect(saysMore('Bolívar', 'Bolivar')).toBe(true)
  expect(saysMore('Bolivar', 'Bolívar')).toBe(false)
  expect(saysMore('Cañar', 'Carchi')).toBe(false)
})

test(
  'P-codes are put to the ISO codes of the same name, and a name that fits none is reported, not guessed',
  scenario(async ({ db, ctx }) => {
    await loadPlaces(db)
    const result = await importPlaces(
      ctx(),
      list(
        'ECU,2,EC0150,Cuenca,EC01',
        'ECU,1,EC01,AZUAY,ECU',
        'ECU,1,EC90,Zona No Delimitada,ECU',
        'ECU,2,EC9001,Las Golondrinas,EC90',
        'Narnia,1,NA1,X,',
        'ECU,3,EC01501,Y,EC0150',
        'ECU,2,,Z,EC01',
      ),
    )
    expect(result).toMatchObject({ read: 7, added: 1, changed: 1, unchanged: 0 })
    expect(result.refused.map((r) => [r.line, r.reason]).toSorted()).toEqual([
      [4, 'admin1-not-matched'],
      [5, 'parent-unknown'],
      [6, 'country-unknown'],
      [7, 'level-unknown'],
      [8, 'code-missing'],
    ])
    expect(result.refused.find((r) => r.line === 4)!.sentence).toContain('Zona No Delimitada')
    expect(await findPlace(db, 'EC-A')).toMatchObject({ pcode: 'EC01', names: { en: 'Azuay' } })
    expect(await findPlace(db, 'EC0150')).toMatchObject({ level: 2, parent: 'EC-A', country: 'EC', names: { en: 'Cuenca' } })
  }),
)

test(
  'the same list again changes nothing, and a better spelling of a name is kept beside the old',
  scenario(async ({ db, ctx }) => {
    await loadPlaces(db)
    const file = list('ECU,1,EC03,Canar,ECU', 'ECU,2,EC0301,Deleg,EC03')
    await importPlaces(ctx(), file)
    expect(await importPlaces(ctx(), file)).toMatchObject({ added: 0, changed: 0, unchanged: 2, refused: [] })
    const other = bytes('Country;Admin1;Admin1ISOCode;Admin2;Admin2 PCode\nEcuador;Cañar;EC-F;Déleg;EC0301')
    expect(await importPlaces(ctx(), other)).toMatchObject({ changed: 1 })
    expect(await findPlace(db, 'EC0301')).toMatchObject({ names: { en: 'Déleg' } })
    expect(await importPlaces(ctx(), file)).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
  }),
)

test(
  'a country that Senda does not hold is added with its areas, from Windows-1252 too',
  scenario(async ({ db, ctx }) => {
    await loadPlaces(db)
    const file = Buffer.from(
      'Location,Admin Level,P-Code,Name,Parent P-Code\r\nHND,2,HN0101,La Ceiba,HN01\r\nHND,1,HN01,Atl\xe1ntida,HND\r\n',
      'latin1',
    )
    expect(await importPlaces(ctx(), file)).toMatchObject({ read: 2, added: 3, refused: [] })
    expect(await findPlace(db, 'HN')).toMatchObject({ level: 0, hosts: false, names: { en: 'Honduras' } })
    expect(await findPlace(db, 'HN01')).toMatchObject({ level: 1, parent: 'HN', names: { en: 'Atlántida' } })
    expect(await findPlace(db, 'HN0101')).toMatchObject({ level: 2, parent: 'HN01' })
  }),
)

test(
  'a file that is no list is refused in words and nothing is half-written',
  scenario(async ({ db, ctx }) => {
    await loadPlaces(db)
    const before = (await listPlaces(db)).length
    for (const file of [bytes(''), bytes('hello'), bytes('a,b,c\n1,2,3'), new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 255])])
      await expect((async () => importPlaces(ctx(), file))()).rejects.toThrow(/places\/(columns-missing|not-a-list)/)
    const odd = await importPlaces(
      ctx(),
      list('ECU,2,EC0199,"=cmd|x <script>",EC-A', 'ECU,2,EC0198,bad\0name,EC-A', 'ECU,1,EC02'),
    )
    expect(odd.added).toBe(1)
    expect((await listPlaces(db)).length).toBe(before + 1)
  }),
)

test(
  'only steering officers change places',
  scenario(async ({ db, as, ctx }) => {
    await loadPlaces(db)
    expect(
      await as('regional-officer').patch('/api/places/VE', { hosts: true, platform: 'Venezuela', also: ['Vzla'] }),
    ).toMatchObject({ status: 200, body: { hosts: true, platform: 'Venezuela' } })
    expect(await findCountryCode(db, 'vzla')).toBe('VE')
    expect(await as('regional-officer').patch('/api/places/EC-P', { names: { fr: 'Pichincha (Quito)' } })).toMatchObject({
      status: 200,
      body: { names: { en: 'Pichincha', fr: 'Pichincha (Quito)' } },
    })
    expect(await as('regional-officer').patch('/api/places/EC-P', { hosts: true })).toMatchObject({ status: 422 })
    expect(await as('regional-officer').patch('/api/places/XX-1', {})).toMatchObject({ status: 404 })
    for (const role of ['country-officer', 'organisation-reporter', 'viewer'] as const) {
      expect(await as(role).patch('/api/places/VE', { hosts: false })).toMatchObject({ status: 403 })
      await expect((async () => importPlaces(ctx(role), list()))()).rejects.toThrow('core/not-allowed')
    }
  }),
)

test(
  'places are told to whoever signed in; districts only of a country',
  scenario(async ({ db, as, ctx }) => {
    await loadPlaces(db)
    await importPlaces(ctx(), list('ECU,2,EC0150,Cuenca,EC-A'))
    const viewer = as('viewer')
    expect(await as('nobody').get('/api/places')).toMatchObject({ status: 401 })
    const all: { level: number }[] = (await viewer.get('/api/places')).body
    expect(all.length).toBeGreaterThan(300)
    expect(all.some((p) => p.level === 2)).toBe(false)
    expect((await viewer.get('/api/places?level=2')).body.code).toBe('places/which-country')
    expect((await viewer.get('/api/places?level=2&country=EC')).body).toMatchObject([{ code: 'EC0150' }])
    expect((await viewer.get('/api/places?parent=EC-A')).body).toMatchObject([{ code: 'EC0150' }])
    expect((await viewer.get('/api/places/EC-A')).body).toMatchObject({ names: { en: 'Azuay' } })
    expect(await viewer.get('/api/places/EC-Q')).toMatchObject({ status: 404 })
  }),
)

test(
  'of the people hosted the latest estimate is told, or the latest before a moment',
  scenario(async ({ db, as }) => {
    await loadPlaces(db)
    const estimate = (asOf: string, people: number) => ({ country: 'UY', asOf, people, source: 'printed' })
    const ofUruguay = (list: { country: string }[]) => list.filter(({ country }) => country === 'UY')
    await saveHostedPeople(db, [estimate('2098-06', 362_900), estimate('2099-06', 431_207)])
    await saveHostedPeople(db, [estimate('2098-06', 362_857)])
    expect(ofUruguay((await as('viewer').get('/api/hosted')).body)).toEqual([estimate('2099-06', 431_207)])
    expect(ofUruguay(await hostedPeople(db, '2098-09'))).toEqual([estimate('2098-06', 362_857)])
  }),
)

const real = { pcodes: shared('places/pcodes.csv'), admin2: shared('r4v/admin2-2022.csv') }
test.skipIf(!real.pcodes || !real.admin2)(
  'the real lists of P-codes and admin 2 come in whole, but for the regions of one country',
  scenario(async ({ db, ctx }) => {
    await loadPlaces(db)
    const first = await importPlaces(ctx(), await readFile(real.pcodes!))
    expect(first).toMatchObject({ read: 11_641, added: 11_303, changed: 296 })
    // ISO has provinces where the P-codes of the Dominican Republic have regions.
    expect(first.refused.every((r) => r.code.startsWith('DOM'))).toBe(true)
    expect(first.refused).toHaveLength(42)
    const second = await importPlaces(ctx(), await readFile(real.admin2!))
    expect(second).toMatchObject({ read: 8_320, refused: [] })
    expect(await importPlaces(ctx(), await readFile(real.admin2!))).toMatchObject({ added: 0, changed: 0, unchanged: 8_320 })
  }),
  120_000,
)
