/** How often one may receive a service, in words: `1 every 30 days for a household`. */
import type { Service } from '../../modules/delivery/contract.ts'
import { useFormat, useT } from '../languages.ts'

export function useIntervalWords(): (service: Pick<Service, 'intervalDays' | 'times' | 'per'>) => string {
  const t = useT()
  const format = useFormat()
  return ({ intervalDays, times, per }) =>
    intervalDays === 0
      ? t('web.services.interval.none')
      : t(`web.services.interval.${per}`, { n: format.number(times), days: intervalDays })
}
