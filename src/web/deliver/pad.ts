/** Numbers as they are pressed and typed, with the sign for parts that the language writes. Pure. */

/** How many places there may be after the sign: none for what is counted. */
export type Parts = { places: number; sign: string }
export const wholes: Parts = { places: 0, sign: '' }
/** Money goes to the cent; what is measured to the thousandth. */
export const cents = 2
export const thousandths = 3
const mostDigits = 6

export const signOf = (language: string): string => new Intl.NumberFormat(language).format(0.5).replace(/\d/g, '')

/** One key of the big pad: a digit, `back`, or the sign. What would be no number changes nothing. */
export function pressed(typed: string, key: string, parts: Parts = wholes): string {
  if (key === 'back') return typed.slice(0, -1)
  if (key === parts.sign) return written(typed, (typed || '0') + key, parts)
  return written(typed, typed === '0' ? key : typed + key, parts)
}

/** What stands in the field after somebody typed or pasted: either sign becomes that of the language. @param before stays where the text is no number */
export function written(before: string, text: string, { places, sign }: Parts = wholes): string {
  const next = text.trim().replace(/[.,]/g, sign === '' ? '$&' : sign)
  const [whole = '', part, ...more] = sign === '' ? [next] : next.split(sign)
  const isNumber = /^\d*$/.test(whole) && /^\d*$/.test(part ?? '') && more.length === 0
  if (!isNumber || whole.length > mostDigits || (part !== undefined && (places === 0 || part.length > places))) return before
  return part !== undefined && whole === '' ? `0${next}` : next
}

export const numberOf = (typed: string): number => Number(typed.replace(',', '.'))
/** A value in money: nothing is none. */
export const moneyOf = (typed: string): number | null => (numberOf(typed) > 0 ? numberOf(typed) : null)
export const shown = (value: number | null, sign: string): string => (value === null ? '' : String(value).replace('.', sign))
