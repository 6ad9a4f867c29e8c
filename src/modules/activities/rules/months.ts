/** Months as people write them: 2021-05, 05/2021, May 2021, mayo, an Excel date. Also whole dates, where day and month cannot be mistaken. */
import { isMonth } from '../../../core/dates.ts'
import { fold } from '../../../core/text.ts'

const names = [
  ['january', 'enero', 'janeiro', 'janvier', 'jan', 'ene', 'janv'],
  ['february', 'febrero', 'fevereiro', 'fevrier', 'feb', 'fev', 'fevr'],
  ['march', 'marzo', 'marco', 'mars', 'mar'],
  ['april', 'abril', 'avril', 'apr', 'abr', 'avr'],
  ['may', 'mayo', 'maio', 'mai'],
  ['june', 'junio', 'junho', 'juin', 'jun'],
  ['july', 'julio', 'julho', 'juillet', 'jul', 'juil'],
  ['august', 'agosto', 'aout', 'aug', 'ago'],
  ['september', 'septiembre', 'setiembre', 'setembro', 'septembre', 'sep', 'sept', 'set'],
  ['october', 'octubre', 'outubro', 'octobre', 'oct', 'out'],
  ['november', 'noviembre', 'novembro', 'novembre', 'nov'],
  ['december', 'diciembre', 'dezembro', 'decembre', 'dec', 'dic', 'dez'],
]
const numberOf = new Map(names.flatMap((ways, i) => ways.map((way) => [way, i + 1] as const)))

/** Which months a plan has: a month without its year is read only where the plan lies in one year. */
export type Within = { firstMonth: string; lastMonth: string }

const known = new Map<string, string | undefined>()

/** YYYY-MM, or undefined where it cannot be told. */
export function readMonth(written: string | number | Date, plan: Within): string | undefined {
  if (written instanceof Date) return Number.isNaN(written.getTime()) ? undefined : written.toISOString().slice(0, 7)
  if (typeof written === 'number') return fromNumber(written, plan)
  if (isMonth(written)) return written
  const key = `${yearOf(plan)} ${written}`
  if (!known.has(key)) {
    if (known.size > 5000) known.clear()
    known.set(key, fromText(written, plan))
  }
  return known.get(key)
}

const yearOf = ({ firstMonth, lastMonth }: Within) =>
  firstMonth.slice(0, 4) === lastMonth.slice(0, 4) ? firstMonth.slice(0, 4) : undefined

/** 1–12 is a month; 202105 is a year and a month; larger is the count of days that Excel keeps. */
function fromNumber(number: number, plan: Within): string | undefined {
  if (Number.isInteger(number) && number >= 1 && number <= 12) return monthOf(yearOf(plan), number)
  if (Number.isInteger(number) && number >= 190_001 && number <= 219_912)
    return monthOf(String(Math.floor(number / 100)), number % 100)
  if (number < 20_000 || number > 109_575) return undefined
  return new Date(Math.round((Math.floor(number) - 25_569) * 86_400_000)).toISOString().slice(0, 7)
}

function fromText(written: string, plan: Within): string | undefined {
  const date = written.trim().replace(/^([\d/.-]{6,10})[T ]\d{1,2}:\S*$/u, '$1')
  const text = fold(date).replace(/ (de|del|do|da) /gu, ' ')
  if (/^\d+$/.test(text)) return fromNumber(Number(text), plan)
  const words = text.split(' ').flatMap((word) => word.match(/\d+|\p{L}+/gu) ?? [])
  return words.some((word) => numberOf.has(word)) ? fromNames(words, plan) : fromDigits(words)
}

/** `may 2021`, `2021 mayo`, `may 21`, `mayo`, `15 may 2021`. */
function fromNames(words: string[], plan: Within): string | undefined {
  const months = words.filter((word) => numberOf.has(word))
  const numbers = words.filter((word) => /^\d+$/.test(word))
  if (months.length !== 1 || months.length + numbers.length !== words.length) return undefined
  const years = numbers.filter((n) => n.length === 4)
  const year =
    years.length === 1
      ? years[0]
      : numbers.length === 0
        ? yearOf(plan)
        : numbers.length === 1 && numbers[0]!.length === 2
          ? `20${numbers[0]}`
          : undefined
  return monthOf(year, numberOf.get(months[0]!)!)
}

/** `2021 5`, `05 2021`, `2021 05 01`, `01 05 2021` where only one reading is a date or both give the same month. */
function fromDigits(words: string[]): string | undefined {
  if (words.some((word) => !/^\d+$/.test(word))) return undefined
  const [a = '', b = '', c = ''] = words
  if (a.length === 4) return words.length === 2 || words.length === 3 ? monthOf(a, Number(b)) : undefined
  if (words.length === 2 && b.length === 4) return monthOf(b, Number(a))
  if (words.length !== 3 || c.length !== 4) return undefined
  const readings = new Set(
    [...(Number(a) <= 31 ? [monthOf(c, Number(b))] : []), ...(Number(b) <= 31 ? [monthOf(c, Number(a))] : [])].filter(
      (m) => m !== undefined,
    ),
  )
  // The first of a month is how spreadsheets write a whole month: 01/05/2021 is May, day first, as every country of the response writes.
  if (readings.size === 2 && a.padStart(2, '0') === '01') return monthOf(c, Number(b))
  return readings.size === 1 ? [...readings][0] : undefined
}

function monthOf(year: string | undefined, month: number): string | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}`
  return year !== undefined && isMonth(text) ? text : undefined
}
