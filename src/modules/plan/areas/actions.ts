/** Writing the plan as it is told. Who saw an older text is told who changed it, and what stands now; nothing is overwritten unseen. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Plan } from '../contract.ts'
import { getPlan } from '../queries.ts'
import { openVersion } from '../versions/open.ts'
import type { AreaOrder, AreaWrite, CrisisPlan, ObjectiveWrite, ProfileWrite } from './contract.ts'
import { asArea, asObjective, asProfile, loadCrisisPlan } from './queries.ts'

/** Everything written here: allowed for the region, to a plan that is open, recorded, answered with the whole. */
function write(
  ctx: Context,
  code: string,
  detail: Record<string, unknown>,
  work: (db: Db, plan: Plan) => Promise<void>,
): Promise<CrisisPlan> {
  assertMay(ctx, 'plan.edit')
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    await openVersion(db, plan, ctx.actor.id)
    await work(db, plan)
    await record(db, ctx.actor, 'plan.told', code, detail)
    return loadCrisisPlan(db, plan.id)
  })
}

const signed = ({ actor }: Context) => ({ changedBy: actor.id, changedByName: actor.name, changedAt: new Date() })

type Standing = { version: number; changedBy: string; changedAt: string }
/** @param now what stands, for the screen to show both side by side */
function assertSeen(version: number, now: Standing): void {
  if (version !== now.version)
    throw new Problem(409, 'plan/area-changed', {
      by: now.changedBy || '–',
      at: now.changedAt.slice(0, 16).replace('T', ' '),
      now,
    })
}

export const saveProfile = (ctx: Context, code: string, { version, narratives, source, ...sent }: ProfileWrite) =>
  write(ctx, code, { what: 'profile' }, async (db, plan) => {
    const standing = await db.selectFrom('planProfiles').selectAll().where('planId', '=', plan.id).forUpdate().executeTakeFirst()
    if (standing) assertSeen(version, asProfile(standing))
    const set = {
      ...sent,
      narratives: JSON.stringify(narratives),
      source: source ?? standing?.source ?? '',
      examples: keptExamples(standing, sent),
      version: (standing?.version ?? 0) + 1,
      ...signed(ctx),
    }
    await db
      .insertInto('planProfiles')
      .values({ planId: plan.id, ...set })
      .onConflict((c) => c.column('planId').doUpdateSet(set))
      .execute()
  })

export const saveObjective = (ctx: Context, code: string, id: string, { version, names, narratives }: ObjectiveWrite) =>
  write(ctx, code, { what: 'objective', id }, async (db, plan) => {
    assertNamed(names)
    const standing = await db.selectFrom('planObjectives').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (standing && standing.planId !== plan.id) notFound('objective', id)
    const texts = { names: JSON.stringify(names), narratives: JSON.stringify(narratives) }
    if (!standing) {
      assertNew(version, 'objective', id)
      const position = await nextPosition(db, 'planObjectives', plan.id)
      await db
        .insertInto('planObjectives')
        .values({ id, planId: plan.id, position, ...texts, ...signed(ctx) })
        .execute()
      return
    }
    if (isSame(standing, texts)) return
    assertSeen(version, asObjective(standing, []))
    await db
      .updateTable('planObjectives')
      .set({ ...texts, version: standing.version + 1, ...signed(ctx) })
      .where('id', '=', id)
      .execute()
  })

export const saveArea = (ctx: Context, code: string, id: string, { version, source, ...sent }: AreaWrite) =>
  write(ctx, code, { what: 'area', id }, async (db, plan) => {
    assertNamed(sent.names)
    await assertObjective(db, plan, sent.objectiveId)
    await assertCountries(db, sent.countries)
    const standing = await db.selectFrom('planAreas').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (standing && standing.planId !== plan.id) notFound('area', id)
    const set = {
      ...sent,
      names: JSON.stringify(sent.names),
      narratives: JSON.stringify(sent.narratives),
      bullets: JSON.stringify(sent.bullets),
      source: source ?? standing?.source ?? '',
    }
    if (!standing) {
      assertNew(version, 'area', id)
      const position = await nextPosition(db, 'planAreas', plan.id)
      await db
        .insertInto('planAreas')
        .values({ id, planId: plan.id, position, ...set, ...signed(ctx) })
        .execute()
      return
    }
    if (isSame(standing, set)) return
    assertSeen(version, asArea(standing))
    const examples = keptExamples(standing, sent)
    await db
      .updateTable('planAreas')
      .set({ ...set, examples, version: standing.version + 1, ...signed(ctx) })
      .where('id', '=', id)
      .execute()
  })

export const removeArea = (ctx: Context, code: string, id: string, version: number) =>
  write(ctx, code, { what: 'area', id, removed: true }, async (db, plan) => {
    const standing = await db
      .selectFrom('planAreas')
      .selectAll()
      .where('planId', '=', plan.id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    assertSeen(version, standing ? asArea(standing) : notFound('area', id))
    await db.deleteFrom('planAreas').where('id', '=', id).execute()
  })

export const removeObjective = (ctx: Context, code: string, id: string, version: number) =>
  write(ctx, code, { what: 'objective', id, removed: true }, async (db, plan) => {
    const standing = await db
      .selectFrom('planObjectives')
      .selectAll()
      .where('planId', '=', plan.id)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    assertSeen(version, standing ? asObjective(standing, []) : notFound('objective', id))
    const held = await db.selectFrom('planAreas').select('id').where('objectiveId', '=', id).limit(1).executeTakeFirst()
    if (held) throw new Problem(409, 'plan/objective-not-empty')
    await db.deleteFrom('planObjectives').where('id', '=', id).execute()
  })

/** Every objective and area once: an order that leaves one out, or came of a plan that has another since, is refused. */
export const orderAreas = (ctx: Context, code: string, { objectives }: AreaOrder) =>
  write(ctx, code, { what: 'order' }, async (db, plan) => {
    const standing = {
      objectives: await db.selectFrom('planObjectives').select('id').where('planId', '=', plan.id).forUpdate().execute(),
      areas: await db.selectFrom('planAreas').select('id').where('planId', '=', plan.id).forUpdate().execute(),
    }
    const areas = objectives.flatMap((o) => o.areas.map((id) => ({ id, objectiveId: o.id })))
    if (!sameIds(objectives, standing.objectives) || !sameIds(areas, standing.areas))
      throw new Problem(409, 'plan/order-incomplete')
    for (const [position, { id }] of objectives.entries())
      await db.updateTable('planObjectives').set({ position }).where('id', '=', id).execute()
    for (const [position, { id, objectiveId }] of areas.entries())
      await db.updateTable('planAreas').set({ position, objectiveId }).where('id', '=', id).execute()
  })

const sameIds = (sent: { id: string }[], standing: { id: string }[]): boolean =>
  sent.length === standing.length && standing.every(({ id }) => sent.some((one) => one.id === id))

/** A value that somebody wrote anew is an example no longer. */
function keptExamples(standing: { examples: string[] } | undefined, sent: Record<string, unknown>): string[] {
  return (standing?.examples ?? []).filter((field) => same((standing as Record<string, unknown>)[field], sent[field]))
}

/** The same sent twice is once. */
const isSame = (standing: Record<string, unknown>, set: Record<string, unknown>): boolean =>
  Object.entries(set).every(([field, value]) => same(standing[field], value))
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)
const canonical = (value: unknown): string => {
  const object = typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value
  return typeof object === 'object' && object !== null && !Array.isArray(object)
    ? JSON.stringify(Object.entries(object).sort(([a], [b]) => a.localeCompare(b)))
    : JSON.stringify(object)
}

function assertNew(version: number, what: string, id: string): void {
  if (version > 0) notFound(what, id)
}

function assertNamed(names: Record<string, string | undefined>): void {
  if (!Object.values(names).some((name) => name?.trim())) throw new Problem(422, 'plan/area-unnamed')
}

async function assertObjective(db: Db, plan: Plan, id: string): Promise<void> {
  const objective = await db
    .selectFrom('planObjectives')
    .select('id')
    .where('planId', '=', plan.id)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!objective) notFound('objective', id)
}

async function assertCountries(db: Db, countries: string[]): Promise<void> {
  if (countries.length === 0) return
  const known = await db.selectFrom('places').select('code').where('level', '=', 0).where('code', 'in', countries).execute()
  const unknown = countries.find((code) => !known.some((place) => place.code === code))
  if (unknown) notFound('country', unknown)
}

async function nextPosition(db: Db, table: 'planAreas' | 'planObjectives', planId: number): Promise<number> {
  const last = await db
    .selectFrom(table)
    .select('position')
    .where('planId', '=', planId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (last?.position ?? -1) + 1
}
