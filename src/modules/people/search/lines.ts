/** Households as lines of a list, read under row security: what is needed to recognise one. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import { asReader, type Db } from '../../../core/database.ts'
import type { HouseholdLine } from '../contract.ts'

export type Wanted = { householdId: string; personId?: string | undefined; score?: number | undefined }
type Row = Omit<HouseholdLine, 'person' | 'score'> & {
  person: HouseholdLine['person'] | null
  asked: string
  readSite: string | null
}

/** In the order asked, each household once, the merged one under the one that stands; what is not within reach is left out. */
export async function householdLines(db: Db, reach: Reach, wanted: readonly Wanted[]): Promise<HouseholdLine[]> {
  if (wanted.length === 0) return []
  const standing = await standingOf(db, wanted)
  const rows = await asReader(db, reach, (reader) => read(reader, standing))
  const byId = new Map(rows.map((r) => [r.id, r]))
  const lines = new Map<string, HouseholdLine>()
  for (const { householdId, score } of standing) {
    const row = byId.get(householdId)
    if (!row?.person || lines.has(householdId)) continue
    const { asked: _, ...line } = row
    lines.set(householdId, { ...line, person: row.person, score: score ?? null })
  }
  return [...lines.values()]
}

/** Where the household and the person asked for were merged into others: those. */
async function standingOf(db: Db, wanted: readonly Wanted[]): Promise<Wanted[]> {
  const { rows } = await sql<{ n: number; householdId: string; personId: string | null }>`
    with recursive w as (select * from unnest(${wanted.map((x) => x.householdId)}::uuid[], ${wanted.map((x) => x.personId ?? null)}::uuid[])
      with ordinality as w(household_id, person_id, n)),
    p(n, id, household_id, merged_into) as (
      select w.n, p.id, p.household_id, p.merged_into from w join persons p on p.id = w.person_id and p.household_id = w.household_id
      union select p.n, k.id, k.household_id, k.merged_into from p join persons k on k.id = p.merged_into),
    h(n, id, merged_into) as (
      select w.n, h.id, h.merged_into from w left join p on p.n = w.n and p.merged_into is null
        join households h on h.id = coalesce(p.household_id, w.household_id)
      union select h.n, k.id, k.merged_into from h join households k on k.id = h.merged_into)
    select w.n::int, h.id as household_id, p.id as person_id
    from w join h on h.n = w.n and h.merged_into is null left join p on p.n = w.n and p.merged_into is null order by w.n`.execute(
    db,
  )
  return rows.map((r) => ({ householdId: r.householdId, personId: r.personId ?? undefined, score: wanted[r.n - 1]?.score }))
}

async function read(db: Db, wanted: readonly Wanted[]): Promise<Row[]> {
  const people = wanted.flatMap((w) => w.personId ?? [])
  const { rows } = await sql<Row>`
    select h.id, h.card, h.organisation_id as organisation, h.site_id as site, h.country, h.admin1, h.population_group,
      to_char(h.last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last_seen_at, m.size, m.person
    from households h, lateral (
      select count(*) filter (where p.left_at is null and p.merged_into is null and (p.erased_at is null or h.erased_at is not null))::int as size,
        (array_agg(jsonb_build_object('id', p.id, 'given', p.given, 'family', p.family, 'sex', coalesce(p.sex, 'other'), 'birthDate', p.birth_date,
          'birthPrecision', p.birth_precision) order by p.erased_at is null desc, p.id = any(${people}::uuid[]) desc, p.relation = 'head' desc, p.id))[1] as person
      from persons p where p.household_id = any(array(
        with recursive home(id) as (select h.id union select k.id from home join households k on k.merged_into = home.id) select id from home))) m
    where h.id = any(${wanted.map((w) => w.householdId)}::uuid[])`.execute(db)
  return rows
}
