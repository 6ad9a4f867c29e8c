/** For whom somebody registers people: the organisations of their grants. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
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

const hour = 60 * 60_000
const one = (id: number) => known(`organisation ${id}`, () => get<Organisation[]>('/organisations', { id }))

/** The number in place of a name that cannot be known now. */
export function useOrganisationNames(ids: number[]): (id: number) => string {
  const text = useText()
  const wanted = [...new Set(ids)].sort((a, b) => a - b)
  const { data: found } = useQuery({
    queryKey: ['organisations', 'some', wanted],
    queryFn: async () => (await Promise.all(wanted.map((id) => one(id)().catch(() => [])))).flat(),
    staleTime: ({ state }) => (state.data?.length === wanted.length ? hour : 0),
    placeholderData: keepPreviousData,
  })
  return (id) => {
    const body = found?.find((one) => one.id === id)
    return body ? body.acronym || text(body.names) : String(id)
  }
}
