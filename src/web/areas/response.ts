/** The countries of the response. */
import { useQuery } from '@tanstack/react-query'
import type { Place } from '../../modules/places/contract.ts'
import { get } from '../api.ts'

export function useResponse(): string[] {
  const places = useQuery({
    queryKey: ['places', 0],
    queryFn: () => get<Place[]>('/places', { level: 0 }),
    staleTime: 60 * 60_000,
  })
  return (places.data ?? []).filter((place) => place.level === 0 && place.hosts).map((place) => place.code)
}
