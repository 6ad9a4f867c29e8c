/** Tables of people reached as files: what is on the screen, nothing retyped. */
import { stringify } from 'csv-stringify/sync'
import type { By, Reached } from './contract.ts'

/** Tags of the humanitarian exchange language for each kind of line. */
const tags: Record<By, string> = {
  country: '#country+name',
  admin1: '#adm1+name',
  sector: '#sector+name',
  organisation: '#org+name',
  month: '#date+month',
  population: '#population+type',
  'age-gender': '#population+age_gender',
}

/** Header, lines, and last the total. Names that a spreadsheet would take for a formula are quoted for it. */
export function reachedRows(table: Reached, totalName: string, withTags = false): (string | number)[][] {
  return [
    [table.by, ...table.methods],
    ...(withTags ? [[tags[table.by], ...table.methods.map((m) => `#reached+${m.replaceAll('-', '_')}`)]] : []),
    ...table.lines.map((line) => [asText(line.name), ...line.values]),
    [totalName, ...table.total],
  ]
}

export const reachedCsv = (table: Reached, totalName: string, withTags = false): string =>
  stringify(reachedRows(table, totalName, withTags), { cast: { number: plain } })

/** Whole numbers without decimals; fractions of people, where rows hold them, as exact as they are. */
const plain = (value: number): string => String(Math.round(value * 1e6) / 1e6)

const asText = (name: string): string => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name)
