/** Beginning from what was planned before: an organisation's activities of another plan come as drafts, doubled never. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { Problem } from '../../../core/problem.ts'
import { fold } from '../../../core/text.ts'
import type { Plan } from '../contract.ts'
import { listsOf } from '../lists/known.ts'
import { getPlan } from '../queries.ts'
import type { Lists } from '../rules/lists.ts'
import { openVersion } from '../versions/open.ts'
import type { PlannedCopied, PlannedCopyOrder } from './contract.ts'
import { assertListed } from './naming.ts'
import { checkActivity, isBlocked } from './rules/check.ts'
import { type AsWritten, type Content, withTotals } from './rules/place.ts'
import { contentOf, insertActivities, type NewActivity, type Stored } from './store.ts'

/** What was copied once is not copied again, whatever became of it since. */
export function copyPlanned(
  ctx: Context,
  planCode: string,
  { from, organisationId, country }: PlannedCopyOrder,
): Promise<PlannedCopied> {
  assertMay(ctx, 'submission.write', { organisationId })
  return transact(ctx.db, async (db) => {
    const [plan, source] = [await getPlan(db, planCode), await getPlan(db, from)]
    if (plan.id === source.id) throw new Problem(422, 'plan/submission-copy-itself', { plan: plan.code })
    await assertListed(db, plan, organisationId)
    await openVersion(db, plan, ctx.actor.id)
    await sql`select pg_advisory_xact_lock(hashtext(${`planned copy ${plan.id} ${organisationId}`}))`.execute(db)
    const rows = await sourceRows({ ...ctx, db }, source, organisationId, country)
    if (rows.length === 0) throw new Problem(422, 'plan/submission-nothing-to-copy', { plan: source.code })
    const there = await copiedBefore(db, plan.id, organisationId)
    const [old, lists] = [await listsOf(db, source.id), await listsOf(db, plan.id)]
    const fresh = rows
      .filter((row) => !there.has(row.id))
      .map((row): NewActivity => ({ id: uuid(), organisationId, copiedFrom: row.id, ...mapped(contentOf(row), old, lists) }))
    const deed = { batchId: uuid(), actor: ctx.actor, reason: 'plan.submission.reason.copied' }
    await insertActivities(db, plan.id, fresh, lists, deed)
    if (fresh.length > 0)
      await record(db, ctx.actor, 'planned-activities.copied', deed.batchId, {
        plan: plan.code,
        from: source.code,
        organisation: organisationId,
        rows: fresh.length,
      })
    const blocked = fresh.filter((row) => isBlocked(checkActivity(row, lists))).length
    return { copied: fresh.length, there: rows.length - fresh.length, blocked }
  })
}

/** As it was published last; what never was, as it was entered. */
async function sourceRows(ctx: Context, source: Plan, organisationId: number, country: string | undefined): Promise<Stored[]> {
  const where = sql`plan_id = ${source.id} and organisation_id = ${organisationId} ${country === undefined ? sql`` : sql`and country = ${country}`}`
  const entered = await asReader(ctx.db, visible(ctx, 'submission.read'), (db) =>
    sql<Stored>`select * from plan_activities where ${where} and state <> 'withdrawn' order by id`.execute(db),
  )
  const published = await sql<Partial<Stored> & { id: string; version: number }>`
    select * from published_activities where ${where} and version = (select max(version) from published_activities where plan_id = ${source.id})`.execute(
    ctx.db,
  )
  const latest = new Map(published.rows.map(({ version: _, ...row }) => [row.id, row]))
  return entered.rows.map((row) => (latest.has(row.id) ? { ...row, ...latest.get(row.id), asWritten: {} } : row))
}

async function copiedBefore(db: Db, planId: number, organisationId: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('planActivities')
    .select('copiedFrom')
    .where('planId', '=', planId)
    .where('organisationId', '=', organisationId)
    .where('copiedFrom', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.copiedFrom!))
}

/** Sector and indicator by code, then by name; places by code. What the plan does not know stays as it was called, with its finding. */
function mapped({ cells, asWritten }: Content, old: Lists, lists: Lists): Content {
  const written: AsWritten = { ...asWritten }
  const keep = <T>(cell: string, value: T | null, name: string | undefined): T | null => {
    if (value === null && name !== undefined) written[cell] = name
    return value
  }
  const sector = cells.sectorId === null ? undefined : old.sectorOf.get(cells.sectorId)
  const indicator = cells.indicatorId === null ? undefined : old.indicatorOf.get(cells.indicatorId)
  const byCode = indicator?.code ? lists.source.indicators.find((i) => i.code === indicator.code) : undefined
  const sectorId = keep('sectorId', byCode?.sectorId ?? sectorAs(sector, lists), sector?.name)
  const indicatorId = keep('indicatorId', byCode?.id ?? indicatorAs(indicator, sectorId, lists), indicator?.name)
  const there = (code: string | null) => code !== null && lists.source.places.some((p) => p.code === code || p.country === code)
  const nameOf = (code: string | null) =>
    code === null ? undefined : (old.source.places.find((p) => p.code === code)?.names[0] ?? code)
  const country = keep('country', there(cells.country) ? cells.country : null, nameOf(cells.country))
  const admin1 = keep('admin1', there(cells.admin1) ? cells.admin1 : null, nameOf(cells.admin1))
  return withTotals({ cells: { ...cells, country, admin1, sectorId, indicatorId }, asWritten: written }, lists)
}

const waysOf = (entry: { name: string; names: object }): string[] =>
  [entry.name, ...Object.values(entry.names)].map((n) => fold(String(n)))

function sectorAs(sector: Lists['source']['sectors'][number] | undefined, lists: Lists): number | null {
  if (!sector) return null
  const ways = new Set(waysOf(sector))
  return lists.source.sectors.find((s) => waysOf(s).some((way) => ways.has(way)))?.id ?? null
}

function indicatorAs(
  indicator: Lists['source']['indicators'][number] | undefined,
  sectorId: number | null,
  lists: Lists,
): number | null {
  if (!indicator || sectorId === null) return null
  const ways = new Set(waysOf(indicator))
  return lists.source.indicators.find((i) => i.sectorId === sectorId && waysOf(i).some((way) => ways.has(way)))?.id ?? null
}
