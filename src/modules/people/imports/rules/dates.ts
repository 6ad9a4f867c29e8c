/** Dates and ages as lists write them: 12/03/1990, 1990-03-12, 12 mar 1990, a spreadsheet's number, a year alone, «34 años», «8 meses». */
import type { BirthPrecision } from '../../contract.ts'

export type Born = { birthDate: string; birthPrecision: BirthPrecision }

const months: Record<string, number> = {}
for (const [at, names] of [
  'jan ene janv january enero janeiro janvier',
  'feb fev fevr february febrero fevereiro fevrier',
  'mar mars march marzo marco',
  'apr abr avr april abril avril',
  'may mai mayo maio',
  'jun juin june junio junho',
  'jul juil july julio julho juillet',
  'aug ago aout august agosto',
  'sep sept set september septiembre setiembre setembro septembre',
  'oct out october octubre outubro octobre',
  'nov november noviembre novembro novembre',
  'dec dic dez december diciembre dezembro decembre',
].entries())
  for (const name of names.split(' ')) months[name] = at + 1

const two = (n: number): string => String(n).padStart(2, '0')
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()

/** @param written a cell @param today YYYY-MM-DD @returns undefined: not understood; day before month where both would do */
export function bornOn(written: string | number, today: string): Born | undefined {
  if (typeof written === 'number') return bornByNumber(written, today)
  const text = plain(written).replace(/[t ]\d{1,2}:\d{2}.*$/, '')
  if (/^\d{1,5}(\.0+)?$/.test(text)) return bornByNumber(Number(text), today)
  return (
    byParts(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, text, ([y, m, d]) => day(y!, m!, d!)) ??
    byParts(/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/, text, ([d, m, y]) => dayFirst(d!, m!, century(y!, today))) ??
    byParts(/^(\d{4})[-/.](\d{1,2})$/, text, ([y, m]) => month(y!, m!)) ??
    byParts(/^(\d{1,2})[-/.](\d{4})$/, text, ([m, y]) => month(y!, m!)) ??
    byWords(text, today)
  )
}

function byParts(pattern: RegExp, text: string, read: (parts: number[]) => Born | undefined): Born | undefined {
  const found = pattern.exec(text)
  return found ? read(found.slice(1).map(Number)) : undefined
}

/** `12 de marzo de 1990`, `12-Mar-90`, `March 12, 1990`, `marzo 1990`. */
function byWords(text: string, today: string): Born | undefined {
  const words = text.split(/[^\p{L}\d]+/u).filter((w) => w !== '' && w !== 'de' && w !== 'del' && w !== 'of')
  const named = words.findIndex((w) => months[w] !== undefined)
  if (named < 0) return undefined
  const numbers = words.filter((w) => /^\d+$/.test(w)).map(Number)
  if (numbers.length !== words.length - 1) return undefined
  const name = months[words[named]!]!
  if (numbers.length === 1) return month(numbers[0]!, name)
  return numbers.length === 2 ? day(century(numbers[1]!, today), name, numbers[0]!) : undefined
}

/** A year; or the days that spreadsheets count from 1900. */
function bornByNumber(number: number, today: string): Born | undefined {
  if (number >= 1900 && number <= Number(today.slice(0, 4))) return { birthDate: `${number}-01-01`, birthPrecision: 'year' }
  if (!(number > 2200 && number < 80_000)) return undefined
  return { birthDate: new Date((Math.floor(number) - 25_569) * 86_400_000).toISOString().slice(0, 10), birthPrecision: 'day' }
}

function dayFirst(first: number, second: number, year: number): Born | undefined {
  return day(year, second, first) ?? day(year, first, second)
}

function day(year: number, month: number, date: number): Born | undefined {
  const found = new Date(Date.UTC(year, month - 1, date))
  const isThere = found.getUTCMonth() === month - 1 && found.getUTCDate() === date && year >= 1000
  return isThere ? { birthDate: found.toISOString().slice(0, 10), birthPrecision: 'day' } : undefined
}

const month = (year: number, number: number): Born | undefined =>
  number >= 1 && number <= 12 && year >= 1000 ? { birthDate: `${year}-${two(number)}-01`, birthPrecision: 'month' } : undefined

/** Two digits are the last such year that has been. */
function century(year: number, today: string): number {
  if (year >= 100) return year
  const now = Number(today.slice(0, 4))
  const here = now - (now % 100) + year
  return here > now ? here - 100 : here
}

/** An age becomes the day on which somebody of this age was born, as the form does. */
export function bornBefore(written: string | number, today: string): Born | undefined {
  const found = /^(\d{1,3})(?:[.,]\d+)?\s*(\p{L}*)\.?$/u.exec(plain(String(written)))
  if (!found) return undefined
  const number = Number(found[1])
  const unit = found[2]!
  const isMonths = /^(m|mes|meses|mois|months?|mths?)$/.test(unit)
  const isDays = /^(d|dias?|days?|jours?)$/.test(unit)
  if (!isMonths && !isDays && !/^(|a|y|an|ans|anos?|anios?|years?|yrs?|yo)$/.test(unit)) return undefined
  if (number > (isMonths ? 1500 : isDays ? 999 : 120)) return undefined
  const [year, of, date] = today.split('-').map(Number) as [number, number, number]
  const back = isMonths
    ? new Date(Date.UTC(year, of - 1 - number, 1))
    : new Date(Date.UTC(year - (isDays ? 0 : number), of - 1, 1))
  const last = new Date(Date.UTC(back.getUTCFullYear(), back.getUTCMonth() + 1, 0)).getUTCDate()
  const born = `${back.getUTCFullYear()}-${two(back.getUTCMonth() + 1)}-${two(Math.min(date, last))}`
  if (isDays)
    return { birthDate: new Date(Date.UTC(year, of - 1, date - number)).toISOString().slice(0, 10), birthPrecision: 'about' }
  return { birthDate: born, birthPrecision: 'about' }
}
