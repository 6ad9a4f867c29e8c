/** How the columns of a table of people are recognised, whatever year, language or order wrote them. Also runs in the browser. */
import { fold } from '../../../../core/text.ts'
import type { Group, What } from '../contract.ts'
import { type NumberAge, type NumberGroup, numbers30 } from './numbers.ts'

export type NameColumn = 'platform' | 'country' | 'admin1' | 'sector'
/** Per column of the file: one of the four names, or the place of one of the 30 numbers. */
export type TableColumn = NameColumn | number | undefined
const names: readonly NameColumn[] = ['platform', 'country', 'admin1', 'sector']

const nameWords: [RegExp, NameColumn][] = [
  [/\b(platform|plataforma|plateforme)\b/, 'platform'],
  [/\b(admin ?1|departamento|region|estado|provincia|province)\b/, 'admin1'],
  [/\b(country|pais|pays)\b/, 'country'],
  [/\b(sub ?sector|sector|secteur|setor)\b/, 'sector'],
]
const groupWords: [RegExp, Group][] = [
  [/\b(dest|destination|destino)\b/, 'destination'],
  [/\b(transit|transito)\b/, 'transit'],
  [/\b(hc|host|acogida|acolhida|accueil)\b/, 'host'],
  [/\b(pendulars?|pendular(es)?|pendulaires?)\b/, 'pendular'],
  [/\b(returnees?|retornad[oa]s?|retournes?)\b/, 'returnees'],
]
const ageWords: [RegExp, NumberAge][] = [
  [/\b(girls|ninas|meninas|filles)\b/, 'girls'],
  [/\b(boys|ninos|meninos|garcons)\b/, 'boys'],
  [/\b(women|mujeres|mulheres|femmes)\b/, 'women'],
  [/\b(men|hombres|homens|hommes)\b/, 'men'],
  [/\btotal\b/, 'total'],
]

const find = <T>(key: string, words: [RegExp, T][]): T | undefined => words.find(([word]) => word.test(key))?.[1]

/** @param key folded */
export const groupNamed = (key: string): Group | undefined => find(key, groupWords)

/** `PiN 2022 Total Girls`: girls of all groups; `PiN HC Total`: the host community's total. */
function columnOf(header: string): TableColumn {
  const key = fold(header)
  const age = find(key, ageWords)
  if (age === undefined) return find(key, nameWords)
  const group: NumberGroup = groupNamed(key) ?? 'total'
  return numbers30.findIndex((n) => n.group === group && n.age === age)
}

/** A second column of the same meaning is not placed. */
export function columnsOf(headers: readonly string[]): TableColumn[] {
  const seen = new Set<TableColumn>()
  return headers.map((header) => {
    const column = columnOf(header)
    if (column === undefined || seen.has(column)) return undefined
    seen.add(column)
    return column
  })
}

/** What a table needs to be read: country, admin 1, sector and the 20 cells; platform and totals may be absent. */
export const isNeeded = (column: NameColumn | number): boolean =>
  typeof column === 'number' ? numbers30[column]!.group !== 'total' && numbers30[column]!.age !== 'total' : column !== 'platform'
export const missingFrom = (columns: readonly TableColumn[]): (NameColumn | number)[] =>
  [...names, ...numbers30.keys()].filter((column) => isNeeded(column) && !columns.includes(column))

/** What the headers themselves say the table is, where they do. */
export function whatOf(headers: readonly string[]): What | undefined {
  const count = (word: RegExp) => headers.filter((h) => word.test(fold(h))).length
  const [need, target] = [count(/\b(pin|needs?|necesidad(es)?|necessidades?|besoins?)\b/), count(/\b(targets?|metas?|cibles?)\b/)]
  return need > target ? 'need' : target > need ? 'target' : undefined
}

/** The headers of a table that no file brought. */
const groupHeads: Record<NumberGroup, string> = {
  total: 'Total',
  destination: 'Dest',
  transit: 'Transit',
  host: 'HC',
  pendular: 'Pendular',
  returnees: 'Returnees',
}
export function ownHeaders(what: What): string[] {
  const head = what === 'need' ? 'PiN' : 'Target'
  const word = (age: string) => age[0]!.toUpperCase() + age.slice(1)
  const numbers = numbers30.map(({ group, age }) =>
    group === 'total' && age === 'total' ? `${head} Total` : `${head} ${groupHeads[group]} ${word(age)}`,
  )
  return [`${head} Platform`, `${head} Country`, `${head} Admin1`, 'Subsector', ...numbers]
}
export const nameIndex = (column: NameColumn): number => names.indexOf(column)
