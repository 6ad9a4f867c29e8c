/** What waits for a decision, the most probable first. Read under row security. */
import { sql } from 'kysely'
import { may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { noteReadings } from '../privacy/readings.ts'
import { householdLines } from '../search/lines.ts'
import type { DuplicatePair, Reason } from './contract.ts'

const pageLength = 25

type PairRow = {
  aPerson: string
  bPerson: string
  aHousehold: string
  bHousehold: string
  score: number
  reasons: Reason[]
  foundAt: string
}

export async function listDuplicates(ctx: Context, organisation: number | undefined, after: string | undefined) {
  const reach = visible(ctx, 'people.read')
  const [score, a, b] = (after ?? '').split('~')
  const { rows, open } = await asReader(ctx.db, reach, (db) =>
    waiting(db, organisation, isKey(score, a, b) ? { score: Number(score), a, b: b! } : undefined),
  )
  const page = rows.slice(0, pageLength)
  const pairs = await asPairs(ctx, reach, page)
  const last = page.at(-1)
  const next = rows.length > pageLength && last ? `${last.score}~${last.aPerson}~${last.bPerson}` : null
  return { pairs, open, next }
}

const isKey = (score: string | undefined, a: string | undefined, b: string | undefined): a is string =>
  score !== undefined &&
  Number.isFinite(Number(score)) &&
  [a, b].every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? ''))

const stands = (person: string, household: string) =>
  sql`exists (select from persons x where x.household_id = ${sql.ref(household)} and x.id = ${sql.ref(person)} and x.merged_into is null and x.erased_at is null)`
/** A pair `d` that is not decided, of two who are both there. */
export const standsOpen = sql<boolean>`d.state = 'open' and ${stands('d.a_person', 'd.a_household')} and ${stands('d.b_person', 'd.b_household')}`

async function waiting(db: Db, organisation: number | undefined, after: { score: number; a: string; b: string } | undefined) {
  const where = sql`${standsOpen} and ${organisation === undefined ? sql`true` : sql`d.organisation_id = ${organisation}`}`
  const { rows } = await sql<PairRow>`
    select d.a_person, d.b_person, d.a_household, d.b_household, d.score::float8 as score, d.reasons,
      to_char(d.found_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as found_at
    from duplicate_pairs d where ${where}
      and ${after ? sql`(-d.score::float8, d.a_person, d.b_person) > (${-after.score}::float8, ${after.a}::uuid, ${after.b}::uuid)` : sql`true`}
    order by d.score desc, d.a_person, d.b_person limit ${pageLength + 1}`.execute(db)
  const count = await sql<{ n: number }>`select count(*) as n from duplicate_pairs d where ${where}`.execute(db)
  return { rows, open: count.rows[0]!.n }
}

async function asPairs(ctx: Context, reach: Reach, rows: PairRow[]): Promise<DuplicatePair[]> {
  // Each record apart: two of one household would be one line.
  const [as, bs] = await Promise.all([
    linesOf(
      ctx,
      reach,
      rows.map((r) => ({ householdId: r.aHousehold, personId: r.aPerson })),
    ),
    linesOf(
      ctx,
      reach,
      rows.map((r) => ({ householdId: r.bHousehold, personId: r.bPerson })),
    ),
  ])
  const pairs = rows.flatMap((r) => {
    const [a, b] = [as.get(r.aPerson), bs.get(r.bPerson)]
    if (!a || !b) return []
    const decide = [a, b].every((h) => may(ctx, 'people.manage', { organisationId: h.organisation, siteId: h.site }))
    return [{ a, b, score: r.score, reasons: r.reasons, foundAt: r.foundAt, may: { decide } }]
  })
  await noteReadings(
    ctx,
    [...new Map(pairs.flatMap(({ a, b }) => [a, b]).map((h) => [h.id, h])).values()].map((h) => ({
      id: h.id,
      organisationId: h.organisation,
      siteId: h.site,
    })),
    'listed',
  )
  return pairs
}

async function linesOf(ctx: Context, reach: Reach, wanted: { householdId: string; personId: string }[]) {
  const lines = new Map<string, DuplicatePair['a']>()
  // A household that stands in several pairs is asked for once for each of its persons.
  for (let rest = wanted; rest.length > 0; ) {
    const now = [...new Map(rest.map((w) => [w.householdId, w])).values()]
    for (const line of await householdLines(ctx.db, reach, now)) lines.set(line.person.id, line)
    rest = rest.filter((w) => !now.some((n) => n.personId === w.personId))
  }
  return lines
}
