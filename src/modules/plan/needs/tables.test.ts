import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { shared } from '../../../../test/shared.ts'
import { createPlan } from '../actions.ts'
import { importList } from '../lists/import.ts'
import type { IntersectorLine, PeopleImport, PeopleRow, PeopleTables, What } from './contract.ts'
import { importPeople } from './import.ts'
import { intersectorOf } from './intersector.ts'
import { ownHeaders } from './rules/columns.ts'
import { numbers30, readWhole, withTotals } from './rules/numbers.ts'

const year = { firstMonth: '2022-01', lastMonth: '2022-12', defaultMethod: 'max-cell' } as const
const newPlan = (world: World, code = 'needs-2022') => createPlan(world.ctx(), { code, ...year })
const from = { source: 'table.csv', dated: '2021-10-31' }
const files = { need: shared('r4v/pin-2022.csv'), target: shared('r4v/targets-2022.csv') }
const read = (what: What): string[][] => parse(readFileSync(files[what]!))
const formOf = (bytes: string | Uint8Array, name = 'table.csv', fields: Record<string, string> = {}) => {
  const form = new FormData()
  form.append('file', new Blob([bytes as BlobPart]), name)
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  return form
}

/** A table with one number per line in the cell named; everything else 0. */
const header = ownHeaders('need')
const line = (country: string, admin1: string, sector: string, cells: Record<number, string> = {}) => {
  const numbers = numbers30.map((_, bit) => cells[bit] ?? '0')
  return ['Platform', country, admin1, sector, ...numbers]
}
/** Girls in destination: 5; the totals that hold them: 0, 4 and 9. */
const girls = (n: number | string, total: number | string = n) => ({
  5: String(n),
  9: String(total),
  0: String(total),
  4: String(total),
})
const table = (...lines: string[][]) => [header, ...lines]
const take = (world: World, rows: string[][], role: Parameters<World['ctx']>[0] = 'regional-officer') =>
  Promise.resolve().then(() => importPeople(world.ctx(role), 'needs-2022', 'need', rows, from))
const people = async (world: World, country: string) =>
  ((await world.as('viewer').get(`/api/plans/needs-2022/needs?country=${country}`)).body as PeopleTables).rows
const sectorOf = async (world: World, name: string) =>
  (await world.db.selectFrom('planSectors').select('id').where('name', '=', name).orderBy('id', 'desc').executeTakeFirstOrThrow())
    .id

describe.skipIf(!files.need || !files.target)('the tables of 2022', () => {
  test.each(['need', 'target'] as const)('the table of %s is taken whole and comes out byte by byte as it came', (what) =>
    scenario(async (world) => {
      await newPlan(world)
      const path = what === 'need' ? 'needs' : 'targets-table'
      const regional = world.as('regional-officer')
      const done = (await regional.post(`/api/plans/needs-2022/${path}`, formOf(readFileSync(files[what]!)))).body as PeopleImport
      expect(done).toMatchObject({ read: what === 'need' ? 1853 : 1534, refused: [], columnsLeft: [], gone: 0 })
      expect(done.taken).toBe(done.read)
      expect(done.marked).toEqual(what === 'need' ? [] : [{ line: 1504, reason: 'doubled-blank', values: { first: 1505 } }])
      const out = await world.as('viewer').get(`/api/plans/needs-2022/${path}.csv`)
      expect(out.body).toBe(readFileSync(files[what]!, 'utf8'))
    })(),
  )

  test(
    'as a workbook, the same cells come out as went in',
    scenario(async (world) => {
      await newPlan(world)
      for (const what of ['need', 'target'] as const) {
        const path = what === 'need' ? 'needs' : 'targets-table'
        const rows = read(what).map((row, i) => row.map((cell, n) => (i === 0 || n < 4 || cell === '' ? cell : Number(cell))))
        const book = await writeXlsx({ sheets: [{ name: 'Table', rows }] })
        const done = (await world.as('regional-officer').post(`/api/plans/needs-2022/${path}`, formOf(book, 'table.xlsx')))
          .body as PeopleImport
        expect(done.refused).toEqual([])
        const out = (await world.as('viewer').get(`/api/plans/needs-2022/${path}.xlsx`)).body as Uint8Array
        const again = (await world.as('regional-officer').post(`/api/plans/needs-2022/${path}`, formOf(out, 'again.xlsx')))
          .body as PeopleImport
        expect(again).toMatchObject({ taken: rows.length - 1, added: 0, changed: 0, gone: 0, refused: [] })
        const csv = (await world.as('viewer').get(`/api/plans/needs-2022/${path}.csv`)).body as string
        expect(parse(csv)).toEqual(rows.map((row) => row.map(String)))
      }
    }),
  )

  test(
    'of every place the intersector figure is exactly the largest sector of each cell',
    scenario(async (world) => {
      await newPlan(world)
      await importPeople(world.ctx(), 'needs-2022', 'need', read('need'), from)
      const { lines } = (await world.as('viewer').get('/api/plans/needs-2022/needs/intersector?by=admin1')).body as {
        lines: IntersectorLine[]
      }
      const figures = expected(read('need'))
      expect(lines.map(({ country: _c, level: _l, place: _p, ...said }) => said)).toEqual(figures)
      const csv = (await world.as('viewer').get('/api/plans/needs-2022/needs/intersector.csv?by=admin1')).body as string
      const rows = parse(csv) as string[][]
      expect(rows[0]).toEqual(['country', 'admin1', 'group', 'girls', 'boys', 'women', 'men', 'total'])
      expect(rows.slice(1).map((r) => r.slice(3).map(Number))).toEqual(
        lines.map((l) => [l.girls, l.boys, l.women, l.men, l.total]),
      )
    }),
  )

  test(
    'a country’s figure is its own row, beside what its parts add up to',
    scenario(async (world) => {
      await newPlan(world)
      await importPeople(world.ctx(), 'needs-2022', 'need', read('need'), from)
      const { lines, gaps } = await intersectorOf(
        world.db,
        (await world.db.selectFrom('plans').select('id').where('code', '=', 'needs-2022').executeTakeFirstOrThrow()).id,
        'need',
        'country',
      )
      const places = expected(read('need')).filter((l) => l.group === 'total')
      expect(lines.filter((l) => l.group === 'total').map((l) => [l.countryName, l.placeName, l.total])).toEqual(
        places.filter((l) => l.placeName === 'Country level').map((l) => [l.countryName, 'Country level', l.total]),
      )
      for (const gap of gaps) {
        const parts = places
          .filter((l) => l.countryName === gap.countryName && l.placeName !== 'Country level')
          .reduce((sum, l) => sum + l.total, 0)
        expect([gap.countryName, gap.parts, gap.difference]).toEqual([gap.countryName, parts, gap.own - parts])
      }
      expect(gaps.find((g) => g.country === 'CO')).toMatchObject({ own: 4_739_338, parts: 4_560_712, difference: 178_626 })
    }),
  )
})

/** Recomputed from the file's own cells, place by place. */
type Expected = {
  countryName: string
  placeName: string
  group: string
  girls: number
  boys: number
  women: number
  men: number
  total: number
}
function expected(rows: string[][]): Expected[] {
  const head = rows[0]!
  const places = Map.groupBy(rows.slice(1), (r) => `${r[1]}|${r[2]}`)
  const groups = [
    ['destination', 'Dest'],
    ['transit', 'Transit'],
    ['host', 'HC'],
    ['pendular', 'Pendular'],
    ['returnees', 'Returnees'],
  ] as const
  return [...places.values()].flatMap((some) => {
    const largest = groups.map(([group, word]) => {
      const four = ['GIrls|Girls', 'Boys', 'Women', 'Men'].map((age) => {
        const at = head.findIndex((h) => new RegExp(`^PiN ${word} (${age})$`).test(h))
        return Math.max(...some.map((r) => Number(r[at])))
      })
      return { group: group as string, four }
    })
    const all = { group: 'total', four: [0, 1, 2, 3].map((i) => largest.reduce((sum, l) => sum + l.four[i]!, 0)) }
    return [...largest, all].map(({ group, four: [girls = 0, boys = 0, women = 0, men = 0] }) => {
      return {
        countryName: some[0]![1]!,
        placeName: some[0]![2]!,
        group,
        girls,
        boys,
        women,
        men,
        total: girls + boys + women + men,
      }
    })
  })
}

test(
  'a line with a fraction, a negative, a text, an unknown country or place is refused in words, the rest is kept',
  scenario(async (world) => {
    await newPlan(world)
    const done = await take(
      world,
      table(
        line('Ecuador', 'Pichincha', 'Health', girls(7)),
        line('Ecuador', 'Guayas', 'Health', girls('7.5')),
        line('Ecuador', 'Azuay', 'Health', girls(-3)),
        line('Ecuador', 'Loja', 'Health', girls('many')),
        line('Atlantis', 'Azuay', 'Health', girls(1)),
        line('Ecuador', 'Atlantis', 'Health', girls(1)),
        line('Ecuador', 'Manabí', '', girls(1)),
        line('Ecuador', 'El Oro', 'Health', girls('1,234')),
        line('Ecuador', 'Napo', 'Health', girls('9999999999')),
      ),
    )
    expect(done).toMatchObject({ taken: 2, added: 2 })
    expect(done.refused.map((r) => [r.line, r.reason])).toEqual([
      [3, 'number-not-whole'],
      [4, 'number-negative'],
      [5, 'number-unreadable'],
      [6, 'country-unknown'],
      [7, 'place-unknown'],
      [8, 'cell-empty'],
      [10, 'number-too-large'],
    ])
    expect(done.refused[1]!.cells).toEqual(line('Ecuador', 'Azuay', 'Health', girls(-3)))
    expect((await people(world, 'EC')).map((r) => [r.place, r.people[0]])).toEqual([
      ['EC-P', 7],
      ['EC-O', 1234],
    ])
  }),
)

test(
  'a total that differs from its parts is said with both numbers, and the computed one is kept',
  scenario(async (world) => {
    await newPlan(world)
    const done = await take(world, table(line('Peru', 'Lima', 'WASH', girls(7, 9))))
    expect(done.marked.map((m) => [m.reason, m.values])).toEqual([
      ['total-differs', { group: 'total', age: 'girls', written: 9, computed: 7 }],
      ['total-differs', { group: 'total', age: 'total', written: 9, computed: 7 }],
      ['total-differs', { group: 'destination', age: 'total', written: 9, computed: 7 }],
    ])
    expect(
      (parse((await world.as('viewer').get('/api/plans/needs-2022/needs.csv')).body as string) as string[][])[1]!.slice(4, 10),
    ).toEqual(['7', '0', '0', '0', '7', '7'])
  }),
)

test(
  'sending a table again says what changed; a refused line keeps what the table said; what was put in by hand stays while it says the same',
  scenario(async (world) => {
    await newPlan(world)
    await take(
      world,
      table(
        line('Peru', 'Lima', 'WASH', girls(1)),
        line('Peru', 'Piura', 'WASH', girls(2)),
        line('Peru', 'Tacna', 'WASH', girls(3)),
        line('Peru', 'Other', 'WASH', girls(4)),
      ),
    )
    const [lima] = await people(world, 'PE')
    const change = {
      what: 'need',
      source: 'round 2',
      dated: '2022-02-01',
      rows: [{ line: lima!.line, version: 1, cells: { destination_girls: 11 } }],
    }
    await world.as('regional-officer').put('/api/plans/needs-2022/needs/cells', change)
    const again = await take(
      world,
      table(
        line('Peru', 'Lima', 'WASH', girls(11)),
        line('Peru', 'Piura', 'WASH', girls('x')),
        line('Peru', 'Tacna', 'WASH', girls(33)),
      ),
    )
    expect(again).toMatchObject({ taken: 2, added: 0, changed: 1, gone: 1, kept: 1 })
    const rows = await people(world, 'PE')
    expect(rows.map((r) => [r.written[2], r.people[0], r.version])).toEqual([
      ['Lima', 11, 2],
      ['Piura', 2, 1],
      ['Tacna', 33, 2],
    ])
    expect(rows[0]!.sources.destination_girls).toMatchObject({ source: 'round 2', dated: '2022-02-01', by: 'Amina' })
  }),
)

test(
  'a file of which nothing can be used changes nothing',
  scenario(async (world) => {
    await newPlan(world)
    await take(world, table(line('Peru', 'Lima', 'WASH', girls(1))))
    expect(await take(world, table(line('Atlantis', 'Lima', 'WASH', girls(1))))).toMatchObject({ taken: 0, gone: 0 })
    expect(await people(world, 'PE')).toHaveLength(1)
  }),
)

test(
  'of two lines of the same place and sector the first that says something counts',
  scenario(async (world) => {
    await newPlan(world)
    const blank = Object.fromEntries(numbers30.map((_, bit) => [bit, '']))
    const done = await take(
      world,
      table(
        line('Bolivia', 'Country level', 'Nutrition', blank),
        line('Bolivia', 'Country level', 'Nutrition', girls(4)),
        line('Bolivia', 'Country level', 'Nutrition', girls(9)),
      ),
    )
    expect(done.marked.map((m) => [m.line, m.reason, m.values.first])).toEqual([
      [2, 'doubled-blank', 3],
      [4, 'doubled', 3],
    ])
    const { lines } = (await world.as('viewer').get('/api/plans/needs-2022/needs/intersector?by=country')).body as {
      lines: IntersectorLine[]
    }
    expect(lines.find((l) => l.group === 'total')!.total).toBe(4)
  }),
)

test(
  'a sector the plan lacks is added while its list is open, and refused once it is closed',
  scenario(async (world) => {
    await newPlan(world)
    expect(await take(world, table(line('Peru', 'Lima', 'WASH', girls(1))))).toMatchObject({ sectorsAdded: ['WASH'] })
    await importList(
      world.ctx(),
      'needs-2022',
      'indicators',
      [
        ['Sector', 'Indicator', 'Type'],
        ['Health', 'Seen', 'PiN'],
      ],
      'indicators.csv',
    )
    const done = await take(world, table(line('Peru', 'Lima', 'Health', girls(1)), line('Peru', 'Lima', 'Weather', girls(1))))
    expect(done).toMatchObject({ taken: 1, refused: [{ line: 3, reason: 'sector-unknown', values: { name: 'Weather' } }] })
  }),
)

test(
  'a country officer replaces the lines of that country only, in their place',
  scenario(async (world) => {
    await newPlan(world)
    await take(
      world,
      table(
        line('Ecuador', 'Pichincha', 'Health', girls(1)),
        line('Peru', 'Lima', 'Health', girls(2)),
        line('Ecuador', 'Guayas', 'Health', girls(3)),
      ),
    )
    const officer = [grant('country-officer', { kind: 'country', country: 'EC' })]
    const done = await take(
      world,
      table(
        line('Ecuador', 'Azuay', 'Health', girls(5)),
        line('Peru', 'Lima', 'Health', girls(9)),
        line('Ecuador', 'Loja', 'Health', girls(6)),
        line('Ecuador', 'Napo', 'Health', girls(7)),
      ),
      officer,
    )
    expect(done).toMatchObject({ taken: 3, added: 3, gone: 2, refused: [{ line: 3, reason: 'country-not-yours' }] })
    const csv = parse((await world.as('viewer').get('/api/plans/needs-2022/needs.csv')).body as string) as string[][]
    expect(csv.slice(1).map((r) => [r[2], r[5 + 4]])).toEqual([
      ['Azuay', '5'],
      ['Lima', '2'],
      ['Loja', '6'],
      ['Napo', '7'],
    ])
    await expect(take(world, table(line('Ecuador', 'Azuay', 'Health')), 'viewer')).rejects.toMatchObject({ status: 403 })
  }),
)

test(
  'of two people who change the same line the second is told, and nothing is overwritten',
  scenario(async (world) => {
    await newPlan(world)
    await take(world, table(line('Ecuador', 'Pichincha', 'Health', girls(1)), line('Ecuador', 'Guayas', 'Health', girls(2))))
    const rows = await people(world, 'EC')
    const officer = world.as([grant('country-officer', { kind: 'country', country: 'EC' })])
    const change = (cells: object, at = 0) => ({
      what: 'need',
      source: 'census',
      dated: '2022-01-05',
      rows: [{ line: rows[at]!.line, version: 1, cells }],
    })
    const first = await officer.put('/api/plans/needs-2022/needs/cells', change({ destination_girls: 10, host_men: 4 }))
    expect(first).toMatchObject({ status: 200 })
    const second = await officer.put('/api/plans/needs-2022/needs/cells', {
      ...change({ destination_girls: 99 }),
      rows: [
        { line: rows[1]!.line, version: 1, cells: { destination_girls: 5 } },
        { line: rows[0]!.line, version: 1, cells: { destination_girls: 99 } },
      ],
    })
    expect(second).toMatchObject({ status: 409, body: { code: 'plan/needs-changed', lines: [rows[0]!.line] } })
    const now = await people(world, 'EC')
    expect(now.map((r) => [r.people[0], r.people[11], r.version])).toEqual([
      [10, 4, 2],
      [2, 0, 1],
    ])
    expect(now[0]!.sources.host_men).toMatchObject({ source: 'census', dated: '2022-01-05', by: 'Amina' })
    expect(
      (
        await world
          .as([grant('country-officer', { kind: 'country', country: 'PE' })])
          .put('/api/plans/needs-2022/needs/cells', change({ host_men: 1 }, 1))
      ).status,
    ).toBe(403)
  }),
)

test(
  'an emptied cell is empty, not nought, and a line can be added by hand',
  scenario(async (world) => {
    await newPlan(world)
    await take(world, table(line('Ecuador', 'Pichincha', 'Health', girls(1))))
    const [row] = await people(world, 'EC')
    const emptied = (
      await world.as('regional-officer').put('/api/plans/needs-2022/needs/cells', {
        what: 'need',
        source: 's',
        dated: '2022-01-05',
        rows: [{ line: row!.line, version: 1, cells: { destination_girls: null } }],
      })
    ).body as PeopleRow[]
    expect(emptied[0]!.people[0]).toBeNull()
    const added = { what: 'target', country: 'EC', level: 'admin1', place: 'EC-P', sectorId: await sectorOf(world, 'Health') }
    const [one, two] = [
      await world.as('regional-officer').post('/api/plans/needs-2022/needs/lines', added),
      await world.as('regional-officer').post('/api/plans/needs-2022/needs/lines', added),
    ]
    expect([one.status, (two.body as PeopleRow).line]).toEqual([200, (one.body as PeopleRow).line])
    const csv = parse((await world.as('viewer').get('/api/plans/needs-2022/targets-table.csv')).body as string) as string[][]
    expect(csv[1]).toEqual(['Ecuador', 'Ecuador', 'Pichincha', 'Health', ...Array(30).fill('')])
    expect(
      (await world.as('regional-officer').post('/api/plans/needs-2022/needs/lines', { ...added, place: 'PE-LIM' })).status,
    ).toBe(404)
  }),
)

test(
  'a published plan is closed to needs until a revision is open',
  scenario(async (world) => {
    const { id } = await newPlan(world)
    await take(world, table(line('Ecuador', 'Pichincha', 'Health', girls(1))))
    await world.db
      .updateTable('planVersions')
      .set({ publishedAt: new Date(), publishedBy: 'x' })
      .where('planId', '=', id)
      .execute()
    await expect(take(world, table(line('Ecuador', 'Guayas', 'Health', girls(1))))).rejects.toMatchObject({
      status: 409,
      code: 'plan/locked',
    })
  }),
)

test(
  'a table of another kind, or without its columns, is refused whole with what to do',
  scenario(async (world) => {
    await newPlan(world)
    const send = (rows: string[][], path = 'needs', fields = {}) =>
      world
        .as('regional-officer')
        .post(`/api/plans/needs-2022/${path}`, formOf(rows.map((r) => r.join(',')).join('\n'), 'table.csv', fields))
    expect((await send(table(line('Peru', 'Lima', 'WASH')), 'targets-table')).body).toMatchObject({
      code: 'plan/needs-other-table',
    })
    expect(
      (
        await send([
          ['Country', 'Admin1', 'Sector', 'Girls'],
          ['Peru', 'Lima', 'WASH', '1'],
        ])
      ).body,
    ).toMatchObject({ code: 'plan/needs-columns', title: expect.stringContaining('PiN Dest Girls') })
    expect((await send([header])).body).toMatchObject({ code: 'plan/needs-empty' })
    expect((await send(table(line('Peru', 'Lima', 'WASH')), 'needs', { dated: '31/10/2021' })).body).toMatchObject({
      code: 'plan/needs-day',
    })
  }),
)

test('numbers are read as people write them', () => {
  const said = (text: string) => Object.values(readWhole(text))[0]
  expect(['13434', '0.0', '', ' 7 ', '1,234', '1 234', '1.234.567', '1,234.0'].map(said)).toEqual([
    13434,
    0,
    null,
    7,
    1234,
    1234,
    1234567,
    1234,
  ])
  expect(['0.02', '1.234', '1.000', '-1', '12 34', '3e5', '9999999999'].map(said)).toEqual([
    'number-not-whole',
    'number-not-whole',
    'number-unreadable',
    'number-negative',
    'number-unreadable',
    'number-unreadable',
    'number-too-large',
  ])
})

test('totals are what the cells add up to', () => {
  const cells = Array.from({ length: 20 }, (_, i) => i + 1)
  const totals = withTotals(cells)
  expect([totals[4], totals[0], totals[9], totals[29]]).toEqual([210, 1 + 5 + 9 + 13 + 17, 10, 17 + 18 + 19 + 20])
})

test(
  'of one sector alone the figures are its own, and a country without a row of its own is what its parts add up to',
  scenario(async (world) => {
    await newPlan(world)
    const rows = [
      line('Ecuador', 'Pichincha', 'Health', girls(7)),
      line('Ecuador', 'Guayas', 'Health', girls(5)),
      line('Ecuador', 'Guayas', 'WASH', girls(50)),
      line('Peru', 'Country level', 'Health', girls(9)),
      line('Peru', 'Lima', 'Health', girls(2)),
    ]
    await take(world, table(...rows))
    const sector = await sectorOf(world, 'Health')
    const totals = async (by: string) => {
      const answer = await world.as('viewer').get(`/api/plans/needs-2022/needs/intersector?by=${by}&sector=${sector}`)
      const { lines } = answer.body as { lines: IntersectorLine[] }
      return lines.filter((l) => l.group === 'total').map((l) => [l.place, l.total])
    }
    expect(await totals('admin1')).toEqual([
      ['EC-P', 7],
      ['EC-G', 5],
      ['PE', 9],
      ['PE-LIM', 2],
    ])
    expect(await totals('country')).toEqual([
      ['EC', 12],
      ['PE', 9],
    ])
  }),
)

test(
  'names come out as written, whatever signs are in them; what a spreadsheet would run is made text',
  scenario(async (world) => {
    await newPlan(world)
    const odd = 'A "b" \\ c, {d}\té\n=1'
    await take(
      world,
      table(line('Ecuador', 'Pichincha', 'Health', girls(7)).with(0, odd), line('Ecuador', 'Guayas', 'Health').with(0, '=cmd')),
    )
    const csv = parse((await world.as('viewer').get('/api/plans/needs-2022/needs.csv')).body as string) as string[][]
    // After a line end a spreadsheet that heeds no quotes would begin a cell, and run it.
    expect(csv.slice(1).map((r) => r[0])).toEqual([odd.replace('=1', "'=1"), "'=cmd"])
  }),
)
