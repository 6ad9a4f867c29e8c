/** Households of a list that were merged since: each stands on it as the one that was kept, and goes back when the merge is undone. Read with the owner's rights: who is who says no name. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'

export type Merged = { id: string; card: string; kept: string }

/** Of those on these lists, and of those who were given something under them: who was merged, and who stands for them in the end. */
export const mergedOn = (db: Db, lists: readonly string[]): Promise<Merged[]> =>
  mergedAmong(
    db,
    sql`select household_id from distribution_households where distribution_id = any(${lists}::uuid[])
      union all select household_id from deliveries where distribution_id = any(${lists}::uuid[])`,
  )

export const mergedOf = (db: Db, households: readonly string[]): Promise<Merged[]> =>
  mergedAmong(db, sql`select unnest(${households}::uuid[])`)

async function mergedAmong(db: Db, which: RawBuilder<unknown>): Promise<Merged[]> {
  const { rows } = await sql<Merged>`
    with recursive up(asked, card, id, merged_into) as (
      select id, card, id, merged_into from households where merged_into is not null and id in (${which})
      union select up.asked, up.card, h.id, h.merged_into from up join households h on h.id = up.merged_into)
    select asked as id, card, id as kept from up where merged_into is null order by asked`.execute(db)
  return rows
}

/** Who stands for a household now, in a statement. */
export function now(merged: readonly Merged[], column: string): RawBuilder<string> {
  const ids = JSON.stringify(Object.fromEntries(merged.map(({ id, kept }) => [id, kept])))
  return sql`coalesce((${ids}::jsonb ->> ${sql.ref(column)}::text)::uuid, ${sql.ref(column)})`
}

/** The same of an id that is at hand. */
export function nowIn(merged: readonly Merged[]): (id: string) => string {
  const kept = new Map(merged.map((m) => [m.id, m.kept]))
  return (id) => kept.get(id.toLowerCase()) ?? id.toLowerCase()
}

/** Rows `e` of a list as lines, one for each household that stands: its own row where it has one, else the first of those merged into it. */
export const linesOf = (merged: readonly Merged[], list: string | null): RawBuilder<unknown> => sql`
  select distinct on (1) ${now(merged, 'e.household_id')} as kept, e.* from distribution_households e where e.distribution_id = ${list}::uuid
  order by 1, e.household_id <> ${now(merged, 'e.household_id')}, e.position`

/** Under whose id a household has its row on a list; its own where it has none. */
export async function rowsOn(db: Db, list: string): Promise<(household: string) => string> {
  const merged = await mergedOn(db, [list])
  const standing = nowIn(merged)
  const { rows } = await sql<{ kept: string; householdId: string }>`
    select kept, household_id from (${linesOf(merged, list)}) l where kept <> household_id`.execute(db)
  const own = new Map(rows.map((r) => [r.kept, r.householdId]))
  return (household) => own.get(standing(household)) ?? standing(household)
}
