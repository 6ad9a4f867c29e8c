/** Amounts on the screen: whole USD in figures and tables, cents where one contribution is read. */
import { type Format, useFormat } from '../languages.ts'

export type Amounts = {
  whole: (amount: string) => string
  exact: (amount: string, currency: string) => string
  share: (share: number) => string
}

export function useAmounts(): Amounts {
  return amountsIn(useFormat())
}

const amountsIn = ({ number }: Format): Amounts => ({
  whole: (amount) => number(Math.round(Number(amount)) + 0),
  exact: (amount, currency) => `${currency} ${number(Number(amount), { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`,
  share: (share) => number(share, { style: 'percent', maximumFractionDigits: 1 }),
})
