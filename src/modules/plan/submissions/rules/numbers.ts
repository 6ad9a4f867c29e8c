/**
 * Numbers of the submission as people write them. Also runs in the browser.
 *
 * One sign before exactly three digits (`1.234`, `1,234`) can be read in two ways. The other amounts of the same file decide; what was
 * decided so is read and marked (`amount-read`). Where nothing decides, a comma groups thousands, as money has no three decimals, and is
 * marked; a point may be a program's own: it is not read but asked for (`amount-ambiguous`). People are whole, so that either sign can only group — unless
 * the file writes its decimals with it: then it is no whole number. Amounts are in USD; a word for another currency is not converted.
 */
import { type DecimalMark, parseAmount } from '../../../../core/money.ts'
import { textOf, type Written } from '../../rules/written.ts'

/** `value` null with a text: not read, kept as it was written. `value` with a text: read, and marked. */
export type Reading = { value: number | null; text?: string }
export type Trouble = 'negative' | 'not-whole-number' | 'amount-unreadable' | 'amount-ambiguous' | 'currency-unknown'

const nothing = new Set(['-', '–', '—', 'na', 'n/a', 'n.a.', 'nd', 'n/d', 's/d'])
const mostMoney = 99_999_999_999_999
const mostPeople = 2_000_000_000
/** What a sum of cents can be off by in a program's own arithmetic. */
const noise = 1e-6

const couldGroup = (text: string): boolean => /^[^\d]*[1-9]\d{0,2}[.,]\d{3}[^\d]*$/.test(text)
const isNothing = (text: string): boolean => nothing.has(text.toLowerCase())

export function readMoney(written: Written, mark?: DecimalMark): Reading {
  const text = textOf(written)
  if (text === null || isNothing(text)) return { value: null }
  const exact = typeof written === 'number' ? written : typeof written === 'string' ? amountIn(text, mark) : undefined
  if (exact === undefined || !(exact >= 0 && exact <= mostMoney)) return { value: null, text }
  const value = Math.round(exact * 100) / 100
  const isMarked = Math.abs(exact - value) > noise || (typeof written === 'string' && couldGroup(text))
  return isMarked ? { value, text } : { value }
}

export function readQuantity(written: Written, mark?: DecimalMark): Reading {
  const text = textOf(written)
  if (text === null || isNothing(text)) return { value: null }
  const value = typeof written === 'number' ? written : typeof written === 'string' ? amountIn(text, mark) : undefined
  if (value === undefined || !(value >= 0 && value <= mostMoney)) return { value: null, text }
  return typeof written === 'string' && couldGroup(text) ? { value, text } : { value }
}

export function readPeople(written: Written, mark?: DecimalMark): Reading {
  const text = textOf(written)
  if (text === null || isNothing(text)) return { value: null }
  const exact = typeof written === 'number' ? written : typeof written === 'string' ? peopleIn(text, mark) : undefined
  const value = Math.round(exact ?? Number.NaN)
  return Math.abs(value - (exact ?? 0)) <= noise && value >= 0 && value <= mostPeople ? { value } : { value: null, text }
}

/** USD, or no currency named. */
function amountIn(text: string, mark?: DecimalMark): number | undefined {
  const read = parseAmount(text, mark)
  return 'problem' in read || (read.currency ?? 'USD') !== 'USD' ? undefined : Number(read.amount)
}

function peopleIn(text: string, mark?: DecimalMark): number | undefined {
  const read = parseAmount(text, mark)
  if (!('problem' in read)) return Number(read.amount)
  return read.problem === 'ambiguous' ? Number(text.replace(/\D/g, '')) : undefined
}

/** Why a text was not read as a number, for its sentence. */
export function troubleOf(text: string, isPeople: boolean): Trouble {
  const read = parseAmount(text)
  if ('problem' in read) {
    if (read.problem === 'ambiguous') return isPeople ? 'not-whole-number' : 'amount-ambiguous'
    return read.problem === 'currency-unknown' ? 'currency-unknown' : 'amount-unreadable'
  }
  if (!isPeople && (read.currency ?? 'USD') !== 'USD') return 'currency-unknown'
  if (read.amount.startsWith('-')) return 'negative'
  return isPeople && (read.amount.includes('.') || couldGroup(text)) ? 'not-whole-number' : 'amount-unreadable'
}
