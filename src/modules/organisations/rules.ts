/** What is true of grants whoever asks. Pure; also runs in the browser. */
import { Problem } from '../../core/problem.ts'
import type { GrantEntry } from './contract.ts'

/** Where each role can hold. An administrator of one country would be none: users and plans belong to the whole region. */
const scopesOf: Record<GrantEntry['role'], readonly GrantEntry['scope'][]> = {
  administrator: ['region'],
  'regional-officer': ['region'],
  'country-officer': ['region', 'platform', 'country'],
  'sector-coordinator': ['sector'],
  'organisation-office': ['organisation'],
  'organisation-reporter': ['organisation'],
  'registration-officer': ['organisation'],
  'protection-officer': ['organisation', 'site'],
  'field-worker': ['organisation', 'site'],
  viewer: ['region', 'platform', 'country', 'organisation'],
}

/** The scopes that can be chosen for a role. */
export const scopesFor = (role: GrantEntry['role']): readonly GrantEntry['scope'][] => scopesOf[role]

export const fits = ({ role, scope, scopeId }: GrantEntry): boolean =>
  scopesOf[role].includes(scope) &&
  (scope === 'region') === (scopeId === null || scopeId === '') &&
  (scope !== 'sector' || /^[A-Z]{2}:[a-z-]+$/.test(scopeId ?? '')) &&
  (scope !== 'site' || /^\d+:[0-9a-f-]{36}$/.test(scopeId ?? ''))

/** A role holds where it makes sense, and never twice. */
export function assertGrants(grants: GrantEntry[]): void {
  const wrong = grants.find((grant) => !fits(grant))
  if (wrong) throw new Problem(422, 'organisations/grant-does-not-fit', { role: wrong.role, scope: wrong.scope })
}

/** `region`, `platform:Southern Cone`, `country:EC`, `sector:EC:health`, `organisation:IOM`, `site:12:<site>` as a grant. */
export function grantFrom(role: GrantEntry['role'], text: string): GrantEntry {
  const [scope, ...rest] = text.split(':')
  const scopeId = rest.join(':').trim()
  const grant = { role, scope: scope as GrantEntry['scope'], scopeId: scopeId === '' ? null : scopeId }
  if (
    !['region', 'platform', 'country', 'sector', 'organisation', 'site'].includes(grant.scope) ||
    (grant.scope !== 'region' && !grant.scopeId)
  )
    throw new Problem(400, 'organisations/scope-not-understood', { scope: text })
  return grant
}

export const administers = (grants: GrantEntry[]): boolean =>
  grants.some((g) => g.role === 'administrator' && g.scope === 'region')

export const shortestPassword = 12
