/** A table of projections: one line per country and group, or one column per group. Pure: countries are asked for by name. */
import { Problem } from '../../../../core/problem.ts'
import { fold } from '../../../../core/text.ts'
import { type Group, groups, type PeopleRemark } from '../contract.ts'
import { groupNamed } from './columns.ts'
import { readWhole } from './numbers.ts'

export type ProjectionLine = { country: string; group: Group; people: number; source: string; dated: string }
type Read = { read: number; projections: ProjectionLine[]; refused: PeopleRemark[] }

const words = {
  country: /^(country|pais|pays|country name)$/,
  group: /^(population group|group|population|grupo( de poblacion)?|grupo populacional|groupe( de population)?)$/,
  people: /^(people|persons|number|projection|personas|pessoas|personnes|numero|proyeccion|projecao|total)$/,
  source: /^(source|fuente|fonte)$/,
  dated: /^(date|dated|fecha|data|as of|day)$/,
}
type Column = keyof typeof words

/** @param from the source and day of what does not say its own */
export function readProjections(
  rows: string[][],
  from: { source: string; dated: string },
  countryOf: (name: string) => string | undefined,
  isMine: (country: string) => boolean,
): Read {
  const head = rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1)
  const headers = (rows[head] ?? []).map((h) => fold(h.replace(/^\uFEFF/, '')))
  const at = Object.fromEntries(
    Object.entries(words).map(([name, word]) => [name, headers.findIndex((h) => word.test(h))]),
  ) as Record<Column, number>
  const wide = headers.map((h) => groupNamed(h))
  if (at.country < 0 || ((at.group < 0 || at.people < 0) && !wide.some(Boolean)))
    throw new Problem(422, 'plan/projection-columns', { found: (rows[head] ?? []).filter(Boolean).join(', ') || '–' })
  const read: Read = { read: 0, projections: [], refused: [] }
  for (const [i, row] of rows.slice(head + 1).entries()) {
    if (row.every((cell) => cell.trim() === '')) continue
    read.read += 1
    takeRow(read, { line: head + i + 2, row, at, headers, wide }, { from, countryOf, isMine })
  }
  return read
}

type Row = { line: number; row: string[]; at: Record<Column, number>; headers: string[]; wide: (Group | undefined)[] }
type Asked = {
  from: { source: string; dated: string }
  countryOf: (name: string) => string | undefined
  isMine: (country: string) => boolean
}

function takeRow(read: Read, { line, row, at, headers, wide }: Row, { from, countryOf, isMine }: Asked): void {
  const cell = (name: Column) => (at[name] < 0 ? '' : (row[at[name]] ?? '').trim())
  const refuse = (reason: PeopleRemark['reason'], values: PeopleRemark['values']): void => {
    read.refused.push({ line, reason, values })
  }
  const country = countryOf(cell('country'))
  if (country === undefined || !isMine(country)) {
    refuse(country === undefined ? 'country-unknown' : 'country-not-yours', { name: cell('country') || '–' })
    return
  }
  const isLong = at.group >= 0 && at.people >= 0
  const numbers = isLong
    ? [{ name: cell('group'), group: groupNamed(fold(cell('group'))), written: cell('people') }]
    : wide.flatMap((group, c) => (group ? [{ name: headers[c]!, group, written: (row[c] ?? '').trim() }] : []))
  const isDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(cell('dated'))
  const about = { country, source: cell('source') || from.source, dated: isDay ? cell('dated') : from.dated }
  for (const { name, group, written } of numbers) {
    const number = readWhole(written)
    if (group === undefined) refuse('group-unknown', { name: name || '–', choices: groups.join(', ') })
    else if ('wrong' in number) refuse(number.wrong, { group, age: 'total', written })
    else if (number.value !== null) read.projections.push({ ...about, group, people: number.value })
    else if (isLong) refuse('cell-empty', { column: 'people' })
  }
}
