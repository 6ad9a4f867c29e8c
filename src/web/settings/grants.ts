/** Grants in words: “Country officer · Ecuador”. */
import { useQuery } from '@tanstack/react-query'
import type { GrantEntry, Organisation } from '../../modules/organisations/contract.ts'
import { get } from '../api.ts'
import { useLanguage, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'

export const roles = [
  'viewer',
  'organisation-reporter',
  'country-officer',
  'regional-officer',
  'administrator',
] as const satisfies GrantEntry['role'][]
export const scopes = ['region', 'platform', 'country', 'organisation'] as const satisfies GrantEntry['scope'][]

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

export function useGrantWords(): (grant: GrantEntry) => string {
  const t = useT()
  const scopeWords = useScopeWords()
  return (grant) => `${t(`web.settings.role.${grant.role}`)}, ${scopeWords(grant)}`
}

function useScopeWords(): (grant: GrantEntry) => string {
  const t = useT()
  const text = useText()
  const country = useCountryName()
  const bodies = useBodies()
  return ({ scope, scopeId }) => {
    if (scope === 'region' || scopeId === null) return t('web.settings.scope.region')
    if (scope === 'country') return country(scopeId)
    if (scope === 'platform') return scopeId
    const body = bodies.data?.find((one) => String(one.id) === scopeId)
    return body ? body.acronym || text(body.names) : t('web.settings.scope.organisation-numbered', { id: scopeId })
  }
}

/** Names of countries in every language come with the browser. */
export function useCountryName(): (code: string) => string {
  const names = new Intl.DisplayNames([useLanguage()], { type: 'region' })
  return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code)
}
