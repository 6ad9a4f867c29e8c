/** A period in words: “July to September 2020”, “May 2021”. */
import { useFormat, useT } from '../languages.ts'

export function usePeriodWords(): (period: { firstMonth: string; lastMonth: string }) => string {
  const t = useT()
  const format = useFormat()
  return ({ firstMonth, lastMonth }) => {
    if (firstMonth === lastMonth) return format.month(firstMonth)
    const sameYear = firstMonth.slice(0, 4) === lastMonth.slice(0, 4)
    return t('web.reports.period', { from: format.month(firstMonth, sameYear ? 'name' : 'long'), until: format.month(lastMonth) })
  }
}
