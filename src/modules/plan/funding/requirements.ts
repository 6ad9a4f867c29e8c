/** A table of what is asked, where a plan has no activities: by country, sector, organisation or part of the response; with what was received, where it stands beside. */
import { createHash } from 'node:crypto'
import { addCents, decimalMarkOf, parseAmount, toCents } from '../../../core/money.ts'
import { Problem } from '../../../core/problem.ts'
import { fold } from '../../../core/text.ts'
import { type Finding, refusal, remark } from './flow.ts'

const words = {
  country: 'country|platform|pais|pays|plataforma|area',
  sector: 'sector|cluster|setor|secteur',
  organisation: 'organisation|organization|appealing organisation|organizacion|organizacao',
  needed:
    'needed usd|needed|requirement|requirements|requirement usd|requirements usd|funding required|required usd|asked usd|requerimiento|requerimientos|requerido|requerido usd|necessario|besoins|requis',
  inKind: 'in kind usd|in kind|in kind and programme costs usd|en especie|em especie|en nature',
  cash: 'cash usd|cash|cash transfer value usd|efectivo|transferencias',
  received: 'received usd|received|funding|funding usd|funded|recibido|recibido usd|recebido|recu',
  note: 'note|notes|nota|comentario|comments|remarque',
} as const
type Column = keyof typeof words

export type StatedLine = {
  line: number
  country: string
  sector: string
  organisation: string
  inKind: string
  cash: string
  received: string | null
  note: string
}
export type ReadRequirements = {
  lines: StatedLine[]
  findings: Finding[]
  read: number
  columnsLeft: string[]
  header: string[]
  raw: Map<number, string[]>
}

function placed(header: string[]): Map<Column, number> {
  const folded = header.map(fold)
  const found = new Map<Column, number>()
  for (const [column, ways] of Object.entries(words) as [Column, string][]) {
    const at = ways
      .split('|')
      .map((way) => folded.indexOf(way))
      .find((i) => i >= 0 && ![...found.values()].includes(i)) // prettier-ignore
    if (at !== undefined) found.set(column, at)
  }
  return found
}

/** What is asked stands in it, and nobody who gave it. */
export function isRequirementTable(header: string[]): boolean {
  const at = placed(header)
  return (
    !header.map(fold).some((h) => ['donor', 'donante', 'doador', 'bailleur'].includes(h)) &&
    (at.has('needed') || at.has('inKind') || at.has('cash'))
  )
}

export function readRequirements(rows: string[][]): ReadRequirements {
  const header = (rows[0] ?? []).map((h) => h.replace(/^\uFEFF/, '').trim())
  const at = placed(header)
  if (!['country', 'sector', 'organisation'].some((c) => at.has(c as Column)))
    throw new Problem(422, 'plan/funding-columns', { missing: 'Country', found: header.filter(Boolean).join(', ') || '–' })
  const body = rows.slice(1)
  const mark = decimalMarkOf((['needed', 'received'] as const).flatMap((c) => body.map((row) => row[at.get(c) ?? -1] ?? '')))
  const answer: ReadRequirements = { lines: [], findings: [], read: 0, columnsLeft: [], header, raw: new Map() }
  const used = new Set(at.values())
  answer.columnsLeft = header.filter((h, i) => h !== '' && !used.has(i))
  const printed: { line: number; needed: string; received: string | null }[] = []
  body.forEach((row, i) => {
    if (row.every((cell) => cell.trim() === '')) return
    const line = i + 2
    answer.read++
    answer.raw.set(line, row)
    const cell = (column: Column): string => row[at.get(column) ?? -1]?.trim() ?? ''
    const amounts = amountsOf(line, cell, answer.findings, mark)
    if (!amounts) return
    const name = cell('country') || cell('sector') || cell('organisation')
    if (/^(grand )?total(es)?\b/.test(fold(name))) printed.push({ line, needed: amounts.needed, received: amounts.received })
    else
      answer.lines.push({
        line,
        country: cell('country'),
        sector: cell('sector'),
        organisation: cell('organisation'),
        inKind: amounts.inKind,
        cash: amounts.cash,
        received: amounts.received,
        note: cell('note'),
      })
  })
  for (const total of printed) compare(total, answer)
  return answer
}

type Amounts = { needed: string; inKind: string; cash: string; received: string | null }

function amountsOf(
  line: number,
  cell: (column: Column) => string,
  findings: Finding[],
  mark: 'point' | 'comma' | undefined,
): Amounts | undefined {
  const values: Partial<Record<Column, string>> = {}
  for (const column of ['needed', 'inKind', 'cash', 'received'] as const) {
    const read = parseAmount(cell(column), mark)
    if ('amount' in read && read.amount.startsWith('-'))
      return void findings.push(refusal(line, 'amount-negative', { written: cell(column) }))
    if ('amount' in read) values[column] = read.amount
    else if (read.problem !== 'empty')
      return void findings.push(
        refusal(line, read.problem === 'ambiguous' ? 'amount-ambiguous' : 'amount-unreadable', { written: cell(column) }),
      )
  }
  if (values.needed === undefined && values.inKind === undefined && values.cash === undefined)
    return void findings.push(refusal(line, 'amount-missing'))
  const parts = values.inKind !== undefined || values.cash !== undefined
  const inKind = parts ? (values.inKind ?? '0') : values.needed!
  return {
    needed: values.needed ?? addCents([inKind, values.cash ?? '0']),
    inKind,
    cash: values.cash ?? '0',
    received: values.received ?? null,
  }
}

/** A printed total is not taken: it is compared with what the parts add up to. */
function compare(
  { line, needed, received }: { line: number; needed: string; received: string | null },
  answer: ReadRequirements,
): void {
  const sums = {
    needed: addCents(answer.lines.flatMap((l) => [l.inKind, l.cash])),
    received: addCents(answer.lines.map((l) => l.received ?? '0')),
  }
  answer.findings.push(refusal(line, 'total-line'))
  if (toCents(needed) !== sums.needed)
    answer.findings.push(remark(line, 'total-differs', { printed: toCents(needed), sum: sums.needed, what: 'requirement' }))
  if (received !== null && toCents(received) !== sums.received)
    answer.findings.push(remark(line, 'total-differs', { printed: toCents(received), sum: sums.received, what: 'received' }))
}

/** A printed received amount is known by the part of the response it stands beside. */
export const statedFlowId = (line: StatedLine): string =>
  createHash('sha256').update([line.country, line.sector, line.organisation].map(fold).join(' # ')).digest('hex').slice(0, 24)
