/** Dated rates: entered or imported, and applied to whatever waits for one. The rate of a day is the latest on or before it, at most a year old. */
import { sql } from 'kysely'
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { currencyOf, parseAmount } from '../../../core/money.ts'
import { Problem } from '../../../core/problem.ts'
import type { NewRate, Rate } from './contract.ts'

/**
 * Gives every contribution without USD of its own the rate of its day; one rated before is rated anew when a nearer rate came.
 * What it was is kept. @returns how many changed
 */
export async function applyRates(db: Db, by: string, planId?: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with rated as (
      select c.id, c.usd as usd_before, c.rate as rate_before, c.rate_day as day_before, round(c.amount * r.usd, 2) as usd, r.usd as rate, r.day, r.source
      from contributions c join plans p on p.id = c.plan_id,
        lateral (select usd, day, source from exchange_rates e where e.currency = c.currency
          and e.day between coalesce(c.decided_on, make_date(coalesce(c.budget_year, left(p.first_month, 4)::int), 1, 1)) - 366
          and coalesce(c.decided_on, make_date(coalesce(c.budget_year, left(p.first_month, 4)::int), 1, 1)) order by day desc limit 1) r
      where (c.usd is null or c.usd_by = 'rate') and c.amount is not null and (${planId ?? null}::int is null or c.plan_id = ${planId ?? null})
        and (c.usd, c.rate, c.rate_day, c.rate_source) is distinct from (round(c.amount * r.usd, 2), r.usd, r.day, r.source)
    ), kept as (
      insert into contribution_changes (id, contribution_id, by, why, before)
      select uuidv7(), id, ${by}, 'rate', jsonb_build_object('usd', usd_before, 'rate', rate_before, 'rate_day', day_before) from rated where usd_before is not null
    )
    update contributions c set usd = r.usd, usd_by = 'rate', rate = r.rate, rate_day = r.day, rate_source = r.source from rated r where c.id = r.id returning c.id`.execute(
    db,
  )
  return rows.length
}

/** @throws Problem in words for a currency that is none, a rate that is no number */
export function readRate({ currency, day, usd, source }: NewRate): Rate {
  const code = currencyOf(currency)
  if (!code || code === 'USD') throw new Problem(422, 'plan/funding-currency', { written: currency })
  const rate = parseAmount(usd, 'point')
  if ('problem' in rate || rate.amount === '0' || rate.amount.startsWith('-'))
    throw new Problem(422, 'plan/funding-rate', { written: usd })
  return { currency: code, day, usd: rate.amount, source }
}

/** @returns how many rates were new or differ, and how many contributions count anew */
export async function storeRates(db: Db, by: string, rates: Rate[]): Promise<{ added: number; changed: number; rated: number }> {
  const { rows } = await sql<{ fresh: boolean }>`
    insert into exchange_rates as e (currency, day, usd, source, entered_by)
    select distinct on (r.currency, r.day) r.currency, r.day::date, r.usd::numeric, r.source, ${by}
    from jsonb_to_recordset(${JSON.stringify(rates)}::jsonb) r(currency text, day text, usd text, source text) order by r.currency, r.day
    on conflict (currency, day) do update set usd = excluded.usd, source = excluded.source, entered_by = excluded.entered_by, entered_at = now()
      where (e.usd, e.source) is distinct from (excluded.usd, excluded.source)
    returning (xmax = 0) as fresh`.execute(db)
  const rated = rows.length > 0 ? await applyRates(db, by) : 0
  const added = rows.filter((r) => r.fresh).length
  return { added, changed: rows.length - added, rated }
}

/** One rate typed in. The rates hold for every plan, so they need the permission in the whole region. */
export function enterRate(ctx: Context, rate: NewRate): Promise<{ rate: Rate; rated: number }> {
  assertMay(ctx, 'funding.edit')
  const read = readRate(rate)
  return transact(ctx.db, async (db) => {
    const { rated } = await storeRates(db, ctx.actor.id, [read])
    await record(db, ctx.actor, 'funding.rated', read.currency, { day: read.day, usd: read.usd, rated })
    return { rate: read, rated }
  })
}

/** The rate that a contribution of that day would get. */
export async function rateFor(db: Db, currency: string, day: string): Promise<Rate | undefined> {
  const { rows } = await sql<Rate>`select currency, day::text, usd::text, source from exchange_rates
    where currency = ${currency} and day between ${day}::date - 366 and ${day}::date order by day desc limit 1`.execute(db)
  return rows[0]
}

export async function listRates(db: Db, currency?: string): Promise<Rate[]> {
  const { rows } = await sql<Rate>`select currency, day::text, usd::text, source from exchange_rates
    where ${currency ?? null}::text is null or currency = ${currency ?? null} order by currency, day desc limit 1000`.execute(db)
  return rows
}
