/** Of what counted people are read: as asked, narrowed to where the reader has a say. */
import { may, type Reach, type Thing, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { Problem } from '../../../core/problem.ts'
import { reachOf } from '../../activities/desk/reach.ts'
import type { getPlan } from '../../plan/queries.ts'
import type { MethodPlan } from '../queries.ts'
import type { Counted, CountedAsked } from './contract.ts'
import type { Side } from './grouping.ts'
import type { Within } from './queries.ts'

export type Plan = Awaited<ReturnType<typeof getPlan>> & MethodPlan
export type Scope = Counted['scope']
type Part = Exclude<Reach, 'all'>
/** With where the reader has a say: rows that are not accepted are estimated only there. */
export type Seen = Scope & { reach: Reach }

/** Where the reader writes or reviews rows, or reads deliveries: entries have no state, so this is as open as drafts are. */
export function sayOf(ctx: Context): Reach {
  visible(ctx, 'figures.read')
  const parts = (['activities.write', 'activities.review', 'delivery.read'] as const).map((p) => reachOf(ctx, p))
  if (parts.includes('all')) return 'all'
  const of = <T>(list: (reach: Part) => T[]) => [...new Set(parts.flatMap((p) => (p === 'all' ? [] : list(p))))]
  const reach = { countries: of((r) => r.countries), organisations: of((r) => r.organisations) }
  if (reach.countries.length + reach.organisations.length === 0)
    throw new Problem(403, 'core/not-allowed', { permission: 'activities.write' })
  return reach
}

/**
 * The scope as asked; whoever has a say in one country or of one organisation asks for it without saying so.
 * @throws 403 for what is not theirs, 422 where they must choose between several
 */
export function scopeOf(plan: Plan, { month, year, ...asked }: CountedAsked, reach: Reach, sides: Side[]): Scope {
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
  return scope.country === undefined && scope.organisation === undefined ? ownOf(scope, reach, sides) : sharedWith(scope, reach)
}

/** Neither a country nor an organisation was asked for. */
function ownOf(scope: Scope, { countries, organisations }: Part, sides: Side[]): Scope {
  if (countries.length === 1 && organisations.length === 0) return { ...scope, country: countries[0]! }
  if (organisations.length === 1 && countries.length === 0) return { ...scope, organisation: organisations[0]! }
  if (sides.includes('country') || sides.includes('organisation')) return scope
  throw new Problem(422, 'figures/counted-choose')
}

/** Of a country that is not the reader's, what their organisation did there; of an organisation, what it did in their country. */
function sharedWith(scope: Scope, reach: Part): Scope {
  const { country, organisation } = scope
  const thing: Thing = { country, organisationId: organisation }
  if (within(reach, thing)) return scope
  if (organisation === undefined && reach.organisations.length === 1) return { ...scope, organisation: reach.organisations[0]! }
  if (country === undefined && reach.countries.length === 1) return { ...scope, country: reach.countries[0]! }
  throw new Problem(403, 'figures/counted-elsewhere')
}

const number = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value))

/** Lines of a table by country or by organisation that are the reader's. */
export function withinOf(reach: Reach, scope: Scope, sides: Side[]): Within {
  if (reach === 'all' || scope.country !== undefined || scope.organisation !== undefined) return {}
  if (sides.includes('country') && reach.countries.length > 0) return { countries: reach.countries }
  return sides.includes('organisation') ? { organisations: reach.organisations } : { countries: reach.countries }
}
export const isPartial = (narrow: Within): boolean => narrow.countries !== undefined || narrow.organisations !== undefined

/** Who may open the entries of the scope could count them; others see what leaves in files. */
export const mayOpen = (ctx: Context, { country, organisation }: Scope): boolean =>
  may(ctx, 'delivery.read', { country: country ?? null, organisationId: organisation ?? null })
