/** Who is signed in, and what they may do. */
import { useQuery } from '@tanstack/react-query'
import type { Me } from '../modules/organisations/contract.ts'
import { get } from './api.ts'
import { known } from './offline/known.ts'

export const meQuery = { queryKey: ['me'], queryFn: known('me', () => get<Me>('/me')), staleTime: 5 * 60_000 }

export const useMe = () => useQuery(meQuery)

/** True when the permission is held anywhere; what holds for one row stands in that row's `may`. */
export function useMay(): (permission: string) => boolean {
  const me = useMe()
  return (permission) => me.data?.may[permission] === true
}

/** The one country or organisation of somebody who has just one: it need not be chosen to be named. */
export function useOwnScope(): { country: string | undefined; organisation: number | undefined } {
  const { countries, organisations } = useMe().data ?? {}
  const isOne = (countries?.length ?? 0) + (organisations?.length ?? 0) === 1
  return { country: isOne ? countries?.[0] : undefined, organisation: isOne ? organisations?.[0] : undefined }
}
