/** Flows as rows of `contributions`: what is new, what changed, what is older than what is kept. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { toCents } from '../../../core/money.ts'
import type { Sides } from './boundary.ts'
import type { Flow } from './flow.ts'
import type { Resolved } from './names.ts'

/** As the columns are named. Undefined: the file does not say it. */
export type Row = Record<string, string | number | boolean | null | undefined | Record<string, unknown>>
/** What only some forms say: an older form may still fill it where nothing is known. */
const structure = [
  'parent_flow_id',
  'source_in_plan',
  'origin_country',
  'origin_sector_id',
  'earmarking',
  'new_money',
  'objects',
] as const

/** The same flow is the same row, however often and in whatever form it comes. */
export function contributionId(planId: number, source: string, flowId: string): string {
  const hex = createHash('sha256').update(`${planId} ${source} ${flowId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function rowOf(planId: number, flow: Flow, sides: Sides, names: Resolved): Row {
  const amount = flow.amount ?? flow.usd
  const currency = flow.amount === null ? 'USD' : flow.currency
  const usd = flow.usd ?? (currency === 'USD' ? amount : null)
  const rate = usd !== null && currency !== 'USD' ? rateOf(amount, usd) : null
  return {
    id: contributionId(planId, flow.source, flow.flowId),
    plan_id: planId,
    source: flow.source,
    flow_id: flow.flowId,
    form: flow.form,
    parent_flow_id: flow.parentFlowId,
    donor_id: names.donorId,
    donor: flow.donors.join(' | '),
    recipient_id: names.recipientId,
    recipient: flow.recipients.join(' | '),
    country: names.country,
    countries: flow.countries.join(' | '),
    sector_id: names.sectorId,
    sectors: flow.sectors.join(' | '),
    source_in_plan: sides.sourceInPlan,
    destination_in_plan: sides.destinationInPlan,
    is_shared: sides.isShared,
    origin_country: flow.originCountries === undefined ? undefined : names.originCountry,
    origin_sector_id: flow.originSectors === undefined ? undefined : names.originSectorId,
    description: flow.description,
    reference: flow.reference,
    kind: flow.kind,
    method: flow.method,
    status: flow.status,
    amount: amount === null ? null : toCents(amount),
    currency,
    usd: usd === null ? null : toCents(usd),
    usd_by: usd === null ? null : 'source',
    rate,
    rate_day: rate === null ? null : flow.decidedOn,
    rate_source: rate === null ? null : flow.source === 'fts' ? 'OCHA FTS' : 'file',
    decided_on: flow.decidedOn,
    budget_year: flow.budgetYear,
    earmarking: flow.earmarking,
    new_money: flow.newMoney,
    boundary: flow.boundary,
    flow_type: flow.flowType,
    is_parked: flow.flowType?.toLowerCase() === 'parked',
    objects: flow.objects,
    version_id: flow.versionId,
    updated_at: flow.updatedAt,
  }
}

/** USD for one unit, as the two amounts say it. */
const rateOf = (amount: string | null, usd: string): string | null =>
  amount === null || Number(amount) === 0 ? null : String(Number((Number(usd) / Number(amount)).toPrecision(10)))

export type Stored = Record<string, unknown> & { id: string; flow_id: string }

export async function storedRows(db: Db, planId: number, source: string, flowIds: string[]): Promise<Map<string, Stored>> {
  const { rows } = await sql<{ row: Stored }>`
    select to_jsonb(c) || jsonb_build_object('amount', c.amount::text, 'usd', c.usd::text, 'rate', c.rate::text) as row
    from contributions c where plan_id = ${planId} and source = ${source} and flow_id = any(${flowIds}::text[]) for update`.execute(
    db,
  )
  return new Map(rows.map(({ row }) => [row.flow_id, row]))
}

/** −1: the arriving form is older than the kept one, 1: newer, 0: nothing tells. */
export function ageOf(next: Row, kept: Stored): -1 | 0 | 1 {
  const [ours, theirs] = [String(next.updated_at ?? '').slice(0, 10), String(kept.updated_at ?? '').slice(0, 10)]
  if (ours !== theirs && ours !== '' && theirs !== '') return ours > theirs ? 1 : -1
  if (typeof next.version_id === 'number' && typeof kept.version_id === 'number' && next.version_id !== kept.version_id)
    return next.version_id > kept.version_id ? 1 : -1
  // Of the same day and version the fuller form says more.
  return next.form === 'csv' && kept.form === 'json' ? -1 : 0
}

/** What differs from what is kept; nothing: the same. Of an older form only what nobody said yet. */
export function differences(next: Row, kept: Stored): Row {
  const columns = ageOf(next, kept) < 0 ? structure.filter((c) => isEmpty(kept[c])) : Object.keys(next)
  const changed = columns.filter((c) => next[c] !== undefined && !isSame(c, next[c], kept[c]) && !skipped(c, next, kept))
  return Object.fromEntries(changed.map((c) => [c, next[c]]))
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0)

/** A rate of ours stays while what it was applied to stays; the form and the source's clock alone are no change. */
function skipped(column: string, next: Row, kept: Stored): boolean {
  if (['version_id', 'updated_at'].includes(column) && next[column] === null) return true
  if (column === 'form') return !(next.form === 'json' && kept.form === 'csv')
  if (!['usd', 'usd_by', 'rate', 'rate_day', 'rate_source'].includes(column)) return false
  return next.usd === null && ['amount', 'currency', 'decided_on'].every((c) => isSame(c, next[c], kept[c]))
}

function isSame(column: string, a: unknown, b: unknown): boolean {
  if (column === 'objects') return canonical(a) === canonical(b)
  if (column === 'updated_at') return momentOf(a) === momentOf(b)
  if (column === 'rate') return Number(a ?? 0) === Number(b ?? 0)
  return (a ?? null) === (b ?? null)
}

const momentOf = (value: unknown): number => (value == null ? 0 : new Date(String(value)).getTime())
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort()) : v,
  )

/** Inserts rows whole; what the file did not say takes the column's own default. */
export async function insertRows(db: Db, rows: Row[], by: string): Promise<void> {
  const defaults = {
    form: 'table',
    earmarking: '',
    objects: {},
    reason: '',
    entered_by: by,
    entered_at: new Date().toISOString(),
  }
  for (let at = 0; at < rows.length; at += 2000) {
    const some = rows.slice(at, at + 2000).map((row) => ({ ...defaults, ...filled(row) }))
    await sql`insert into contributions select * from jsonb_populate_recordset(null::contributions, ${JSON.stringify(some)}::jsonb)`.execute(
      db,
    )
  }
}
const filled = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))

/** Writes what differs and keeps what it was before. */
export async function changeRows(db: Db, changes: { kept: Stored; set: Row }[], by: string, why: string): Promise<void> {
  for (let at = 0; at < changes.length; at += 1000) {
    const some = changes.slice(at, at + 1000)
    const before = some.map(({ kept, set }) => ({
      id: kept.id,
      before: Object.fromEntries(Object.keys(set).map((c) => [c, kept[c] ?? null])),
      after: set,
    }))
    await sql`insert into contribution_changes (id, contribution_id, by, why, before)
      select uuidv7(), (r->>'id')::uuid, ${by}, ${why}, r->'before' from jsonb_array_elements(${JSON.stringify(before)}::jsonb) r`.execute(
      db,
    )
    await sql`update contributions c set ${sql.raw(assignments)}
      from (select (r->>'id')::uuid as changed_id, n.* from jsonb_array_elements(${JSON.stringify(before)}::jsonb) r
        join contributions k on k.id = (r->>'id')::uuid, jsonb_populate_record(k, r->'after') n) n
      where c.id = n.changed_id`.execute(db)
  }
}

const changeable = [
  'form',
  'parent_flow_id',
  'donor_id',
  'donor',
  'recipient_id',
  'recipient',
  'country',
  'countries',
  'sector_id',
  'sectors',
  'source_in_plan',
  'destination_in_plan',
  'is_shared',
  'origin_country',
  'origin_sector_id',
  'description',
  'reference',
  'kind',
  'method',
  'status',
  'amount',
  'currency',
  'usd',
  'usd_by',
  'rate',
  'rate_day',
  'rate_source',
  'decided_on',
  'budget_year',
  'earmarking',
  'new_money',
  'boundary',
  'flow_type',
  'is_parked',
  'objects',
  'version_id',
  'updated_at',
] // prettier-ignore
const assignments = changeable.map((c) => `${c} = n.${c}`).join(', ')
