/** So many of it, and what that is worth: `1 transfer · 40 USD`. */
import type { Service } from '../../modules/delivery/contract.ts'
import { useFormat } from '../languages.ts'
import { unitOf } from './tiles.ts'

export function useAmount(service: Service | undefined): (quantity: number, usd?: number | null) => string {
  const { number, language } = useFormat()
  return (quantity, usd = null) => {
    const count = `${number(quantity)} ${service ? unitOf(service, quantity, language) : ''}`.trim()
    if (usd === null) return count
    return `${count} · ${number(usd, { minimumFractionDigits: Number.isInteger(usd) ? 0 : 2, maximumFractionDigits: 2 })} USD`
  }
}
