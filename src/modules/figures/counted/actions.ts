/** Reading counted people where one has a say, beside what the methods estimate of the same scope. */
import { may, type Reach, type Thing, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { Problem } from '../../../core/problem.ts'
import { statesIn } from '../../activities/contract.ts'
import { reachOf } from '../../activities/desk/reach.ts'
import { hiddenIn, least } from '../../delivery/rules/suppress.ts'
import { getPlan } from '../../plan/queries.ts'
import type { By } from '../contract.ts'
import { type MethodPlan, reachedBy } from '../queries.ts'
import { rangeMethods, rangeOf, reachedTable, withMethods } from '../tables.ts'
import type { Counted, CountedAsked, CountedBy } from './contract.ts'
import { keptFor, periodOf, type Side, type Span, sidesOf } from './grouping.ts'
import { namesOfSides } from './names.ts'
import { computedPeople, countGrouped, countPeople, type Found, listYears, type Within } from './queries.ts'

type Plan = Awaited<ReturnType<typeof getPlan>> & MethodPlan
type Scope = Counted['scope']
/** With where the reader has a say: rows that are not accepted are estimated only there. */
type Seen = Scope & { reach: Reach }
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

/** Where the reader writes or reviews rows, or reads deliveries: entries have no state, so this is as open as drafts are. */
function sayOf(ctx: Context): Reach {
  visible(ctx, 'figures.read')
  const parts = (['activities.write', 'activities.review', 'delivery.read'] as const).map((p) => reachOf(ctx, p))
  if (parts.includes('all')) return 'all'
  const of = <T>(list: (reach: Exclude<Reach, 'all'>) => T[]) => [...new Set(parts.flatMap((p) => (p === 'all' ? [] : list(p))))]
  const reach = { countries: of((r) => r.countries), organisations: of((r) => r.organisations) }
  if (reach.countries.length + reach.organisations.length === 0)
    throw new Problem(403, 'core/not-allowed', { permission: 'activities.write' })
  return reach
}

/** The scope as asked; whoever has a say in one country or of one organisation asks for it without saying so. */
function scopeOf(plan: Plan, { month, year, ...asked }: CountedAsked, reach: Reach, sides: Side[]): Scope {
  const from = month ?? asked.from ?? (year ? `${year}-01` : plan.firstMonth)
  const until = month ?? asked.until ?? (year ? `${year}-12` : plan.lastMonth)
  const scope: Scope = {
    ...asked,
    organisation: number(asked.organisation),
    sector: number(asked.sector),
    from,
    until,
    include: asked.include ?? 'drafts',
  }
  if (reach === 'all') return scope
  const thing: Thing = { country: scope.country, organisationId: scope.organisation }
  if (scope.country !== undefined || scope.organisation !== undefined) {
    if (within(reach, thing)) return scope
    if (scope.country !== undefined && scope.organisation === undefined && reach.organisations.length === 1)
      return { ...scope, organisation: reach.organisations[0]! }
    if (scope.organisation !== undefined && scope.country === undefined && reach.countries.length === 1)
      return { ...scope, country: reach.countries[0]! }
    throw new Problem(403, 'figures/counted-elsewhere')
  }
  if (reach.countries.length === 1 && reach.organisations.length === 0) return { ...scope, country: reach.countries[0]! }
  if (reach.organisations.length === 1 && reach.countries.length === 0) return { ...scope, organisation: reach.organisations[0]! }
  if (sides.includes('country') || sides.includes('organisation')) return scope
  throw new Problem(422, 'figures/counted-choose')
}

const number = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value))

/** Lines of a table by country or by organisation that are the reader's. */
function withinOf(reach: Reach, scope: Scope, sides: Side[]): Within {
  if (reach === 'all' || scope.country !== undefined || scope.organisation !== undefined) return {}
  if (sides.includes('country') && reach.countries.length > 0) return { countries: reach.countries }
  return sides.includes('organisation') ? { organisations: reach.organisations } : { countries: reach.countries }
}
const isPartial = (narrow: Within): boolean => narrow.countries !== undefined || narrow.organisations !== undefined

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

/** Who may open the entries of the scope could count them; others see what leaves in files. */
const mayOpen = (ctx: Context, { country, organisation }: Scope): boolean =>
  may(ctx, 'delivery.read', { country: country ?? null, organisationId: organisation ?? null })

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

const estimatedBy: Partial<Record<Side, By>> = {
  country: 'country',
  admin1: 'admin1',
  sector: 'sector',
  organisation: 'organisation',
  month: 'month',
  group: 'population',
  'age-gender': 'age-gender',
}

/** The stored method along the same side. Tables of several sides are not estimated. */
async function estimatesOf({ db }: Context, plan: Plan, sides: Side[], scope: Seen): Promise<Map<string, number> | undefined> {
  const by = sides.length === 1 ? estimatedBy[sides[0]!] : undefined
  if (!by) return undefined
  const table = await reachedTable(db, plan, scope, by, ['stored'], 'listed')
  return new Map(table.lines.map((line) => [line.key, line.values[0] ?? 0]))
}

async function estimatedOf({ db }: Context, plan: Plan, scope: Seen, narrow: Within): Promise<Counted['estimated']> {
  const methods = ['stored', ...rangeMethods(plan)] as const
  const all = (await reachedBy(db, plan, scope, 'month', [...methods])).find((line) => line.key === null)?.values ?? []
  const reported = all[1] ?? 0
  const computed = await computedPeople(db, plan.id, scope, statesIn[scope.include], scope, narrow)
  const { least: low, most } = rangeOf(all.length > 1 ? all.slice(1) : [0])
  const share = reported > 0 ? Math.min(1, Math.max(0, (reported - computed) / reported)) : null
  return { method: plan.defaultMethod, people: all[0] ?? 0, least: low, most, aggregatedShare: share }
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
