/** Grants in words: “Country officer · Ecuador”. */
import { useQueries, useQuery } from '@tanstack/react-query'
import type { GrantEntry, Organisation } from '../../modules/organisations/contract.ts'
import { get } from '../api.ts'
import { useCountryName } from '../countries.ts'
import { useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { useSites } from './sites.ts'

export const roles = [
  'viewer',
  'field-worker',
  'protection-officer',
  'registration-officer',
  'organisation-reporter',
  'organisation-office',
  'sector-coordinator',
  'country-officer',
  'regional-officer',
  'administrator',
] as const satisfies GrantEntry['role'][]
export const scopes = ['region', 'platform', 'country', 'sector', 'organisation', 'site'] as const satisfies GrantEntry['scope'][]

/** The first bodies, enough to name most grants. */
export function useBodies() {
  const may = useMay()
  return useQuery({
    queryKey: ['organisations', ''],
    queryFn: () => get<Organisation[]>('/organisations', { limit: 200 }),
    enabled: may('organisations.read'),
    staleTime: 5 * 60_000,
  })
}

/** @param grants those to be said: bodies beyond the first are asked for by their number. */
export function useGrantWords(grants: GrantEntry[]): (grant: GrantEntry) => string {
  const t = useT()
  const text = useText()
  const country = useCountryName()
  const bodies = useBodiesOf(grants)
  const sites = useSites(grants.some((grant) => grant.scope === 'site'))
  const where = ({ scope, scopeId }: GrantEntry) => {
    if (scope === 'region' || scopeId === null) return t('web.settings.scope.region')
    if (scope === 'country') return country(scopeId)
    if (scope === 'platform') return scopeId
    if (scope === 'sector') {
      const [code = '', look = ''] = scopeId.split(':')
      return `${country(code)}, ${t(`web.settings.sector.${look}`)}`
    }
    if (scope === 'site') {
      const [body = '', site = ''] = scopeId.split(':')
      const found = sites.data?.find((one) => one.id === site)
      return [bodyName(body), found ? text(found.names) : t('web.settings.scope.site')].join(', ')
    }
    return bodyName(scopeId)
  }
  const bodyName = (id: string) => {
    const body = bodies.get(id)
    return body ? body.acronym || text(body.names) : t('web.settings.scope.organisation-numbered', { id })
  }
  return (grant) => `${t(`web.settings.role.${grant.role}`)}, ${where(grant)}`
}

/** The body of a grant: `12`, or the first part of `12:<site>`. */
const bodyIn = (scope: GrantEntry['scope'], scopeId: string | null): string[] =>
  (scope === 'organisation' || scope === 'site') && scopeId ? [scopeId.split(':')[0]!] : []

/** Bodies by their number: the first ones, and those named here. */
export function useBodiesOf(grants: Pick<GrantEntry, 'scope' | 'scopeId'>[]): Map<string, Organisation> {
  const bodies = useBodies()
  const known = new Map(bodies.data?.map((body) => [String(body.id), body]))
  const ids = new Set(grants.flatMap(({ scope, scopeId }) => bodyIn(scope, scopeId)))
  const missing = bodies.data ? [...ids].filter((id) => !known.has(id)) : []
  const asked = useQueries({
    queries: missing.map((id) => ({
      queryKey: ['organisations', 'one', id],
      queryFn: () => get<Organisation[]>('/organisations', { id }),
      staleTime: 5 * 60_000,
    })),
  })
  return new Map([
    ...known,
    ...asked.flatMap(({ data }) => data?.map((body): [string, Organisation] => [String(body.id), body]) ?? []),
  ])
}
