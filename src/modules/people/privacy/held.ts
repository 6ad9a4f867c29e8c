/** Which households nothing erases: held themselves, with others merged into them that are held, or with people of whom another record stands in one that is held. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'

/** `holder` is held, so `id` is not erased. From what is held, as hardly anything is, to every record of its people: what one household shows of somebody may be kept in another. */
const holders = sql`
  with recursive held(holder, id) as (
    select id, id from households where hold_reason is not null and erased_at is null
    union select held.holder, h.id from held join households h on h.merged_into = held.id),
  person(holder, household_id, id, merged_into, erased_at) as (
    select held.holder, p.household_id, p.id, p.merged_into, p.erased_at from held join persons p on p.household_id = held.id where p.erased_at is null
    union select s.holder, p.household_id, p.id, p.merged_into, p.erased_at from person s cross join lateral (
      select household_id, id, merged_into, erased_at from persons where id = s.merged_into
      union all select household_id, id, merged_into, erased_at from persons where merged_into = s.id) p),
  home(holder, id, merged_into) as (
    select x.holder, h.id, h.merged_into from households h
      join (select holder, id from held union select holder, household_id from person where erased_at is null) x on x.id = h.id
    union select home.holder, h.id, h.merged_into from home join households h on h.id = home.merged_into)`

/** Of households `h`: there, by themselves, and held by nothing. */
export const stands: RawBuilder<boolean> = sql<boolean>`h.erased_at is null and h.merged_into is null and h.id not in (${holders} select id from home)`

export type Holder = { id: string; reason: string }

/** Those by which a household is held, itself first. */
export async function holdersOf(db: Db, id: string): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    ${holders} select distinct h.id, h.hold_reason as reason, h.id <> home.id as is_other from home join households h on h.id = home.holder
    where home.id = ${id} order by is_other, h.id`.execute(db)
  return rows
}
