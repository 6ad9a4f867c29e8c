/** Reading counted people where one has a say, beside what the methods estimate of the same scope. */
import type { Context } from '../../../core/context.ts'
import { Problem } from '../../../core/problem.ts'
import { hiddenIn, least } from '../../delivery/rules/suppress.ts'
import { getPlan } from '../../plan/queries.ts'
import { withMethods } from '../tables.ts'
import type { Counted, CountedAsked, CountedBy } from './contract.ts'
import { estimatedOf, estimatesOf } from './estimates.ts'
import { keptFor, periodOf, type Side, type Span, sidesOf } from './grouping.ts'
import { namesOfSides } from './names.ts'
import { countGrouped, countPeople, type Found, listYears } from './queries.ts'
import { isPartial, mayOpen, type Plan, type Scope, type Seen, sayOf, scopeOf, withinOf } from './scope.ts'

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
  const isByMonth = sides.includes('month')
  const whole = isByMonth ? tryPeriod(scope, years) : periodOf(scope, years)
  const kept = keptFor(sides, scope, whole?.isYear ?? false)
  const span: Span = isByMonth ? scope : { from: whole!.period, until: whole!.period }
  const found = await countPeople(ctx.db, plan.id, kept, sides, span, scope, narrow)
  const groups = await countGrouped(ctx.db, plan.id, sides, scope, scope, narrow)
  const total = whole && !isPartial(narrow) ? await totalOf(ctx, plan, scope, whole) : null
  const isNarrow = isLeaving || !mayOpen(ctx, scope)
  return {
    plan: plan.code,
    by,
    sides,
    scope,
    ...(await linesOf(ctx, plan, sides, { ...scope, reach }, found, groups, isNarrow)),
    people: total !== null && isNarrow ? shown(total) : total,
    grouped: sumShown(groups, isNarrow),
    estimated: await estimatedOf(ctx, plan, { ...scope, reach }, narrow),
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

async function totalOf({ db }: Context, plan: Plan, scope: Scope, { period, isYear }: { period: string; isYear: boolean }) {
  const [all] = await countPeople(db, plan.id, keptFor([], scope, isYear), [], { from: period, until: period }, scope, {})
  return all?.people ?? 0
}

const shown = (people: number): number | null => (people > 0 && people < least ? null : people)
const sumShown = (groups: Found[], isNarrow: boolean): number | null => {
  const sum = groups.reduce((all, g) => all + g.people, 0)
  return isNarrow ? shown(sum) : sum
}

async function linesOf(ctx: Context, plan: Plan, sides: Side[], scope: Seen, found: Found[], groups: Found[], isNarrow: boolean) {
  const grouped = new Map(groups.map((g) => [g.keys.join('\n'), g.people]))
  const all = [
    ...found,
    ...groups.filter((g) => !found.some((f) => f.keys.join('\n') === g.keys.join('\n'))).map((g) => ({ ...g, people: 0 })),
  ]
  const names = await namesOfSides(ctx.db, plan, sides, all, ctx.language)
  const ordered = all.toSorted((a, b) => names.compare(a.keys, b.keys))
  const hidden = isNarrow ? hiddenIn(ordered) : ordered.map(() => false)
  const estimates = await estimatesOf(ctx, plan, sides, scope)
  const lines = ordered.map(({ keys, people }, at) => {
    const inGroups = grouped.get(keys.join('\n')) ?? 0
    return {
      keys,
      names: names.of(keys),
      people: hidden[at] ? null : people,
      grouped: isNarrow ? shown(inGroups) : inGroups,
      estimated: estimates?.get(keys[0]!) ?? (estimates ? 0 : null),
      link: linkTo(plan.code, sides, keys, scope),
    }
  })
  return { lines, hidden: hidden.filter(Boolean).length }
}

/** The way down: the computed rows, from each of which its entries open. Rows do not know groups or ages. */
function linkTo(plan: string, sides: Side[], keys: string[], scope: Scope): string | null {
  const of = Object.fromEntries(sides.map((side, i) => [side, keys[i]!]))
  const { from, until, country, admin1, sector, organisation } = scope
  const months = of.month ? { month: of.month } : from === until ? { month: from } : { from, until }
  const filter = {
    plan,
    ...months,
    country,
    admin1,
    sector,
    organisation,
    ...of,
    'age-gender': undefined,
    group: undefined,
    computed: 'yes',
  }
  const given = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return `/activities?${new URLSearchParams(given)}`
}
