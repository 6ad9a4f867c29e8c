/** For whom somebody registers people: the organisations of their grants. */
import { useQueries } from '@tanstack/react-query'
import type { GrantEntry, Organisation } from '../../modules/organisations/contract.ts'
import { get } from '../api.ts'
import { useText } from '../languages.ts'
import { useMe } from '../me.ts'
import { known } from '../offline/known.ts'

const registering: readonly string[] = ['registration-officer', 'protection-officer', 'field-worker']

/** `12` of an organisation, `12:<site>` of what it does at one site. */
export function registersFor(
  grants: Pick<GrantEntry, 'role' | 'scope' | 'scopeId'>[],
): { organisation: number; site: string | undefined }[] {
  return grants.flatMap(({ role, scope, scopeId }) => {
    if (!registering.includes(role) || !scopeId || (scope !== 'organisation' && scope !== 'site')) return []
    const [organisation, site] = scopeId.split(':')
    return [{ organisation: Number(organisation), site }]
  })
}

export function useOwnOrganisations(): number[] {
  const me = useMe().data
  return [...new Set(registersFor(me?.grants ?? []).map(({ organisation }) => organisation))]
}

export function useOrganisationNames(ids: number[]): (id: number) => string {
  const text = useText()
  const found = useQueries({
    queries: [...new Set(ids)].map((id) => ({
      queryKey: ['organisations', 'one', id],
      queryFn: known(`organisation ${id}`, () => get<Organisation[]>('/organisations', { id })),
      staleTime: 60 * 60_000,
    })),
  })
  return (id) => {
    const body = found.flatMap((one) => one.data ?? []).find((one) => one.id === id)
    return body ? body.acronym || text(body.names) : String(id)
  }
}
