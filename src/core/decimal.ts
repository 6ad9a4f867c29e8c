/** Exact sums of what people wrote: 0.1 + 0.2 is 0.3. Also runs in the browser. */

type Decimal = { units: bigint; scale: number }

/** Sum of numbers as their decimal texts say, blanks as 0. */
export function sumOf(numbers: readonly (number | null | undefined)[]): number {
  // Whole numbers below 2^53 add exactly as they are; nearly every row ends here.
  let whole = 0
  for (const number of numbers) {
    if (number == null) continue
    whole += number
    if (!Number.isSafeInteger(number) || !Number.isSafeInteger(whole)) return exactly(numbers)
  }
  return whole
}

function exactly(numbers: readonly (number | null | undefined)[]): number {
  const parts = numbers.map((n) => decimalOf(n ?? 0))
  const scale = Math.max(0, ...parts.map((p) => p.scale))
  const units = parts.reduce((sum, p) => sum + p.units * 10n ** BigInt(scale - p.scale), 0n)
  return numberOf({ units, scale })
}

/** The decimal a number is written as: the shortest text that gives it back. */
function decimalOf(number: number): Decimal {
  const [digits = '0', exponent = '0'] = String(number).split('e')
  const [whole = '0', fraction = ''] = digits.split('.')
  const scale = fraction.length - Number(exponent)
  const units = BigInt(whole + fraction)
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale }
}

const numberOf = ({ units, scale }: Decimal): number => Number(`${units}e-${scale}`)

/** a − b, exactly. */
export const minus = (a: number, b: number): number => sumOf([a, -b])

/**
 * Splits a whole number by shares so that the parts are whole and add up to it: each part is cut to a whole number,
 * what is left goes one by one to the largest remainders (the first of equals). Shares need not add to 1; all zero = equal shares.
 */
export function splitWhole(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((a, b) => a + b, 0)
  const exact = shares.map((share) => total * (sum > 0 ? share / sum : 1 / shares.length))
  const parts = exact.map(Math.floor)
  const left = total - parts.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (let i = 0; i < left; i++) parts[byRemainder[i % parts.length]!.at]! += 1
  return parts
}
