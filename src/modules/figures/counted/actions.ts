/** Reading counted people where one has a say, beside what the methods estimate of the same scope. */
import type { Context } from '../../../core/context.ts'
import { Problem } from '../../../core/problem.ts'
import { getPlan } from '../../plan/queries.ts'
import { withMethods } from '../tables.ts'
import type { Counted, CountedAsked, CountedBy } from './contract.ts'
import { besideHidden, estimatedOf } from './estimates.ts'
import { keptFor, periodOf, type Side, type Span, sidesOf } from './grouping.ts'
import { columnOf, linesOf } from './lines.ts'
import { countGrouped, countPeople, type Found, listYears } from './queries.ts'
import { isPartial, mayOpen, type Scope, sayOf, scopeOf, withinOf } from './scope.ts'

/** `isLeaving`: as a file. */
type Way = { isLeaving: boolean }

/** @throws 403 where the reader has no say, 422 for people of a period or scope that is not kept, since they are never added up */
export async function readCounted(
  ctx: Context,
  code: string,
  asked: CountedAsked,
  by: CountedBy,
  { isLeaving }: Way,
): Promise<Counted> {
  const reach = sayOf(ctx)
  const plan = await withMethods(ctx.db, await getPlan(ctx.db, code))
  const sides = sidesOf(by)
  const scope = scopeOf(plan, asked, reach, sides)
  const narrow = withinOf(reach, scope, sides)
  const years = await listYears(ctx.db, plan.id)
  const whole = sides.includes('month') ? tryPeriod(scope, years) : periodOf(scope, years)
  const peopleBy = async (some: Side[]): Promise<Found[]> => {
    if (!some.includes('month') && whole === undefined) return []
    const span: Span = some.includes('month') ? scope : { from: whole!.period, until: whole!.period }
    return countPeople(ctx.db, plan.id, keptFor(some, scope, whole?.isYear ?? false), some, span, scope, narrow)
  }
  const groupedBy = (some: Side[]): Promise<Found[]> => countGrouped(ctx.db, plan.id, some, scope, scope, narrow)
  const isNarrow = isLeaving || !mayOpen(ctx, scope)
  const people = await columnOf(sides, peopleBy, isNarrow)
  const grouped = await columnOf(sides, groupedBy, isNarrow)
  const total = whole && !isPartial(narrow) ? ((await peopleBy([]))[0]?.people ?? 0) : null
  const told = total === null ? null : sumOf(total, people.fewest)
  const isHidden = isNarrow && total !== null && told === null
  const inGroups = grouped.found.reduce((sum, g) => sum + g.people, 0)
  return {
    plan: plan.code,
    by,
    sides,
    scope,
    lines: await linesOf(ctx, plan, sides, { ...scope, reach }, { people, grouped, isNarrow }),
    hidden: people.hidden.size + grouped.hidden.size,
    people: told,
    grouped: sumOf(inGroups, grouped.fewest),
    estimated: besideHidden(await estimatedOf(ctx, plan, { ...scope, reach }, narrow), isHidden),
    countedAt: new Date().toISOString(),
  }
}

function tryPeriod(scope: Scope, years: Parameters<typeof periodOf>[1]) {
  try {
    return periodOf(scope, years)
  } catch (error) {
    if (error instanceof Problem && error.code === 'figures/counted-period') return undefined
    throw error
  }
}

const sumOf = (all: number, fewest: number): number | null => (all > 0 && all < fewest ? null : all)
