/** What people do with services: add, change, retire, say under which indicator of a plan they are reported. */
import { isDeepStrictEqual } from 'node:util'
import { assertMay, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { looks } from '../../plan/look.ts'
import type { NewService, Service, ServiceChange, ServiceIndicators } from '../contract.ts'
import { orderPlacing } from './ordering.ts'
import { findService, indicatorsOutsidePlans, insertService, listServices, replaceIndicators, updateService } from './queries.ts'

export async function readServices(ctx: Context): Promise<Service[]> {
  visible(ctx, 'plan.read')
  return listServices(ctx.db)
}

export async function addService(ctx: Context, service: NewService): Promise<Service> {
  assertMay(ctx, 'services.edit')
  assertSound(service)
  return transact(ctx.db, async (db) => {
    const id = await insertService(db, service)
    if (id === undefined) return sentAgain(await listServices(db), service)
    await record(db, ctx.actor, 'service.added', String(id), { code: service.code })
    return getService({ ...ctx, db }, id)
  })
}

/** The same service sent twice is one; another one needs another code. */
function sentAgain(services: Service[], service: NewService): Service {
  const known = services.find((s) => s.code === service.code)
  const fields = Object.keys(service) as (keyof NewService)[]
  if (!known || fields.some((field) => !isDeepStrictEqual(known[field], service[field])))
    throw new Problem(409, 'delivery/code-taken', { taken: service.code })
  return known
}

/** What was given before keeps its numbers, and stays confidential where it was; the change holds for what is given from now on. */
export async function changeService(ctx: Context, id: number, change: ServiceChange): Promise<Service> {
  assertMay(ctx, 'services.edit')
  return transact(ctx.db, async (db) => {
    const known = await getService({ ...ctx, db }, id)
    assertSound({ ...known, ...change })
    const { isRetired, ...rest } = change
    const retired = isRetired === undefined || isRetired === known.isRetired ? {} : { retiredAt: isRetired ? new Date() : null }
    const opened = known.isConfidential && rest.isConfidential === false ? { confidentialUntil: new Date() } : {}
    const set = { ...rest, ...retired, ...opened }
    if (Object.keys(set).length > 0) {
      await updateService(db, id, set)
      await record(db, ctx.actor, 'service.changed', String(id), { what: Object.keys(set) })
    }
    return getService({ ...ctx, db }, id)
  })
}

/** One indicator per plan. What was given before and stood under no indicator is placed by a job; what stood under one stays there. */
export async function setIndicators(ctx: Context, id: number, { indicators }: ServiceIndicators): Promise<Service> {
  assertMay(ctx, 'services.edit')
  return transact(ctx.db, async (db) => {
    await getService({ ...ctx, db }, id)
    if (new Set(indicators.map((i) => i.planId)).size !== indicators.length) throw new Problem(422, 'delivery/plan-twice')
    const [wrong] = await indicatorsOutsidePlans(db, indicators)
    if (wrong) throw new Problem(422, 'delivery/indicator-of-another-plan', wrong)
    await replaceIndicators(db, id, indicators)
    await record(db, ctx.actor, 'service.indicators', String(id), { plans: indicators.map((i) => i.planId) })
    await orderPlacing(db, [id])
    return getService({ ...ctx, db }, id)
  })
}

const getService = async ({ db }: Context, id: number): Promise<Service> => (await findService(db, id)) ?? notFound('service', id)

function assertSound(service: Pick<NewService, 'sector' | 'names' | 'unit' | 'questions'>): void {
  if (!(service.sector in looks)) throw new Problem(422, 'delivery/sector-unknown', { sector: service.sector })
  if (Object.values(service.names).filter(Boolean).length === 0) throw new Problem(422, 'delivery/name-missing')
  if (Object.values(service.unit).filter(Boolean).length === 0) throw new Problem(422, 'delivery/unit-missing')
  const codes = service.questions.map((q) => q.code)
  if (new Set(codes).size !== codes.length) throw new Problem(422, 'delivery/question-twice')
  const empty = service.questions.find((q) => q.kind === 'choice' && q.choices.length === 0)
  if (empty) throw new Problem(422, 'delivery/choices-missing', { question: empty.code })
}
