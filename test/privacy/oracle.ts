/** Who reads and changes what of people, written down once more, and otherwise than in core/access: by role, and where. */
import fc from 'fast-check'
import { type Grant, roles } from '../../src/core/access.ts'

/** Whose something is: kept by an organisation, at a site or at none. */
export type Spot = { organisation: number; site: string | null }

/** Those who meet people read their names. */
export const meets = ['registration-officer', 'protection-officer', 'field-worker']
/** Entries without names are read by those who report, too. */
export const opens = [...meets, 'organisation-office', 'organisation-reporter']
export const registers = ['registration-officer']
export const protects = ['protection-officer']

const covers = ({ scope }: Grant, { organisation, site }: Spot): boolean =>
  scope.kind === 'region' ||
  (scope.kind === 'organisation' && scope.organisationId === organisation) ||
  (scope.kind === 'site' && scope.organisationId === organisation && scope.siteId === site)

export const holds = (grants: readonly Grant[], which: readonly string[], spot: Spot): boolean =>
  grants.some((g) => which.includes(g.role) && covers(g, spot))

/** At one of its sites at least. */
export const holdsSomewhere = (grants: readonly Grant[], which: readonly string[], organisation: number): boolean =>
  grants.some((g) => holds([g], which, { organisation, site: g.scope.kind === 'site' ? g.scope.siteId : null }))

/** Grants as nobody would give them all: every role with every scope, those who meet people more often. */
export const grantsIn = ({ organisations, sites }: { organisations: number[]; sites: { id: string }[] }) => {
  const scope = fc.oneof(
    fc.constant({ kind: 'region' as const }),
    fc.record({ kind: fc.constant('country' as const), country: fc.constantFrom('EC', 'UY') }),
    fc.record({ kind: fc.constant('sector' as const), country: fc.constantFrom('EC', 'UY'), sector: fc.constant('shelter') }),
    fc.record({ kind: fc.constant('organisation' as const), organisationId: fc.constantFrom(...organisations) }),
    fc.record({
      kind: fc.constant('site' as const),
      organisationId: fc.constantFrom(...organisations),
      siteId: fc.constantFrom(...sites.map((s) => s.id)),
    }),
  )
  const role = fc.oneof(fc.constantFrom(...roles), fc.constantFrom('field-worker', 'registration-officer', 'protection-officer'))
  return fc.array(fc.record({ role, scope }), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<Grant[]>
}
