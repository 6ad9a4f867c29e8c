/** A household found by a misspelt name among four million persons, beside a scan of all names by trigrams. */
import { sql } from 'kysely'
import { createApp } from '../src/app.ts'
import type { Actor } from '../src/core/access.ts'
import type { Db } from '../src/core/database.ts'
import { withBenchDatabase } from './million.ts'
import { misspelt, plain } from './misspelling.ts'
import { type Random, randomFrom } from './names.ts'
import { fourMillion } from './persons.ts'
import { type Bench, type Measure, percentile, seconds, type Tools } from './tools.ts'

const queries = 400
const organisations = Array.from({ length: 40 }, (_, n) => n + 1)
/** One that keeps 8 % of all, and one that keeps 2 %. */
const [large, small] = [2, 20]

export default {
  name: 'search',
  run: ({ url, hint }: Tools): Promise<Measure[]> =>
    withBenchDatabase(url, async (db) => {
      await fourMillion(db, organisations, hint)
      const everywhere = await ask(db, undefined, randomFrom(11), hint)
      const inLarge = await ask(db, large, randomFrom(12), hint)
      const inSmall = await ask(db, small, randomFrom(13), hint)
      const scan = (await seconds(() => trigrams(db, 'Yuleisi Sambrano Perez'))) * 1000
      const reference = { what: 'similarity() over all names', value: scan }
      return [
        { what: 'misspelt name, all organisations, p95', value: everywhere.p95, unit: 'ms', target: 100, reference },
        {
          what: 'misspelt name, an organisation of 300 000 persons, p95',
          value: inLarge.p95,
          unit: 'ms',
          target: 100,
          reference,
        },
        { what: 'misspelt name, an organisation of 80 000 persons, p95', value: inSmall.p95, unit: 'ms', target: 100, reference },
        { what: 'not among the first ten, all organisations', value: everywhere.missed, unit: '%', target: 5 },
        {
          what: 'not among the first ten, own organisation',
          value: Math.max(inLarge.missed, inSmall.missed),
          unit: '%',
          target: 5,
        },
      ]
    }),
} satisfies Bench

type Wanted = { householdId: string; given: string; family: string; year: number }

async function ask(db: Db, organisation: number | undefined, random: Random, hint: (text: string) => void) {
  const actor: Actor = {
    id: 'bench',
    name: 'Bench',
    grants: [
      { role: 'field-worker', scope: organisation ? { kind: 'organisation', organisationId: organisation } : { kind: 'region' } },
    ],
  }
  const app = createApp(async () => ({ db, actor, accessChecked: false, language: 'en', requestId: 'bench' }))
  const wanted = await some(db, organisation)
  let missed = 0
  const p95 = await percentile(0.95, queries - 1, async (run) => {
    const { householdId, ...person } = wanted[run]!
    const words = typed(random, person)
    const response = await app.request(`/api/people/households?limit=10&words=${encodeURIComponent(words)}`)
    const { households } = (await response.json()) as { households: { id: string }[] }
    if (households.some((h) => h.id === householdId)) return
    missed++
    if (missed <= 5) hint(`not found: ${words} (${person.given} ${person.family} ${person.year})`)
  })
  return { p95, missed: (100 * missed) / queries }
}

async function some(db: Db, organisation: number | undefined): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    select household_id, given, family, extract(year from birth_date)::int as year from persons tablesample system (${organisation ? 20 : 1}) repeatable (7)
    where ${organisation ? sql`organisation_id = ${organisation}` : sql`true`} order by md5(id::text) limit ${queries}`.execute(
    db,
  )
  return rows
}

/** As a name is typed at a desk: all of it or the first words of both names, other spelling, no accents, sometimes the family first, a year where it is common. */
function typed(random: Random, { given, family, year }: Omit<Wanted, 'householdId'>): string {
  const names = [given.split(' '), family.split(' ')] as [string[], string[]]
  const left = random() < 0.25 ? Math.floor(random() * 4) : -1
  const words = names.flatMap((part, n) => (left === n && part.length > 1 ? part.slice(0, 1) : part))
  const at = Math.floor(random() * words.length)
  const wrong = words.map((word, n) => (n === at ? misspelt(random, word) : random() < 0.5 ? plain(word) : word))
  const ordered = random() < 0.3 ? wrong.toReversed() : wrong
  return [...ordered, ...(random() < 0.6 || words.length < 3 ? [String(year)] : [])].join(' ')
}

const trigrams = (db: Db, name: string) =>
  sql`select id from persons order by similarity(given || ' ' || family, ${name}) desc limit 10`.execute(db)
