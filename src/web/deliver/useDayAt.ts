/** Days as the country of a site has them, and so as the server counts them: a device may have come from elsewhere, and an office sits where it sits. */
import { useCallback } from 'react'
import { dayIn } from '../../modules/delivery/rules/days.ts'
import { useCatalogue } from '../field/catalogue.ts'

/** YYYY-MM-DD of a moment, of now where none is said. */
export type DayAt = (moment?: string) => string

export function useDayAt(site: string): DayAt {
  const country = useCatalogue().sites?.find((one) => one.id === site)?.country
  return useCallback((moment) => dayIn(country, moment === undefined ? new Date() : new Date(moment)), [country])
}
