/** What each kind of operation is here: the same deed as on a screen. */
import type { Context } from '../../../core/context.ts'
import { sentence } from '../../../core/http.ts'
import { registerHousehold } from '../../people/households/actions.ts'
import { changeHousehold } from '../../people/households/changing.ts'
import { recordConsent, recordNeed, withdrawConsent } from '../../people/privacy/actions.ts'
import type { DeliveryOutcome } from '../contract.ts'
import { recordDeliveries, reverseDelivery } from '../ledger/actions.ts'
import type { Operation, OperationAnswer } from './contract.ts'
import { byServer, isLate } from './rules/clock.ts'

export type Carried = Pick<OperationAnswer, 'id' | 'outcome'> & Partial<OperationAnswer>
type From = { ctx: Context; device: string | null; sentAt: Date; clockSeconds: number }
type Recording = Operation & { kind: 'delivery.record' }

/** Deliveries of one run: all late or all not. */
export async function recordTogether({ ctx, device, sentAt, clockSeconds }: From, run: Recording[]): Promise<Carried[]> {
  const late = isLate(run[0]!.body.at, sentAt)
  const outcomes = await recordDeliveries(
    ctx,
    run.map(({ body }) => body),
    { isLate: late, clockSeconds, ...(device ? { deviceId: device } : {}) },
  )
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  return run.map(({ id, body }) => carried(ctx, id, byId.get(body.id)))
}

function carried(ctx: Context, id: string, outcome: DeliveryOutcome | undefined): Carried {
  if (!outcome) throw new Error(`nothing is known of what became of delivery operation ${id}`)
  const isDouble = outcome.double !== null
  if (outcome.outcome === 'recorded') return { id, outcome: 'done', isDouble }
  const code = 'delivery/given-before'
  const problem = outcome.problem ?? { code, title: sentence(code, {}, ctx.language) }
  return { id, outcome: 'refused', isDouble: outcome.outcome === 'stopped', problem }
}

export async function carryOne(from: From, operation: Operation): Promise<Carried> {
  return { id: operation.id, outcome: (await deed(from, operation)) ? 'conflict' : 'done' }
}

/** true: it is kept beside what somebody else changed. */
async function deed({ ctx, device, clockSeconds }: From, operation: Operation): Promise<boolean> {
  const at = (moment: string) => byServer(moment, clockSeconds)
  switch (operation.kind) {
    case 'household.register': {
      const { body } = operation
      const consents = body.consents.map((c) => ({ ...c, at: at(c.at) }))
      await registerHousehold(ctx, { ...body, consents }, { deviceId: device })
      return false
    }
    case 'household.change': {
      const { body } = operation
      const change = { ...body, ...(body.at === undefined ? {} : { at: at(body.at) }) }
      return (await changeHousehold(ctx, operation.household, change, { deviceId: device })).conflict
    }
    case 'consent.record':
      await recordConsent(ctx, operation.household, { ...operation.body, at: at(operation.body.at) })
      return false
    case 'consent.withdraw':
      await withdrawConsent(ctx, operation.household, operation.consent)
      return false
    case 'need.record':
      await recordNeed(ctx, operation.household, operation.body)
      return false
    case 'delivery.reverse':
      await reverseDelivery(ctx, { ...operation.body, at: at(operation.body.at) }, device ? { deviceId: device } : {})
      return false
    case 'delivery.record':
      throw new Error('deliveries are recorded together')
  }
}
