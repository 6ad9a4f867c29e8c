/** What taking a list did, line by line, and what its lines have in common. */
import type { Texts } from '../../places/contract.ts'
import type { ListRemark } from '../contract.ts'
import type { Line } from './columns.ts'

export type Outcome = { added: number; changed: number; refused: ListRemark[]; marked: ListRemark[] }
export type Deed = 'same' | 'added' | 'changed'

export const nothing = (): Outcome => ({ added: 0, changed: 0, refused: [], marked: [] })
export const count = (outcome: Outcome, deed: Deed): void => {
  if (deed !== 'same') outcome[deed] += 1
}

/** Names by language as a line gives them. */
export const textsOf = (line: Line): Texts => {
  const languages = (['en', 'es', 'pt', 'fr'] as const).filter((l) => line.cell(l) !== '')
  return Object.fromEntries(languages.map((l) => [l, line.cell(l)]))
}
export const nameOf = (line: Line): string => Object.values(textsOf(line))[0] ?? ''

/** Whether two stored JSON objects say the same, whatever the order of their keys. */
export const sameJson = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)
const canonical = (value: unknown) => JSON.stringify(Object.entries(value as object).sort(([a], [b]) => a.localeCompare(b)))
