/** Opens a computed row down to what it is made of. Who may read deliveries of its organisation reads the entries; others see what was given, where no small number tells of somebody. */
import { sql } from 'kysely'
import { may } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import type { Texts } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { listDeliveries } from '../../delivery/ledger/queries.ts'
import { beginOf, daysOf } from '../../delivery/rules/days.ts'
import { hiddenIn } from '../../delivery/rules/suppress.ts'
import { getPlan } from '../../plan/queries.ts'
import { findReport } from '../desk/queries.ts'
import { sightOf } from '../desk/reach.ts'
import type { ComputedEntries } from './contract.ts'

type Asked = { after?: string | undefined; limit: number }

/** @throws 404 for a row out of sight, 409 for one that no deliveries stand behind */
export async function listEntries(
  ctx: Context,
  planCode: string,
  activityId: string,
  { after, limit }: Asked,
): Promise<ComputedEntries> {
  const sight = sightOf(ctx)
  const report = await findReport(ctx.db, await getPlan(ctx.db, planCode), activityId, sight)
  const { lineId, organisationId, title, month, country, peopleInMonth } = report
  if (lineId === null) throw new Problem(409, 'activities/not-computed', { id: activityId })
  const isOpen = may(ctx, 'delivery.read', { organisationId })
  const entries = isOpen ? await listDeliveries(ctx, { line: lineId, after, limit }) : null
  const summary = isOpen ? null : await summaryOf(ctx.db, lineId)
  const named = entries?.deliveries ?? summary?.lines ?? []
  return {
    row: {
      id: report.id,
      title: title ?? '',
      month: month ?? '',
      country: country ?? '',
      organisation: organisationId ?? 0,
      people: peopleInMonth,
    },
    entries,
    summary,
    services: await namesOf(
      ctx.db,
      'services',
      named.map((n) => n.service),
    ),
    sites: await namesOf(
      ctx.db,
      'sites',
      named.flatMap((n) => n.site ?? []),
    ),
  }
}

type Given = { site: string | null; service: number; people: number; quantity: number }
const mostLines = 1_000

/** Entries that stand, by day of the country, site and service. How much was given says as much as to how many: it is hidden with them. The row beside it says what all come to. */
async function summaryOf(db: Db, lineId: number): Promise<NonNullable<ComputedEntries['summary']>> {
  const { country, month } = await db
    .selectFrom('deliveryLines')
    .select(['country', 'month'])
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow()
  const days = daysOf(month)
  const begins = days.map((day) => beginOf(country, day).toISOString())
  const { rows } = await sql<Given & { at: number }>`
    select greatest(1, width_bucket(d.at, ${begins}::timestamptz[])) as at, d.site_id as site, d.service_id as service, sum(d.quantity)::float8 as quantity, sum(
      case when d."to" = 'group' then (select coalesce(sum(n.people::int), 0) from jsonb_array_elements(d.groups) g, jsonb_each_text(g -> 'month') n(age, people))
      else (select count(*) from served s where s.delivery_id = d.id and s.is_counted and s.is_live) end)::int as people
    from deliveries d
    where d.line_id = ${lineId} and d.reverses is null and not exists (select from deliveries r where r.household_id = d.household_id and r.reverses = d.id)
    group by 1, 2, 3 order by 1 desc, 3, 2 limit ${mostLines}`.execute(db)
  const given = rows.map(({ at, ...row }) => ({ day: days[at - 1]!, ...row }))
  const cells = given.map(({ day, site, service, people }) => ({ keys: [day, site ?? '', String(service)], people }))
  const hidden = hiddenIn(cells, { hasTotal: true })
  const lines = given.map((row, at) => (hidden[at] ? { ...row, people: null, quantity: null } : row))
  return { lines, hidden: hidden.filter(Boolean).length }
}

async function namesOf<Id extends string | number>(
  db: Db,
  table: 'services' | 'sites',
  ids: readonly Id[],
): Promise<{ id: Id; names: Texts }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{
    id: Id
    names: Texts
  }>`select id, names from ${sql.table(table)} where id in (${sql.join([...new Set(ids)])}) order by id`.execute(db)
  return rows
}
