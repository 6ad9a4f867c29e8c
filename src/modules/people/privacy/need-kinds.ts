/** The list of specific needs: what comes with Senda, and what a response adds for every plan or for one. */
import { sql } from 'kysely'
import { assertMay, may, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { NeedKind } from '../contract.ts'
import type { NeedKindChange, NewNeedKind } from './contract.ts'

/** `retiredOn`: the day (UTC) since which it is not asked any more. */
export type DatedNeedKind = NeedKind & { retiredOn: string | null }

export async function readNeedKinds(db: Db, code?: string): Promise<DatedNeedKind[]> {
  const { rows } = await sql<Omit<DatedNeedKind, 'isRetired'>>`
    select k.code, k.names, k.is_restricted, k.position, k.plan_id,
      case when p.id is not null then jsonb_build_object('first', p.first_month, 'last', p.last_month) end as months,
      to_char(k.retired_at at time zone 'UTC', 'YYYY-MM-DD') as retired_on
    from need_kinds k left join plans p on p.id = k.plan_id
    where ${code ?? null}::text is null or k.code = ${code ?? null}::text order by k.position, k.code`.execute(db)
  return rows.map((kind) => ({ ...kind, isRetired: kind.retiredOn !== null }))
}

const told = ({ retiredOn: _, ...kind }: DatedNeedKind): NeedKind => kind

/** For all plans and for each, retired ones too: what was recorded keeps its name. Restricted ones only for those who may read them. */
export async function listNeedKinds(ctx: Context): Promise<NeedKind[]> {
  visible(ctx, 'places.read')
  const seesAll = may(ctx, 'people.sensitive')
  return (await readNeedKinds(ctx.db)).filter((kind) => seesAll || !kind.isRestricted).map(told)
}

/** The same sent twice is one; a code that is taken by another need is refused. */
export function addNeedKind(ctx: Context, { code, names, planId, isRestricted }: NewNeedKind): Promise<NeedKind> {
  assertMay(ctx, 'services.edit')
  const words = written(names)
  return transact(ctx.db, async (db) => {
    await assertPlan(db, planId)
    const added = await db
      .insertInto('needKinds')
      .columns(['code', 'names', 'planId', 'isRestricted', 'position'])
      .expression(
        sql`select ${code}, ${JSON.stringify(words)}::jsonb, ${planId}::int, ${isRestricted}::boolean, coalesce(max(position), 0) + 1 from need_kinds` as never,
      )
      .onConflict((c) => c.doNothing())
      .returning('code')
      .executeTakeFirst()
    const [kind] = await readNeedKinds(db, code)
    if (!added) refuseOther(kind!, { words, planId, isRestricted })
    else await record(db, ctx.actor, 'need-kind.added', code, { planId, isRestricted })
    return told(kind!)
  })
}

async function assertPlan(db: Db, planId: number | null): Promise<void> {
  if (planId === null) return
  const plan = await db.selectFrom('plans').select('id').where('id', '=', planId).executeTakeFirst()
  if (!plan) throw new Problem(422, 'people/plan-unknown')
}

type Words = Record<string, string>
const written = (names: Words): Words => Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''))
const areSame = (a: Words, b: Words): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((language) => a[language] === b[language])

type Sent = { words: Words; planId: number | null; isRestricted: boolean }

function refuseOther(kind: DatedNeedKind, { words, planId, isRestricted }: Sent): void {
  if (kind.planId !== planId || kind.isRestricted !== isRestricted || !areSame(kind.names, words))
    throw new Problem(409, 'people/need-code-taken', { taken: kind.code })
}

/** Retired, it is not asked any more; what was recorded with it stays. */
export function changeNeedKind(ctx: Context, code: string, { names, isRetired }: NeedKindChange): Promise<NeedKind> {
  assertMay(ctx, 'services.edit')
  return transact(ctx.db, async (db) => {
    await db.selectFrom('needKinds').select('code').where('code', '=', code).forNoKeyUpdate().execute()
    const [known] = await readNeedKinds(db, code)
    if (!known) return notFound('need', code)
    const set = {
      ...(names && !areSame(known.names, written(names)) ? { names: JSON.stringify(written(names)) } : {}),
      ...(isRetired !== undefined && isRetired !== known.isRetired ? { retiredAt: isRetired ? new Date() : null } : {}),
    }
    if (Object.keys(set).length > 0) {
      await db.updateTable('needKinds').set(set).where('code', '=', code).execute()
      await record(db, ctx.actor, 'need-kind.changed', code, { what: Object.keys(set) })
    }
    return told((await readNeedKinds(db, code))[0]!)
  })
}
