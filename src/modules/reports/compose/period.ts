/** A period in words: “July–September 2020”. */

/** Months of one year share it; a single month stands alone. The month names are the language's own. */
export function periodName(first: string, last: string, language: string): string {
  const [a, b] = [dateOf(first), dateOf(last)]
  const whole = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  if (first === last) return whole.format(b)
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return first.slice(0, 4) === last.slice(0, 4)
    ? `${month.format(a)}–${whole.format(b)}`
    : `${whole.format(a)} – ${whole.format(b)}`
}
const dateOf = (month: string) => new Date(`${month}-01T00:00:00Z`)
