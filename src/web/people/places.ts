/** Sites and places by name, also without a network: they are nobody's secret. */
import { useQuery } from '@tanstack/react-query'
import type { Place } from '../../modules/places/contract.ts'
import { get } from '../api.ts'
import { useCountryName } from '../countries.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useText } from '../languages.ts'
import { known } from '../offline/known.ts'

/** Countries of the response. */
export function useCountries(): string[] {
  const places = useQuery({
    queryKey: ['places', 0],
    queryFn: known('countries', () => get<Place[]>('/places', { level: 0 })),
    staleTime: 60 * 60_000,
  })
  return places.data?.flatMap((place) => (place.hosts ? [place.code] : [])) ?? []
}

export const useAdmin1 = (country: string | undefined) =>
  useQuery({
    queryKey: ['places', 1, country],
    queryFn: known(`places of ${country}`, () => get<Place[]>('/places', { level: 1, country })),
    enabled: Boolean(country),
    staleTime: 60 * 60_000,
  })

/** Of one admin 1 only: a device knows those it asked for before, and offers none of another. */
export const useAdmin2 = (admin1: string | null | undefined) =>
  useQuery({
    queryKey: ['places', 2, admin1],
    queryFn: known(`places of ${admin1}`, () => get<Place[]>('/places', { level: 2, parent: admin1 })),
    enabled: Boolean(admin1),
    staleTime: 60 * 60_000,
  })

/** Code and name, as a field offers them. */
export function usePlaceChoices(places: Place[] = []): [string, string][] {
  const text = useText()
  return places.map((place) => [place.code, text(place.names, place.code)])
}

export function useSiteName(): (id: string | null | undefined) => string | undefined {
  const text = useText()
  const { sites } = useCatalogue()
  return (id) => {
    const site = id ? sites?.find((one) => one.id === id) : undefined
    return site && text(site.names, id ?? '')
  }
}

/** Where a household is met, else its country. */
export function usePlaceWords(): (at: { site: string | null; country: string }) => string {
  const siteName = useSiteName()
  const countryName = useCountryName()
  return ({ site, country }) => siteName(site) ?? countryName(country)
}

type At = { site: string | null; country: string; admin1: string | null; admin2: string | null }
/** As exactly as it is known: `Tulcán shelter, Tulcán` or `Tulcán, Carchi, Ecuador`. */
export function usePlaceLine({ site, country, admin1, admin2 }: At): string {
  const text = useText()
  const siteName = useSiteName()(site)
  const countryName = useCountryName()(country)
  const nameIn = (places: Place[] | undefined, code: string | null) => text(places?.find((one) => one.code === code)?.names)
  const first = nameIn(useAdmin1(admin1 ? country : undefined).data, admin1)
  const second = nameIn(useAdmin2(admin2 && admin1).data, admin2)
  return (siteName ? [siteName, second] : [second, first, countryName]).filter(Boolean).join(', ')
}

const kept = 'senda-site'
/** The site of today: chosen once on this device. */
export const siteOfToday = (): string | undefined => localStorage.getItem(kept) ?? undefined
export const rememberSite = (site: string): void => localStorage.setItem(kept, site)
