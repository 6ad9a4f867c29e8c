/** Contributions typed in, and taken back: one that was entered is never changed, another one reverses it with a reason. */
import { sql } from 'kysely'
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { currencyOf, parseAmount } from '../../../core/money.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Plan } from '../contract.ts'
import { lockLists } from '../lists/adding.ts'
import { getPlan } from '../queries.ts'
import type { NewContribution, Reversal } from './contract.ts'
import type { Finding } from './flow.ts'
import { resolveNames } from './names.ts'
import { applyRates } from './rates.ts'
import { insertRows, type Row } from './rows.ts'

/** The same contribution sent twice is one. @returns its id, and whether it waits for a rate */
export function enterContribution(
  ctx: Context,
  code: string,
  given: NewContribution,
): Promise<{ id: string; awaiting: boolean }> {
  assertMay(ctx, 'funding.edit', { country: given.country })
  const { amount, currency } = readMoney(given)
  return transact(ctx.db, async (db) => {
    await lockLists(db)
    const plan = await getPlan(db, code)
    const there = await db
      .selectFrom('contributions')
      .select(['planId', 'usd', 'source'])
      .where('id', '=', given.id)
      .executeTakeFirst()
    if (there && (there.planId !== plan.id || there.source !== 'hand')) throw new Problem(409, 'plan/funding-id-taken')
    if (there) return { id: given.id, awaiting: there.usd === null }
    await assertListed(db, plan, given)
    await insertRows(db, [await rowOf(db, plan, given, amount, currency)], ctx.actor.id)
    await applyRates(db, ctx.actor.id, plan.id)
    await record(db, ctx.actor, 'funding.entered', code, { id: given.id })
    const kept = await db.selectFrom('contributions').select('usd').where('id', '=', given.id).executeTakeFirstOrThrow()
    return { id: given.id, awaiting: kept.usd === null }
  })
}

/** @throws Problem with the sentence of what is wrong with the amount or the currency */
export function readMoney(given: Pick<NewContribution, 'amount' | 'currency'>): { amount: string; currency: string } {
  const read = parseAmount(given.amount)
  if ('problem' in read)
    throw new Problem(422, `plan/funding-amount-${read.problem === 'ambiguous' ? 'ambiguous' : 'unreadable'}`, {
      written: given.amount,
    })
  if (read.amount.startsWith('-') || read.amount === '0')
    throw new Problem(422, 'plan/funding-amount-negative', { written: given.amount })
  const currency = currencyOf(given.currency)
  if (!currency || (read.currency && read.currency !== currency))
    throw new Problem(422, 'plan/funding-currency', { written: read.currency ?? given.currency })
  return { amount: read.amount, currency }
}

async function assertListed(db: Db, plan: Plan, { country, sectorId, partOf }: NewContribution): Promise<void> {
  if (
    country &&
    !(await db.selectFrom('places').select('code').where('code', '=', country).where('level', '=', 0).executeTakeFirst())
  )
    notFound('country', country)
  if (
    sectorId &&
    !(await db.selectFrom('planSectors').select('id').where('planId', '=', plan.id).where('id', '=', sectorId).executeTakeFirst())
  )
    notFound('sector', sectorId)
  if (
    partOf &&
    !(await db
      .selectFrom('contributions')
      .select('id')
      .where('planId', '=', plan.id)
      .where('source', '=', 'hand')
      .where('flowId', '=', partOf)
      .executeTakeFirst())
  )
    // prettier-ignore
    notFound('contribution', partOf)
}

async function rowOf(db: Db, plan: Plan, given: NewContribution, amount: string, currency: string): Promise<Row> {
  const findings: Finding[] = []
  const sides = {
    line: 0,
    donors: [given.donor],
    recipients: given.recipient ? [given.recipient] : [],
    countries: [],
    sectors: [],
  }
  const [names] = await resolveNames(db, plan.id, [sides], findings)
  const unknown = findings.find((f) => f.code === 'recipient-unknown')
  if (unknown) throw new Problem(422, 'plan/funding-recipient', unknown.values)
  return {
    id: given.id,
    plan_id: plan.id,
    source: 'hand',
    flow_id: given.id,
    form: 'hand',
    parent_flow_id: given.partOf,
    donor_id: names!.donorId,
    donor: given.donor,
    recipient_id: names!.recipientId,
    recipient: given.recipient,
    country: given.country,
    countries: '',
    sector_id: given.sectorId,
    sectors: '',
    destination_in_plan: true,
    is_shared: false,
    description: given.description,
    reference: given.reference,
    kind: given.kind,
    method: given.method,
    status: given.status,
    amount,
    currency,
    usd: currency === 'USD' ? amount : null,
    usd_by: currency === 'USD' ? 'source' : null,
    decided_on: given.decidedOn,
    budget_year: given.budgetYear,
    earmarking: given.earmarking,
    is_parked: false,
  }
}

/** Takes back one that was typed in: a second line with the same amount taken away and the reason; both stay to be seen. */
export function reverseContribution(ctx: Context, code: string, id: string, reversal: Reversal): Promise<{ id: string }> {
  visible(ctx, 'funding.edit')
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    const kept = await db
      .selectFrom('contributions')
      .selectAll()
      .where('id', '=', id)
      .where('planId', '=', plan.id)
      .forUpdate()
      .executeTakeFirst()
    if (!kept) return notFound('contribution', id)
    assertMay(ctx, 'funding.edit', { country: kept.country })
    if (kept.source !== 'hand' || kept.reverses !== null) throw new Problem(409, 'plan/funding-not-by-hand')
    if (kept.reversedBy === reversal.id) return { id: reversal.id }
    if (kept.reversedBy !== null) throw new Problem(409, 'plan/funding-reversed')
    await sql`insert into contributions select r.* from contributions c, jsonb_populate_record(c, ${JSON.stringify({
      id: reversal.id,
      flow_id: reversal.id,
      reverses: id,
      reason: reversal.reason,
      parent_flow_id: null,
      entered_by: ctx.actor.id,
      entered_at: new Date().toISOString(),
    })}::jsonb || jsonb_build_object('amount', -c.amount, 'usd', -c.usd)) r where c.id = ${id}`.execute(db)
    await db.updateTable('contributions').set({ reversedBy: reversal.id }).where('id', '=', id).execute()
    await record(db, ctx.actor, 'funding.reversed', code, { id, by: reversal.id })
    return { id: reversal.id }
  })
}
