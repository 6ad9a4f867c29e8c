/**
 * Duplicates of a registry of which the truth is known, beside plain equality of name, birth date and sex. Labelled sets of others (labelled.ts) are
 * measured too, where SENDA_BENCH_LABELLED names the folder that holds their files.
 */
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'
import { compareAll } from '../src/modules/people/duplicates/whole.ts'
import { labelledIn } from './labelled.ts'
import { withBenchDatabase } from './million.ts'
import { loadHouseholds } from './persons.ts'
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
      const all = measures('100 000 persons, 10 % twice', made, 60)
      const folder = process.env.SENDA_BENCH_LABELLED
      for (const { name, truth } of folder ? labelledIn(folder, organisation) : [])
        all.push(...measures(`${name}, ${truth.persons} records`, await measured(db, truth, hint)))
      return all
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
