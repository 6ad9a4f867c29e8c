/** What the methods estimate of the same scope, beside who was counted. */
import type { Context } from '../../../core/context.ts'
import { statesIn } from '../../activities/contract.ts'
import { reachedBy } from '../queries.ts'
import { rangeMethods, rangeOf, reachedTable } from '../tables.ts'
import type { Counted } from './contract.ts'
import type { Side } from './grouping.ts'
import { byOf } from './names.ts'
import { computedPeople, type Within } from './queries.ts'
import type { Plan, Seen } from './scope.ts'

/** The stored method along the same side. Tables of several sides are not estimated. */
export async function estimatesOf(
  { db }: Context,
  plan: Plan,
  sides: Side[],
  scope: Seen,
): Promise<Map<string, number> | undefined> {
  if (sides.length !== 1) return undefined
  const table = await reachedTable(db, plan, scope, byOf[sides[0]!], ['stored'], 'listed')
  return new Map(table.lines.map((line) => [line.key, line.values[0] ?? 0]))
}

export async function estimatedOf({ db }: Context, plan: Plan, scope: Seen, narrow: Within): Promise<Counted['estimated']> {
  const methods = ['stored', ...rangeMethods(plan)] as const
  const all = (await reachedBy(db, plan, scope, 'month', [...methods])).find((line) => line.key === null)?.values ?? []
  const reported = all[1] ?? 0
  const computed = await computedPeople(db, plan.id, scope, statesIn[scope.include], scope, narrow)
  const { least: low, most } = rangeOf(all.length > 1 ? all.slice(1) : [0])
  const share = reported > 0 ? Math.min(1, Math.max(0, (reported - computed) / reported)) : null
  return { method: plan.defaultMethod, people: all[0] ?? 0, least: low, most, aggregatedShare: share }
}

/** An estimate says about as much as the number beside it: it is hidden with it, and so is its range. */
export const besideHidden = (estimated: Counted['estimated'], isHidden: boolean): Counted['estimated'] =>
  isHidden ? { ...estimated, people: null, least: null, most: null } : estimated
