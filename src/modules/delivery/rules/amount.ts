/** Amounts of money as people write them, with a comma or a point. Also runs in the browser. */

/** Beyond so many times what was planned somebody slipped on a key. */
const mostTimes = 3
/** As deliveries take them. */
const most = 1e7

const plain = /^\d+(?:[.,](?:\d{1,2}|\d{4,}))?$/
const grouped = /^\d{1,3}(?:(?:,\d{3})+\.|(?:\.\d{3})+,)\d{1,2}$/

/**
 * @returns undefined where it is no amount: a word, nothing, below zero, ten millions.
 * `1.250` may be one and a quarter or a thousand: not guessed. More than three places are what a sum in a spreadsheet leaves: rounded.
 */
export function amountOf(written: string): number | undefined {
  const bare = written.replace(/us\$|usd|\$|\s/gi, '')
  const isPlain = plain.test(bare)
  if (!isPlain && !grouped.test(bare)) return undefined
  const number = isPlain ? bare.replace(',', '.') : bare.replace(/[.,](?=\d{3})/g, '').replace(',', '.')
  const amount = Math.round(Number(number) * 100) / 100
  return amount > 0 && amount <= most ? amount : undefined
}

/** In cents, for 3 × 5.60 is a little less than 16.80. @param planned null: nothing was planned, so nothing is beyond it */
export const isBeyondPlan = (amount: number, planned: number | null): boolean =>
  planned !== null && Math.round(amount * 100) > Math.round(planned * 100) * mostTimes
