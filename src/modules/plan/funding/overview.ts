/** Money of a plan at a glance: the total, who gave, in which currencies, what waits for a rate, what is shared with other plans. */
import { sql } from 'kysely'
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { getPlan } from '../queries.ts'
import type { Donor, Overview } from './contract.ts'
import { readCoverage } from './coverage.ts'

export async function readOverview(ctx: Context, code: string): Promise<Overview> {
  visible(ctx, 'funding.read')
  const plan = await getPlan(ctx.db, code)
  const { total, basis } = await readCoverage(ctx, code, 'country')
  const { db } = ctx
  const [donors, currencies, kinds, awaiting, shared, setAside, count] = [
    await donorsOf(db, plan.id),
    await currenciesOf(db, plan.id),
    await kindsOf(db, plan.id),
    await awaitingOf(db, plan.id),
    await sharedOf(db, plan.id),
    await setAsideOf(db, plan.id),
    await countOf(db, plan.id),
  ]
  return { plan: plan.code, basis, total, donors, currencies, kinds, awaiting, shared, setAside, contributions: count }
}

/** The largest first; a donor with a pledge only stands at the end. */
export async function donorsOf(db: Db, planId: number): Promise<Donor[]> {
  const { rows } = await sql<Donor & { share: string | null }>`
    with sums as (
      select donor_id, case when donor_id is null then donor end as written, sum(usd) as given, sum(pledged_usd) as pledged, count(*) as contributions
      from counted_contributions where plan_id = ${planId} and movement = 'given' group by 1, 2
    )
    select s.donor_id as id, coalesce(o.names->>'en', nullif(o.acronym, ''), nullif(s.written, ''), '') as name, to_cents(given) as given, to_cents(pledged) as pledged,
      contributions, round(given / nullif(sum(given) over (), 0), 4)::text as share
    from sums s left join organisations o on o.id = s.donor_id order by s.given desc, s.pledged desc, name`.execute(db)
  return rows.map((r) => ({ ...r, share: r.share === null ? null : Number(r.share) }))
}

async function currenciesOf(db: Db, planId: number): Promise<Overview['currencies']> {
  const { rows } = await sql<Overview['currencies'][number]>`
    select currency, to_cents(sum(amount)) as amount, to_cents(sum(usd)) as usd from counted_contributions
    where plan_id = ${planId} and currency is not null group by currency having sum(usd) <> 0 or sum(amount) <> 0 order by sum(usd) desc`.execute(
    db,
  )
  return rows
}

async function kindsOf(db: Db, planId: number): Promise<Overview['kinds']> {
  const { rows } = await sql<Overview['kinds']>`
    select to_cents(coalesce(sum(usd) filter (where kind = 'financial'), 0)) as financial, to_cents(coalesce(sum(usd) filter (where kind = 'in-kind'), 0)) as in_kind,
      to_cents(coalesce(sum(usd) filter (where method = 'cash'), 0)) as cash
    from counted_contributions where plan_id = ${planId}`.execute(db)
  return rows[0]!
}

async function awaitingOf(db: Db, planId: number): Promise<Overview['awaiting']> {
  const { rows } = await sql<Overview['awaiting'][number]>`
    select coalesce(currency, '') as currency, to_cents(coalesce(sum(amount), 0)) as amount, count(*) as contributions
    from contributions where plan_id = ${planId} and usd is null and reversed_by is null and reverses is null group by 1 order by 1`.execute(
    db,
  )
  return rows
}

async function sharedOf(db: Db, planId: number): Promise<Overview['shared']> {
  const { rows } = await sql<Overview['shared']>`
    select to_cents(coalesce(sum(usd), 0)) as usd, count(*) as contributions from funding_flows where plan_id = ${planId} and direction = 'shared'`.execute(
    db,
  )
  return rows[0]!
}

/** What a table of requirements printed as received, once contributions with a giver take its place. */
export async function setAsideOf(db: Db, planId: number): Promise<string> {
  const { rows } = await sql<{ usd: string }>`
    select to_cents(coalesce(sum(usd), 0)) as usd from contributions c where plan_id = ${planId} and form = 'stated' and reverses is null and reversed_by is null
      and exists (select from contributions o where o.plan_id = ${planId} and o.form <> 'stated')`.execute(db)
  return rows[0]!.usd
}

async function countOf(db: Db, planId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from contributions where plan_id = ${planId}`.execute(db)
  return rows[0]?.count ?? 0
}
