/** How funding files write states, kinds, ways and days, in English and Spanish, Portuguese and French. */
import { fold } from '../../../core/text.ts'
import type { FundingStatus } from './contract.ts'
import { Refused } from './flow.ts'

const statuses: Record<FundingStatus, string> = {
  pledge: 'pledge|pledged|promesa|prometido|anuncio|promessa|promesse',
  commitment: 'commitment|committed|compromiso|comprometido|compromisso|engagement|engage|contract|signed|firmado',
  paid: 'paid|paid contribution|received|disbursed|pagado|pago|recibido|desembolsado|recebido|paye|recu|verse',
}
const statusOf = new Map(
  Object.entries(statuses).flatMap(([status, words]) => words.split('|').map((w) => [w, status as FundingStatus])),
)

/** @throws Refused `status-unknown` */
export function readStatus(written: string, otherwise?: FundingStatus): FundingStatus {
  const status = written.trim() === '' ? otherwise : statusOf.get(fold(written))
  if (!status) throw new Refused('status-unknown', { written, choices: Object.keys(statuses).join(', ') })
  return status
}

export const readKind = (written: string): 'financial' | 'in-kind' =>
  /^(in kind|inkind|en especie|especie|em especie|en nature|goods)/.test(fold(written)) ? 'in-kind' : 'financial'

export function readMethod(written: string): 'cash' | 'traditional' | null {
  const word = fold(written)
  if (word === '') return null
  return /cash|ctp|cva|efectivo|transferencia|monetari|voucher/.test(word) ? 'cash' : 'traditional'
}

const months = 'jan|ene|fev|feb|mar|apr|abr|avr|may|mai|jun|juin|jul|juil|aug|ago|aou|sep|set|oct|out|nov|dec|dic|dez'
const monthNumbers: Record<string, number> = {
  jan: 1,
  ene: 1,
  feb: 2,
  fev: 2,
  mar: 3,
  apr: 4,
  abr: 4,
  avr: 4,
  may: 5,
  mai: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  ago: 8,
  aou: 8,
  sep: 9,
  set: 9,
  oct: 10,
  out: 10,
  nov: 11,
  dec: 12,
  dic: 12,
  dez: 12,
} // prettier-ignore

/**
 * A day as written: 2021-03-31 (with or without a time), 31/03/2021, 31 Mar 2021, March 31, 2021, a spreadsheet's own number.
 * 03/04/2021 is day first, as the response writes it, unless only the other way is in the calendar.
 * @throws Refused `date-unreadable`
 */
export function readDay(written: string): string | null {
  const text = written.trim()
  if (text === '') return null
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text)
  if (iso) return dayOf(text, Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?$/.exec(text)
  if (numbers) {
    const [first, second, year] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])]
    return second > 12 ? dayOf(text, year, first, second) : dayOf(text, year, second, first)
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) return serialDay(Number(text))
  return namedDay(text)
}

function namedDay(text: string): string {
  const word = fold(text)
  const dayFirst = new RegExp(`^(\\d{1,2}) (?:de )?(${months})\\w* (?:de )?(\\d{4})$`).exec(word)
  const monthFirst = new RegExp(`^(${months})\\w* (\\d{1,2}) (\\d{4})$`).exec(word)
  if (dayFirst) return dayOf(text, Number(dayFirst[3]), monthNumbers[dayFirst[2]!.slice(0, 3)]!, Number(dayFirst[1]))
  if (monthFirst) return dayOf(text, Number(monthFirst[3]), monthNumbers[monthFirst[1]!.slice(0, 3)]!, Number(monthFirst[2]))
  throw new Refused('date-unreadable', { written: text })
}

/** Days since 1899-12-30, as spreadsheets count. */
const serialDay = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)

function dayOf(written: string, year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isReal || year < 1950 || year > 2100) throw new Refused('date-unreadable', { written })
  return date.toISOString().slice(0, 10)
}
