/** A list that comes back: each row that came becomes a delivery. The same list twice gives nothing twice. */
import { buffer } from 'node:stream/consumers'
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { record } from '../../../core/events.ts'
import type { ReceivedFile } from '../../../core/files.ts'
import { translator } from '../../../core/i18n.ts'
import { yesOrNo } from '../../people/imports/rules/values.ts'
import { NewDelivery } from '../contract.ts'
import { recordDeliveries } from '../ledger/actions.ts'
import { knownLists } from '../ledger/known.ts'
import { amountOf } from '../rules/amount.ts'
import { beginOf } from '../rules/days.ts'
import { findService } from '../services/queries.ts'
import { getDistribution, namesWithin } from './actions.ts'
import type { Expected, Returned, ReturnedRow } from './contract.ts'
import { returnedBook } from './leaving.ts'
import { type DistributionRow, listExpected } from './queries.ts'
import { type ListRow, readRows } from './reading.ts'
import { deliveryIdOf, saidAgain, type TakenBack, takenBackOn } from './taken-back.ts'

type Judged = { at: ListRow; said: ReturnedRow; delivery?: NewDelivery }

/** A closed distribution still takes its list: what was given was given. */
export async function takeBackList(ctx: Context, id: string, file: ReceivedFile): Promise<Returned> {
  const row = await getDistribution(ctx, id)
  assertMay(ctx, 'delivery.write', { organisationId: row.organisationId, siteId: row.siteId })
  const expected = await listExpected(ctx.db, namesWithin(ctx), id)
  const hasValue = (await findService(ctx.db, row.serviceId))?.hasValue ?? false
  const begin = await beginOfList(ctx, row)
  const takenBack = await takenBackOn(ctx.db, id)
  const judged = judge(ctx, row, expected, await readRows(file), { hasValue, begin, takenBack })
  const outcomes = await recordDeliveries(
    ctx,
    judged.flatMap((j) => j.delivery ?? []),
    { isLate: true },
  )
  const byId = new Map(outcomes.map((o) => [o.id, o]))
  for (const { said, delivery } of judged) {
    const outcome = delivery && byId.get(delivery.id)
    if (!outcome) continue
    said.outcome = outcome.outcome
    said.double = outcome.double
    if (outcome.problem) said.says = outcome.problem.title
    else if (outcome.double) said.says = doubleWords(ctx, outcome.double)
  }
  await record(ctx.db, ctx.actor, 'distribution.returned', id, { rows: judged.length })
  return returnedOf(
    ctx,
    judged.map((j) => j.said),
  )
}

const doubleWords = (ctx: Context, double: { isOurs: boolean; at: string | null; again: string }): string =>
  translator(ctx.language)('delivery.returned.double', {
    isOurs: double.isOurs ? 'yes' : 'no',
    day: double.at?.slice(0, 10) ?? '',
    again: double.again.slice(0, 10),
  })

function judge(
  ctx: Context,
  row: DistributionRow,
  expected: readonly Expected[],
  rows: readonly ListRow[],
  { hasValue, begin, takenBack }: { hasValue: boolean; begin: Date; takenBack: Map<string, TakenBack[]> },
): Judged[] {
  const t = translator(ctx.language)
  // Paper that was printed before two were found to be one has either.
  const named = expected.flatMap((e) => [e, ...e.also].map(({ household, card }) => ({ household, card, e })))
  const byId = new Map(named.map(({ household, e }) => [household, e]))
  const byCard = Map.groupBy(named, ({ card }) => card)
  const seen = new Map<string, string>()
  return rows.map((at) => {
    const [found, second] = at.household ? [byId.get(at.household)] : [...new Set(byCard.get(at.card)?.map(({ e }) => e))]
    const said: ReturnedRow = {
      row: at.row,
      card: at.card,
      household: found?.household ?? null,
      outcome: 'refused',
      double: null,
      says: '',
    }
    const refuse = (code: string, values: Record<string, string> = {}): Judged => ({
      at,
      said: { ...said, says: t(`delivery.returned.${code}`, values) },
    })
    const came = yesOrNo(at.came)
    if (came === false || (at.came === '' && at.quantity === '' && at.collectedBy === ''))
      return { at, said: { ...said, outcome: 'absent' } }
    if (at.came !== '' && came === undefined) return refuse('unclear', { written: at.came })
    if (!found) return refuse('not-expected', { card: at.card })
    if (second) return refuse('card-of-two', { card: at.card })
    const card = at.card || found.card
    const first = seen.get(found.household)
    if (first !== undefined) return refuse(first === card ? 'twice' : 'merged', { card, first })
    seen.set(found.household, card)
    if (found.came) return { at, said: { ...said, outcome: 'again' } }
    const quantity = at.quantity === '' ? found.quantity : Number(at.quantity.replace(',', '.'))
    if (!(quantity > 0)) return refuse('quantity-unclear', { written: at.quantity })
    const value = hasValue ? worthOf(at.value, found.cashValueUsd) : null
    if (value === undefined) return refuse('value-unclear', { written: at.value })
    const before = takenBack.get(found.household) ?? []
    const same = saidAgain(before, { quantity, value, collectedBy: at.collectedBy.slice(0, 200), known: at.takenBack })
    if (same) return refuse('taken-back', { card, day: same.at.toISOString().slice(0, 10) })
    const id = deliveryIdOf(row.id, found.household, before)
    return { at, said, delivery: deliveryOf(row, found.household, { id, quantity, value, at: momentOf(begin, at.time) }, at) }
  })
}

/** @returns undefined where what is written is no amount; null: neither written nor planned */
const worthOf = (written: string, planned: number | null): number | null | undefined =>
  written === '' ? planned : amountOf(written)

type Given = { id: string; quantity: number; value: number | null; at: string }
const deliveryOf = (
  row: DistributionRow,
  household: string,
  { id, quantity, value, at }: Given,
  { collectedBy }: ListRow,
): NewDelivery =>
  NewDelivery.parse({
    id,
    organisation: row.organisationId,
    site: row.siteId,
    service: row.serviceId,
    to: 'household',
    household,
    collectedBy: collectedBy.slice(0, 200),
    distribution: row.id,
    quantity,
    cashValueUsd: value,
    mechanism: value === null ? null : row.mechanismId,
    at,
  })

/** When the day of the distribution begins where it is. */
async function beginOfList({ db }: Context, { siteId, day }: DistributionRow): Promise<Date> {
  return beginOf((await knownLists(db)).sites.get(siteId)?.country, day)
}

/** The hour that was written, of the clock on the wall there; never later than now. */
function momentOf(begin: Date, time: string): string {
  const hour = /(\d{1,2})[:.h](\d{2})/.exec(time)
  const written = Number(time.replace(',', '.'))
  // Spreadsheets write an hour as a part of the day.
  const minutes = hour ? Number(hour[1]) * 60 + Number(hour[2]) : written > 0 && written < 1 ? Math.round(written * 1440) : 720
  const at = begin.getTime() + Math.min(1439, minutes) * 60_000
  return new Date(Math.min(at, Date.now())).toISOString()
}

async function returnedOf(ctx: Context, rows: ReturnedRow[]): Promise<Returned> {
  const said = rows.filter((r) => r.says !== '')
  const of = (outcome: ReturnedRow['outcome']) => rows.filter((r) => r.outcome === outcome).length
  return {
    recorded: of('recorded'),
    again: of('again'),
    doubles: rows.filter((r) => r.double).length,
    refused: of('refused') + of('stopped'),
    absent: of('absent'),
    rows: said,
    report: said.length === 0 ? null : (await buffer(returnedBook(ctx, said))).toString('base64'),
  }
}
