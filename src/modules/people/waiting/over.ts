/** Whose time is over within 30 days, found by an index even where hardly anybody's is: from the day on which each rule says that one must have been seen. */
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import { stands } from '../privacy/held.ts'
import { defaultMonths } from '../privacy/retention.ts'
import { inReach } from '../search/reach.ts'

/** `before`: last seen before this day, give or take what months differ in length; the clock itself decides. */
type Rule = { organisation: number; months: number; before: string }

/** A question for ids: by the own rule of an organisation, and by the rule of all others. */
export async function overSoon(
  db: Db,
  reach: Reach,
  { most, except }: { most: number; except: string[] },
): Promise<RawBuilder<unknown>> {
  const rules = await rulesOf(db)
  const [everybody, own] = [rules.find((r) => r.organisation === 0)!, rules.filter((r) => r.organisation !== 0)]
  const ids = own.map((r) => r.organisation)
  const due = (months: RawBuilder<unknown>, before: RawBuilder<unknown>) => sql`h.last_seen_at < ${before} and ${stands}
    and h.last_seen_at + make_interval(months => ${months}) < now() + interval '30 days'
    and ${inReach(reach, 'h')} and h.id <> all(${except}::uuid[])`
  return sql`select from (
    select from unnest(${ids}::int[], ${own.map((r) => r.months)}::int[], ${own.map((r) => r.before)}::timestamptz[]) o(id, months, before),
      lateral (select from households h where h.organisation_id = o.id and ${due(sql`o.months`, sql`o.before`)} limit ${most}) found
    union all (select from households h where h.organisation_id <> all(${ids}::int[])
      and ${due(sql`${everybody.months}::int`, sql`${everybody.before}::timestamptz`)} limit ${most})) over_soon`
}

async function rulesOf(db: Db): Promise<Rule[]> {
  const { rows } = await sql<Rule>`
    select organisation, months, (now() + interval '34 days' - make_interval(months => months))::text as before from (
      select organisation_id as organisation, retention_months as months from people_rules
      union all select 0, ${defaultMonths}::int where not exists (select from people_rules where organisation_id = 0)) rules`.execute(
    db,
  )
  return rows
}
