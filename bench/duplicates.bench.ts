/**
 * Duplicates of a registry of which the truth is known, beside plain equality of name, birth date and sex. A labelled set of others is measured too where
 * its folder is given: SENDA_BENCH_FEBRL holds febrl4's dataset4a.csv and dataset4b.csv, or dataset1.csv … (freely extensible biomedical record linkage).
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'
import { compareAll } from '../src/modules/people/duplicates/whole.ts'
import { withBenchDatabase } from './million.ts'
import { randomFrom } from './names.ts'
import { type LoadedHousehold, loadHouseholds, uuidAt } from './persons.ts'
import { type Bench, type Measure, seconds, type Tools } from './tools.ts'
import { makeTruth, type Truth } from './truth.ts'

const persons = 100_000
const organisation = 900_001
/** Weights and levels were tried out on others. */
const seed = 20_261

export default {
  name: 'duplicates',
  run: ({ url, hint }: Tools): Promise<Measure[]> =>
    withBenchDatabase(url, async (db) => {
      const made = await measured(db, makeTruth(persons, 0.1, seed, organisation), hint)
      const folder = process.env.SENDA_BENCH_FEBRL
      const febrl = folder ? await measured(db, readFebrl(folder), hint) : undefined
      return [
        ...measures('100 000 persons, 10 % twice', made, 60),
        ...(febrl ? measures(`FEBRL, ${febrl.persons} records`, febrl) : []),
      ]
    }),
} satisfies Bench

type Measured = {
  persons: number
  wrong: number
  missed: number
  took: number
  plain: { wrong: number; missed: number; took: number }
}

const measures = (what: string, { wrong, missed, took, plain }: Measured, target?: number): Measure[] => [
  {
    what: `${what}: found, but two persons (1 − precision)`,
    value: wrong,
    unit: '%',
    target: 3,
    reference: { what: 'equal fields', value: plain.wrong },
  },
  {
    what: `${what}: not found (1 − recall)`,
    value: missed,
    unit: '%',
    target: 10,
    reference: { what: 'equal fields', value: plain.missed },
  },
  {
    what: `${what}: the whole job`,
    value: took,
    unit: 's',
    ...(target && { target }),
    reference: { what: 'equal fields', value: plain.took },
  },
]

async function measured(db: Db, truth: Truth, hint: (text: string) => void): Promise<Measured> {
  await clear(db)
  await loadHouseholds(db, truth.households, hint, { words: false })
  await sql`analyze households, persons, person_documents`.execute(db)
  const known = new Set(truth.pairs.map(keyOf))
  const took = await seconds(async () => {
    const { persons: n, pairs, queued } = await compareAll(db, organisation)
    hint(`${n} persons, ${pairs} pairs compared, ${queued} queued`)
  })
  const found = await pairsIn(
    sql`select a_person as a, b_person as b from duplicate_pairs where organisation_id = ${organisation}`,
    db,
  )
  let equal: [string, string][] = []
  const plainly = await seconds(async () => {
    equal = await pairsIn(
      sql`select a.id as a, b.id as b from persons a join persons b on b.given = a.given and b.family = a.family and b.birth_date = a.birth_date and b.sex = a.sex
        and b.id > a.id where a.organisation_id = ${organisation} and b.organisation_id = ${organisation}`,
      db,
    )
  })
  await clear(db)
  return { persons: truth.persons, took, ...quality(found, known), plain: { took: plainly, ...quality(equal, known) } }
}

async function clear(db: Db): Promise<void> {
  const of = sql`in (select id from households where organisation_id = ${organisation})`
  await sql`delete from duplicate_pairs where organisation_id = ${organisation}`.execute(db)
  await sql`delete from person_documents where household_id ${of}`.execute(db)
  await sql`delete from persons where household_id ${of}`.execute(db)
  await sql`delete from households where organisation_id = ${organisation}`.execute(db)
}

const keyOf = ([a, b]: readonly [string, string]): string => (a < b ? a + b : b + a)

async function pairsIn(statement: ReturnType<typeof sql>, db: Db): Promise<[string, string][]> {
  const { rows } = await sql<{ a: string; b: string }>`${statement}`.execute(db)
  return rows.map(({ a, b }) => [a, b])
}

function quality(found: [string, string][], known: Set<string>): { wrong: number; missed: number } {
  const right = found.filter((pair) => known.has(keyOf(pair))).length
  return {
    wrong: found.length === 0 ? 100 : (100 * (found.length - right)) / found.length,
    missed: (100 * (known.size - right)) / known.size,
  }
}

type FebrlRow = Record<string, string>

/** Every record a household of its own. `rec-1070-org`, `rec-1070-dup-0`: the number is the person. */
function readFebrl(folder: string): Truth {
  const files = ['dataset4a.csv', 'dataset4b.csv', 'dataset3.csv', 'dataset2.csv', 'dataset1.csv'].filter((name) =>
    existsSync(join(folder, name)),
  )
  const chosen = files[0]?.startsWith('dataset4') ? files.slice(0, 2) : files.slice(0, 1)
  const rows = chosen.flatMap(
    (name) =>
      parse(readFileSync(join(folder, name)), {
        columns: (head: string[]) => head.map((h) => h.trim()),
        trim: true,
      }) as FebrlRow[],
  )
  const random = randomFrom(4)
  const households = rows.map(
    (row): LoadedHousehold => asHousehold(row, uuidAt(random, Date.UTC(2021, 0, 1)), uuidAt(random, Date.UTC(2021, 0, 1))),
  )
  const byPerson = Map.groupBy(rows.keys(), (n) => rows[n]!.rec_id!.split('-')[1])
  const pairs = [...byPerson.values()].flatMap((of) =>
    of.flatMap((x, i) =>
      of.slice(i + 1).map((y): [string, string] => [households[x]!.persons[0]!.id, households[y]!.persons[0]!.id]),
    ),
  )
  return { households, pairs, persons: rows.length }
}

function asHousehold(row: FebrlRow, id: string, person: string): LoadedHousehold {
  const born = /^(\d{4})(\d\d)(\d\d)$/.exec(row.date_of_birth ?? '')
  const birthDate = born ? `${born[1]}-${born[2]}-${born[3]}` : null
  const isDay =
    birthDate !== null && !Number.isNaN(Date.parse(birthDate)) && new Date(birthDate).toISOString().startsWith(birthDate)
  return {
    id,
    organisation,
    country: 'AU',
    admin1: row.state || 'none',
    group: 'inDestination',
    phone: null,
    address: `${row.street_number ?? ''} ${row.address_1 ?? ''}`,
    registeredAt: '2021-01-01T00:00:00Z',
    persons: [
      {
        id: person,
        given: row.given_name ?? '',
        family: row.surname ?? '',
        sex: null,
        birthDate: isDay ? birthDate : null,
        birthPrecision: 'day',
        relation: 'head',
        cedula: row.soc_sec_id || null,
      },
    ],
  }
}
