/** What a printed plan is made of: blocks in their order, every text and number ready to be set, for PDF and DOCX alike. */

export type Figure = { value: string; unit: string; how: string }
/** `bar`: share of the longest, per hundred, and its colour. */
export type Cell = string | { bar: number; colour: string }
export type Column = { title: string; align: 'left' | 'right'; wide?: boolean; turned?: boolean }
export type Table = {
  kind: 'table'
  columns: Column[]
  rows: Cell[][]
  total?: string[]
  note?: string
  /** Many narrow columns: small figures, turned titles. */
  dense?: boolean
}
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string; onNewPage?: boolean }
  | { kind: 'text'; paragraphs: string[] }
  | { kind: 'list'; items: string[] }
  | { kind: 'note'; text: string }
  | { kind: 'figures'; figures: Figure[] }
  | { kind: 'map'; file: string; alt: string; legend: { text: string; colour: string }[]; method: string }
  | Table

export type PlanPaper = {
  language: string
  title: string
  kicker: string
  lead: string
  stand: string
  notice: string
  footer: string
  figures: Figure[]
  /** Drawings by file name. */
  maps: Record<string, string>
  words: { contents: string; page: string }
  blocks: Block[]
}

export const heading = (level: 1 | 2 | 3, text: string, onNewPage = false): Block => ({
  kind: 'heading',
  level,
  text,
  ...(onNewPage && { onNewPage }),
})
export const text = (paragraphs: string[]): Block[] => (paragraphs.length > 0 ? [{ kind: 'text', paragraphs }] : [])
export const note = (said: string): Block[] => (said ? [{ kind: 'note', text: said }] : [])
export const left = (title: string, wide = false): Column => ({ title, align: 'left', ...(wide && { wide }) })
export const right = (title: string): Column => ({ title, align: 'right' })
export const turned = (title: string): Column => ({ title, align: 'right', turned: true })
/** A table without rows is none. */
export const table = (columns: Column[], rows: Cell[][], more: Omit<Table, 'kind' | 'columns' | 'rows'> = {}): Block[] =>
  rows.length > 0 ? [{ kind: 'table', columns, rows, ...more }] : []
