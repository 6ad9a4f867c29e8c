/** Contributions one by one, the newest decision first, paged by key; what each was before. */
import { type RawBuilder, sql } from 'kysely'
import { may, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { notFound } from '../../../core/problem.ts'
import { getPlan } from '../queries.ts'
import type { Contribution, ContributionPage } from './contract.ts'

export type ContributionFilter = {
  status?: string | undefined
  direction?: string | undefined
  country?: string | undefined
  sector?: number | undefined
  organisation?: number | undefined
  donor?: number | undefined
  awaiting?: boolean | undefined
  words?: string | undefined
  after?: string | undefined
  limit: number
}

type Listed = Omit<Contribution, 'mayReverse'>

export async function listContributions(ctx: Context, code: string, filter: ContributionFilter): Promise<ContributionPage> {
  visible(ctx, 'funding.read')
  const plan = await getPlan(ctx.db, code)
  const conditions = [sql<boolean>`c.plan_id = ${plan.id}`, ...filters(filter)]
  const { rows } = await sql<Listed>`
    select ${columns} from contributions c left join funding_flows f on f.id = c.id
    where ${sql.join(conditions, sql` and `)}
    order by c.decided_on desc nulls last, c.id limit ${filter.limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? page.at(-1) : undefined
  return { contributions: page.map((row) => forAsker(ctx, row)), next: last ? `${last.decidedOn ?? ''}_${last.id}` : null }
}

const columns = sql`c.id, c.source, c.flow_id, case when c.reverses is not null or c.reversed_by is not null then 'outside' else coalesce(f.direction, 'incoming') end as direction,
  c.donor, c.donor_id, c.recipient, c.recipient_id, c.country, c.countries, c.sector_id, c.sectors, c.description, c.reference, c.kind, c.method, c.status,
  c.amount::text, c.currency, c.usd::text, c.rate::text, c.rate_day, c.rate_source, c.decided_on, c.budget_year, c.earmarking, c.new_money, c.parent_flow_id,
  c.reverses, c.reversed_by, c.reason, c.entered_at::text, (select count(*) from contribution_changes h where h.contribution_id = c.id) as changes`

function filters({
  status,
  direction,
  country,
  sector,
  organisation,
  donor,
  awaiting,
  words,
  after,
}: ContributionFilter): RawBuilder<boolean>[] {
  const some: (RawBuilder<boolean> | undefined)[] = [
    status === undefined ? undefined : sql<boolean>`c.status = ${status}`,
    direction === undefined ? undefined : sql<boolean>`f.direction = ${direction}`,
    country === undefined ? undefined : sql<boolean>`c.country = ${country}`,
    sector === undefined ? undefined : sql<boolean>`c.sector_id = ${sector}`,
    organisation === undefined ? undefined : sql<boolean>`c.recipient_id = ${organisation}`,
    donor === undefined ? undefined : sql<boolean>`c.donor_id = ${donor}`,
    awaiting ? sql<boolean>`c.usd is null and c.reversed_by is null and c.reverses is null` : undefined,
    words
      ? sql<boolean>`concat_ws(' ', c.donor, c.recipient, c.description, c.reference, c.flow_id) ilike ${`%${words.replace(/[\\%_]/g, '\\$&')}%`}`
      : undefined,
    after === undefined ? undefined : afterKey(after),
  ]
  return some.filter((condition) => condition !== undefined)
}

/** Undated ones stand last. */
function afterKey(after: string): RawBuilder<boolean> {
  const [day = '', id = ''] = after.split('_')
  return day === ''
    ? sql<boolean>`c.decided_on is null and c.id > ${id}::uuid`
    : sql<boolean>`(c.decided_on < ${day}::date or (c.decided_on = ${day}::date and c.id > ${id}::uuid) or c.decided_on is null)`
}

function forAsker(ctx: Context, row: Listed): Contribution {
  const editable = row.source === 'hand' && row.reverses === null && row.reversedBy === null
  return { ...row, mayReverse: editable && may(ctx, 'funding.edit', { country: row.country }) }
}

export type Change = { at: string; why: string; by: string; before: Record<string, unknown> }

/** What a contribution was before, the latest change first. */
export async function changesOf(ctx: Context, code: string, id: string): Promise<Change[]> {
  visible(ctx, 'funding.read')
  const plan = await getPlan(ctx.db, code)
  const there = await ctx.db
    .selectFrom('contributions')
    .select('id')
    .where('planId', '=', plan.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!there) return notFound('contribution', id)
  const { rows } =
    await sql<Change>`select at::text, why, by, before from contribution_changes where contribution_id = ${id} order by at desc, id desc limit 200`.execute(
      ctx.db,
    )
  return rows
}
