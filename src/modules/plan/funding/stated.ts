/** Keeps a table of what is asked: the whole of it each time. What it prints as received counts until somebody says who gave it. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { toCents } from '../../../core/money.ts'
import { lockLists } from '../lists/adding.ts'
import { getPlan, loadPlanLists } from '../queries.ts'
import { indexLists, type Lists } from '../rules/lists.ts'
import { assertOpen } from '../versions/open.ts'
import type { FundingImport } from './contract.ts'
import { type Finding, remark } from './flow.ts'
import { keep } from './keeping.ts'
import { outcomeOf } from './outcome.ts'
import { type ReadRequirements, type StatedLine, statedFlowId } from './requirements.ts'
import { contributionId, type Row } from './rows.ts'

type Kept = {
  line: number
  name: string
  country: string | null
  sector_id: number | null
  organisation_id: number | null
  in_kind_usd: string
  cash_usd: string
  note: string
}

export function takeRequirements(ctx: Context, code: string, read: ReadRequirements, name: string): Promise<FundingImport> {
  return transact(ctx.db, async (db) => {
    await lockLists(db)
    const plan = await getPlan(db, code)
    await assertOpen(db, plan)
    const lists = indexLists(await loadPlanLists(db, plan.id))
    const lines = read.lines.map((line) => placeLine(line, lists, read.findings))
    const counts = await replaceLines(db, plan.id, lines, name, ctx.actor.id)
    const received = read.lines.flatMap((line, i) => receivedRow(plan.id, line, lines[i]!))
    const money = await keep(db, ctx, plan.id, [...received, ...(await noLongerPrinted(db, plan.id, received))], name)
    await record(db, ctx.actor, 'funding.stated', code, { file: name, ...counts })
    return outcomeOf(ctx.language, { ...read, form: 'requirements' }, { ...counts, older: 0, awaiting: money.awaiting })
  })
}

function placeLine(line: StatedLine, lists: Lists, findings: Finding[]): Kept {
  const found = <Id>(written: string, list: { find: (w: string) => { id: Id | null } }): Id | null =>
    written === '' ? null : list.find(written).id
  const [country, sectorId, organisationId] = [
    found(line.country, lists.countries),
    found(line.sector, lists.sectors),
    found(line.organisation, lists.organisations),
  ] // prettier-ignore
  if (line.sector !== '' && sectorId === null)
    findings.push(remark(line.line, 'sector-unknown', { written: line.sector, suggestion: 'none' }))
  if (line.organisation !== '' && organisationId === null)
    findings.push(remark(line.line, 'recipient-unknown', { written: line.organisation, suggestion: 'none' }))
  return {
    line: line.line,
    name: line.country || line.sector || line.organisation,
    country,
    sector_id: sectorId,
    organisation_id: organisationId,
    in_kind_usd: toCents(line.inKind),
    cash_usd: toCents(line.cash),
    note: line.note,
  }
}

async function replaceLines(db: Db, planId: number, lines: Kept[], source: string, by: string) {
  const { rows: before } = await sql<Kept>`
    select line, name, country, sector_id, organisation_id, in_kind_usd::text, cash_usd::text, note from stated_requirements where plan_id = ${planId}`
    .execute(db)
    .then(({ rows }) => ({ rows: rows.map((r) => JSON.stringify(Object.values(r))) }))
  const kept = new Set(before)
  const same = lines.filter((line) => kept.has(JSON.stringify(Object.values(line)))).length
  if (same === lines.length && before.length === lines.length) return { added: 0, changed: 0, same }
  await db.deleteFrom('statedRequirements').where('planId', '=', planId).execute()
  await sql`insert into stated_requirements (plan_id, line, name, country, sector_id, organisation_id, in_kind_usd, cash_usd, note, source, entered_by)
    select ${planId}, line, name, country, sector_id, organisation_id, in_kind_usd, cash_usd, note, ${source}, ${by}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) l(line int, name text, country text, sector_id int, organisation_id int, in_kind_usd numeric, cash_usd numeric, note text)`.execute(
    db,
  )
  const changed = Math.min(before.length, lines.length) - same
  return { added: Math.max(lines.length - before.length, 0), changed: Math.max(changed, 0), same }
}

function receivedRow(planId: number, line: StatedLine, kept: Kept): Row[] {
  if (line.received === null) return []
  const flowId = statedFlowId(line)
  return [
    {
      id: contributionId(planId, 'file', flowId),
      plan_id: planId,
      source: 'file',
      flow_id: flowId,
      form: 'stated',
      donor: '',
      recipient_id: kept.organisation_id,
      recipient: line.organisation,
      country: kept.country,
      countries: line.country,
      sector_id: kept.sector_id,
      sectors: line.sector,
      destination_in_plan: true,
      is_shared: false,
      source_in_plan: false,
      description: line.note,
      reference: '',
      kind: 'financial',
      status: 'paid',
      amount: toCents(line.received),
      currency: 'USD',
      usd: toCents(line.received),
      usd_by: 'source',
      is_parked: false,
    },
  ]
}

/** A part of the response that a later table no longer names: nothing is printed for it any more, and what was is kept as a change. */
async function noLongerPrinted(db: Db, planId: number, received: Row[]): Promise<Row[]> {
  const rows = await db
    .selectFrom('contributions')
    .select(['id', 'flowId'])
    .where('planId', '=', planId)
    .where('form', '=', 'stated')
    .where('usd', '>', 0)
    .execute()
  const named = new Set(received.map((r) => r.flow_id))
  return rows
    .filter((r) => !named.has(r.flowId))
    .map(
      (r): Row => ({
        id: r.id,
        plan_id: planId,
        source: 'file',
        flow_id: r.flowId,
        form: 'stated',
        amount: '0.00',
        currency: 'USD',
        usd: '0.00',
      }),
    )
}
