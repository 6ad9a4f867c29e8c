/** Amounts as people write them: "$1,234", "1.234,50", "USD 1 234", "(1,234)". Exact decimal text, never a float. Also runs in the browser. */

/** Which mark stands before the decimals in a file or a country: 1,234.50 or 1.234,50. */
export type DecimalMark = 'point' | 'comma'
export type AmountProblem = 'empty' | 'unreadable' | 'ambiguous' | 'currency-unknown' | 'too-long'
/** `amount` is canonical: `-1234.5`. `currency` stands only where the text names one ("$" alone names none). */
export type Amount = { amount: string; currency?: string }

/** "$" is the peso of half the countries served: it names no currency. */
const signs: Record<string, string | undefined> = {
  $: undefined,
  us$: 'USD',
  u$s: 'USD',
  u$d: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  r$: 'BRL',
  's/': 'PEN',
  's/.': 'PEN',
  c$: 'CAD',
  ca$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
}
const known = new Set(Intl.supportedValuesOf('currency'))

/** `eur ` → `EUR`; undefined when no such currency is in use. */
export function currencyOf(text: string): string | undefined {
  const word = text.trim()
  const code = word.toUpperCase()
  return known.has(code) ? code : signs[word.toLowerCase()]
}

/** @param mark how the file writes decimals, where that is known: then nothing is ambiguous */
export function parseAmount(text: string, mark?: DecimalMark): Amount | { problem: AmountProblem } {
  const clean = text
    .normalize('NFKC')
    .replace(/[\s']|\u2019/gu, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
  if (clean === '') return { problem: 'empty' }
  const parts = /^([^\d.,]*)([\d.,][\d., ]*(?:e[+-]?\d+)?)([^\d]*)$/i.exec(clean)
  if (!parts) return { problem: 'unreadable' }
  const [, before = '', digits = '', after = ''] = parts
  const around = aroundOf(before, after)
  if ('problem' in around) return around
  const number = numberIn(digits.trim(), mark)
  if ('problem' in number) return number
  const amount = around.isNegative && number.amount !== '0' ? `-${number.amount}` : number.amount
  return around.currency === undefined ? { amount } : { amount, currency: around.currency }
}

/** What stands around the digits: a sign, brackets, a currency. Anything else ("approx.", "million") is not read over. */
function aroundOf(before: string, after: string): { isNegative: boolean; currency?: string } | { problem: AmountProblem } {
  const bracketed = before.includes('(') && after.includes(')')
  if (before.includes('(') !== after.includes(')')) return { problem: 'unreadable' }
  const minuses = `${before}${after}`.split('-').length - 1
  if (minuses > 1 || (bracketed && minuses > 0)) return { problem: 'unreadable' }
  const words = [before, after].map((part) => part.replace(/[()+-]/g, ' ').trim()).filter(Boolean)
  const named = words.flatMap((word) => word.split(/ +/))
  let currency: string | undefined
  for (const word of named) {
    const code = currencyOf(word)
    if (code === undefined && !Object.hasOwn(signs, word.toLowerCase()))
      return { problem: /^[a-z]{3}$/i.test(word) ? 'currency-unknown' : 'unreadable' }
    if (code !== undefined && currency !== undefined && code !== currency) return { problem: 'unreadable' }
    currency ??= code
  }
  return currency === undefined ? { isNegative: bracketed || minuses > 0 } : { isNegative: bracketed || minuses > 0, currency }
}

function numberIn(digits: string, mark?: DecimalMark): { amount: string } | { problem: AmountProblem } {
  // Programs write 1.5E6; people do not.
  const machine = /^(\d+)(?:\.(\d+))?e([+-]?\d{1,2})$/i.exec(digits)
  if (machine) return shifted(machine[1]!, machine[2] ?? '', Number(machine[3]))
  const decimal = markOf(digits, mark)
  if (decimal === undefined) return { problem: 'unreadable' }
  if (decimal === 'ambiguous') return { problem: 'ambiguous' }
  const at = decimal === '' ? -1 : digits.lastIndexOf(decimal)
  const whole = at < 0 ? digits : digits.slice(0, at)
  const fraction = at < 0 ? '' : digits.slice(at + 1)
  if (!isGrouped(whole) || !/^\d*$/.test(fraction)) return { problem: 'unreadable' }
  return canonical(whole.replace(/\D/g, ''), fraction)
}

/** The mark before the decimals, '' when there are none. */
function markOf(digits: string, mark?: DecimalMark): '.' | ',' | '' | 'ambiguous' | undefined {
  const [points, commas] = [digits.split('.').length - 1, digits.split(',').length - 1]
  if (points > 0 && commas > 0) {
    const last = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ','
    return (last === '.' ? points : commas) === 1 ? last : undefined
  }
  if (points === 0 && commas === 0) return ''
  const only = points > 0 ? '.' : ','
  if (points + commas > 1) return ''
  const couldGroup = /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)
  if (mark !== undefined && couldGroup) return (mark === 'point') === (only === '.') ? only : ''
  if (!couldGroup) return only
  // Money has no three decimals: 1,234 is one thousand. A point may be a program's own.
  return only === ',' ? '' : 'ambiguous'
}

const isGrouped = (whole: string): boolean => /^\d*$/.test(whole) || /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/.test(whole)

function shifted(whole: string, fraction: string, by: number): { amount: string } | { problem: AmountProblem } {
  const all = whole + fraction
  const at = whole.length + by
  if (at > 40 || at < -40) return { problem: 'too-long' }
  return at <= 0 ? canonical('0', '0'.repeat(-at) + all) : canonical(all.padEnd(at, '0').slice(0, at), all.slice(at))
}

function canonical(whole: string, fraction: string): { amount: string } | { problem: AmountProblem } {
  if (whole === '' && fraction === '') return { problem: 'unreadable' }
  const [front, end] = [whole.replace(/^0+(?=.)/, '') || '0', fraction.replace(/0+$/, '')]
  if (front.length > 16 || end.length > 10) return { problem: 'too-long' }
  return { amount: end === '' ? front : `${front}.${end}` }
}

/** How a column writes decimals, told by the cells that leave no doubt; undefined when none does or they disagree. */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark | undefined {
  const marks = new Set<'.' | ','>()
  for (const text of texts) {
    const digits = /\d[\d., ]*/.exec(text.normalize('NFKC'))?.[0].trim().replace(/[.,]$/, '') ?? ''
    const mark = /[.,]/.test(digits) && !/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? markOf(digits) : undefined
    // Thousands in several groups tell as much: 1.234.567 leaves the comma for decimals.
    if (mark === '') marks.add(digits.includes('.') ? ',' : '.')
    else if (mark === '.' || mark === ',') marks.add(mark)
  }
  return marks.size !== 1 ? undefined : marks.has('.') ? 'point' : 'comma'
}

/** A canonical amount with exactly two digits after the point, half a cent away from zero. */
export function toCents(amount: string): string {
  const isNegative = amount.startsWith('-')
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  const cents = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2)) + (Number(fraction[2] ?? 0) >= 5 ? 1n : 0n)
  return `${isNegative && cents > 0n ? '-' : ''}${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
}

/** Canonical amounts of two digits, added. */
export function addCents(amounts: Iterable<string>): string {
  let sum = 0n
  for (const amount of amounts) sum += BigInt(toCents(amount).replace('.', ''))
  const digits = String(sum < 0n ? -sum : sum).padStart(3, '0')
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
