/** So many of it, and what that is worth: `1 transfer · 40 USD`. */
import type { Service } from '../../modules/delivery/contract.ts'
import { useFormat } from '../languages.ts'
import { unitOf } from './tiles.ts'

/** Dollars, never parted from their sign; cents only where there are some. */
export function useUsd(): (usd: number) => string {
  const { number } = useFormat()
  return (usd) => `${number(usd, { minimumFractionDigits: Number.isInteger(usd) ? 0 : 2, maximumFractionDigits: 2 })}\u00a0USD`
}

export function useAmount(service: Service | undefined): (quantity: number, usd?: number | null) => string {
  const { number, language } = useFormat()
  const dollars = useUsd()
  return (quantity, usd = null) => {
    const count = `${number(quantity)} ${service ? unitOf(service, quantity, language) : ''}`.trim()
    return usd === null ? count : `${count} · ${dollars(usd)}`
  }
}
