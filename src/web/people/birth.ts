/** When somebody was born, as far as they know it: an age, a year, a month or a day. */
import type { BirthPrecision } from '../../modules/people/contract.ts'

export type Born = { birthDate: string | null; birthPrecision: BirthPrecision }
/** As it is typed, day and month may stay empty. */
export type BirthParts = { day: string; month: string; year: string }

const two = (n: number) => String(n).padStart(2, '0')

const isThere = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
const isReal = (text: string) => isThere(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/** Of an age only the year is near the truth: the day of today keeps the age right today. */
export function bornFromAge(age: string, unit: 'years' | 'months', day: string): Born {
  if (!/^\d{1,3}$/.test(age.trim())) return { birthDate: null, birthPrecision: 'about' }
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const months = (unit === 'years' ? 12 : 1) * Number(age)
  const at = year * 12 + (month - 1) - months
  const [bornYear, bornMonth] = [Math.floor(at / 12), (at % 12) + 1]
  const last = new Date(Date.UTC(bornYear, bornMonth, 0)).getUTCDate()
  return { birthDate: `${bornYear}-${two(bornMonth)}-${two(Math.min(date, last))}`, birthPrecision: 'about' }
}

/** `undefined`: what stands there is no date. Nothing typed is a birth date that is not known. */
export function bornFromParts({ day, month, year }: BirthParts): Born | undefined {
  if (![day, month, year].some((part) => part.trim())) return { birthDate: null, birthPrecision: 'day' }
  const birthPrecision = day.trim() ? 'day' : month.trim() ? 'month' : 'year'
  const text = [year.trim(), two(Number(month || 1)), two(Number(day || 1))].join('-')
  return isReal(text) && (!day.trim() || month.trim()) ? { birthDate: text, birthPrecision } : undefined
}

export function partsOf({ birthDate, birthPrecision }: Born): BirthParts {
  const [year = '', month = '', day = ''] = birthDate?.split('-') ?? []
  const knows = (least: BirthPrecision[]) => least.includes(birthPrecision)
  return {
    year,
    month: knows(['day', 'month']) ? String(Number(month) || '') : '',
    day: knows(['day']) ? String(Number(day) || '') : '',
  }
}

/** Whole years, and months for the smallest. */
export function ageOf(birthDate: string | null, day: string): { years: number; months: number } | undefined {
  if (!birthDate) return undefined
  const [from, until] = [birthDate, day].map((text) => text.split('-').map(Number) as [number, number, number]) as [
    [number, number, number],
    [number, number, number],
  ]
  const months = (until[0] - from[0]) * 12 + until[1] - from[1] - (until[2] < from[2] ? 1 : 0)
  return months < 0 ? undefined : { years: Math.floor(months / 12), months }
}
