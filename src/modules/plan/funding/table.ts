/** A table of one's own: Donor, Recipient, Country, Sector, Amount, Currency, Date, Status, Description, in any of Senda's languages and any order. */
import { createHash } from 'node:crypto'
import { currencyOf, type DecimalMark, decimalMarkOf, parseAmount } from '../../../core/money.ts'
import { Problem } from '../../../core/problem.ts'
import { fold } from '../../../core/text.ts'
import { type Finding, type Flow, type ReadFlows, Refused, refusal, remark } from './flow.ts'
import { attempt } from './fts.ts'
import { readDay, readKind, readMethod, readStatus } from './words.ts'

const columns = {
  id: 'flow id|id|contribution id|numero|codigo|number',
  donor:
    'donor|donor name|source|source organization|source organisation|source org|from|donante|financiador|doador|donateur|bailleur',
  recipient:
    'recipient|recipient organization|recipient organisation|organisation|organization|destination organization|destination organisation|destination org|to|appealing organisation|receptor|organizacion|socio|beneficiario|organizacao|recebedor|beneficiaire',
  country: 'country|destination country|destination location|location|pais|pays|platform|plataforma',
  sector: 'sector|cluster|destination cluster|field cluster|global cluster|subsector|setor|secteur',
  amount: 'amount|original amount|original amount oa|value|monto|importe|cantidad|valor|montant|contribution',
  usd: 'amount usd|usd|amount us|amount in usd|usd amount|monto usd|importe usd|valor usd|montant usd|us',
  currency: 'currency|original currency|oa currency|moneda|divisa|moeda|devise',
  date: 'decision date|date|flow date|fecha|fecha de decision|data|data da decisao|date de decision',
  status: 'status|flow status|contribution status|estado|situacao|statut',
  description: 'description|title|project|descripcion|titulo|proyecto|descricao|projeto|projet',
  kind: 'kind|contribution type|type|tipo|tipo de contribucion|tipo de contribuicao',
  method: 'method|modality|modalidad|modalidade|modalite',
  year: 'budget year|year|ano|ano presupuestario|annee|ano orcamentario',
  earmarking: 'earmarking|earmarked|destino especifico|affectation',
  reference: 'reference|donor project code|ref code|grant|referencia|subvencion|reference du projet',
  plan: 'plan|destination plan|appeal|response plan|plano',
  parent: 'parent flow|parent flow id|part of|parte de',
} as const
type Column = keyof typeof columns

/** Columns by name, wherever they stand. */
export function placed(header: string[]): Map<Column, number> {
  const folded = header.map((h) => fold(h.replace(/\(([^)]*)\)/g, ' $1 ')))
  const found = new Map<Column, number>()
  for (const [column, words] of Object.entries(columns) as [Column, string][])
    for (const word of words.split('|')) {
      const at = folded.indexOf(word)
      if (at < 0 || [...found.values()].includes(at)) continue
      found.set(column, at)
      break
    }
  return found
}

/** @throws Problem when the columns that every contribution needs are not there */
export function readTable(rows: string[][]): ReadFlows {
  const head = rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1)
  const header = (rows[head] ?? []).map((h) => h.replace(/^\uFEFF/, '').trim())
  const at = placed(header)
  const missing = [...(at.has('donor') ? [] : ['Donor']), ...(at.has('amount') || at.has('usd') ? [] : ['Amount'])]
  if (missing.length > 0)
    throw new Problem(422, 'plan/funding-columns', {
      missing: missing.join(', '),
      found: header.filter(Boolean).slice(0, 40).join(', ') || '–',
    })
  const body = rows.slice(head + 1)
  const mark = decimalMarkOf(['amount', 'usd'].flatMap((c) => body.map((row) => row[at.get(c as Column) ?? -1] ?? '')))
  const seen = new Map<string, number>()
  const findings: Finding[] = []
  const flows: Flow[] = []
  const raw = new Map<number, string[]>()
  body.forEach((row, i) => {
    if (row.every((cell) => cell.trim() === '')) return
    const line = head + i + 2
    raw.set(line, row)
    const cell = (column: Column): string => row[at.get(column) ?? -1]?.replace(/\s+/gu, ' ').trim() ?? ''
    if (isTotal(cell)) {
      findings.push(refusal(line, 'total-line'))
      return
    }
    const flow = attempt(line, findings, () => lineFlow(line, cell, at, mark))
    const kept = flow && numbered(flow, cell('id'), seen, findings)
    if (kept) flows.push(kept)
  })
  const used = new Set(at.values())
  return {
    form: 'table',
    flows,
    findings,
    read: raw.size,
    missingPages: null,
    columnsLeft: header.filter((h, i) => h !== '' && !used.has(i)),
    header,
    raw,
  } // prettier-ignore
}

const isTotal = (cell: (column: Column) => string): boolean =>
  /^(grand |sub)?total(es)?\b/.test(fold(cell('donor'))) || (cell('donor') === '' && /^total\b/.test(fold(cell('recipient'))))

function lineFlow(line: number, cell: (column: Column) => string, at: Map<Column, number>, mark: DecimalMark | undefined): Flow {
  const donor = cell('donor')
  if (donor === '') throw new Refused('donor-missing')
  const usd = at.has('usd') ? amountIn(cell('usd'), mark) : null
  const given = at.has('amount') ? amountIn(cell('amount'), mark) : null
  if (!usd && !given) throw new Refused('amount-missing')
  const currency = given ? currencyFor(cell('currency'), given.currency, usd !== null) : 'USD'
  const amount = given?.amount ?? usd!.amount
  const isUsd = currency === 'USD' && !usd
  return {
    line,
    source: 'file',
    form: 'table',
    flowId: '',
    ...(at.has('parent') && { parentFlowId: cell('parent') || null }),
    donors: [donor],
    recipients: listOf(cell('recipient')),
    countries: listOf(cell('country')),
    sectors: cell('sector') ? splitBar(cell('sector')) : [],
    destinationPlans: cell('plan') ? [[cell('plan')]] : [],
    boundary: null,
    status: readStatus(cell('status'), 'commitment'),
    kind: readKind(cell('kind')),
    method: readMethod(cell('method')),
    amount,
    currency,
    usd: usd?.amount ?? (isUsd ? amount : null),
    perUsd: null,
    decidedOn: readDay(cell('date')),
    budgetYear: /^\d{4}$/.test(cell('year')) ? Number(cell('year')) : null,
    description: cell('description'),
    reference: cell('reference'),
    earmarking: cell('earmarking'),
    flowType: null,
    versionId: null,
    updatedAt: null,
  } // prettier-ignore
}

const splitBar = (written: string): string[] =>
  written
    .split('|')
    .map((w) => w.trim())
    .filter(Boolean)
const listOf = splitBar

function amountIn(written: string, mark: DecimalMark | undefined): { amount: string; currency?: string } | null {
  const read = parseAmount(written, mark)
  if (!('problem' in read)) {
    if (read.amount.startsWith('-')) throw new Refused('amount-negative', { written })
    return read
  }
  if (read.problem === 'empty') return null
  if (read.problem === 'ambiguous') throw new Refused('amount-ambiguous', { written })
  throw new Refused(read.problem === 'currency-unknown' ? 'currency-unknown' : 'amount-unreadable', { written })
}

function currencyFor(column: string, beside: string | undefined, hasUsd: boolean): string {
  if (column !== '') {
    const currency = currencyOf(column)
    if (!currency) throw new Refused('currency-unknown', { written: column })
    if (beside && beside !== currency) throw new Refused('currency-unknown', { written: `${beside} / ${column}` })
    return currency
  }
  if (beside) return beside
  if (hasUsd) return 'USD'
  throw new Refused('currency-missing')
}

/** A line keeps its own number; without one it is known by what it says, the second of two equal ones by that too. */
function numbered(flow: Flow, id: string, seen: Map<string, number>, findings: Finding[]): Flow | undefined {
  if (id !== '') {
    const before = seen.get(`id ${id}`)
    if (before) {
      findings.push(refusal(flow.line, 'written-twice', { other: String(before), id }))
      return undefined
    }
    seen.set(`id ${id}`, flow.line)
    return { ...flow, flowId: id }
  }
  const says = [
    ...flow.donors,
    '>',
    ...flow.recipients,
    flow.countries.join(),
    flow.sectors.join(),
    flow.amount,
    flow.currency,
    flow.usd,
    flow.status,
    flow.kind,
    flow.decidedOn,
    flow.description,
    flow.reference,
  ].join('\u0001')
  const key = createHash('sha256')
    .update(fold(says.replaceAll('\u0001', ' # ')))
    .digest('hex')
    .slice(0, 24)
  const times = (seen.get(key) ?? 0) + 1
  seen.set(key, times)
  if (times > 1) findings.push(remark(flow.line, 'written-twice', { other: '–', id: 'none' }))
  return { ...flow, flowId: times > 1 ? `${key}-${times}` : key }
}
