/** Flows of OCHA's Financial Tracking Service, as its interface answers (pages of JSON) and as its flat table says them. */
import { parseAmount } from '../../../core/money.ts'
import { Problem } from '../../../core/problem.ts'
import { type Finding, type Flow, type ReadFlows, Refused, refusal } from './flow.ts'
import { readDay, readKind, readMethod, readStatus } from './words.ts'

type Thing = Record<string, unknown>
type Side = { type: string; names: string[]; ids: string[] }
type Page = { flows: unknown[]; next: string | null; number: number | null }

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (value == null || typeof value === 'object' ? '' : String(value).trim())

/** One page, a list of pages or of flows, or pages one after another. @throws Problem when it is none of these */
export function readFtsJson(text: string): ReadFlows {
  const pages = valuesIn(text).flatMap(pagesOf)
  if (pages.length === 0) throw new Problem(422, 'plan/funding-not-flows')
  const findings: Finding[] = []
  const flows: Flow[] = []
  const raw = new Map<number, string[]>()
  let line = 0
  for (const written of pages.flatMap((page) => page.flows)) {
    line++
    const flow = attempt(line, findings, () => flowOf(line, written))
    if (flow) flows.push(flow)
    raw.set(line, rawOf(written))
  }
  return {
    form: 'fts-json',
    flows,
    findings,
    read: line,
    missingPages: missingPage(pages),
    columnsLeft: [],
    header: rawHeader,
    raw,
  }
}

/** Runs the reading of one line; what it refuses is a finding. */
export function attempt(line: number, findings: Finding[], read: () => Flow): Flow | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    findings.push(refusal(line, error.code, error.values))
    return undefined
  }
}

/** The JSON values that stand in a text one after another. */
function valuesIn(text: string): unknown[] {
  try {
    return [parsed(text)]
  } catch {
    return pieces(text).map((piece) => {
      try {
        return parsed(piece)
      } catch {
        throw new Problem(422, 'plan/funding-json-broken')
      }
    })
  }
}

/** A NUL, which no text column holds, is left out of what it stands in. */
const parsed = (text: string): unknown =>
  text.includes('\\u0000')
    ? JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : value))
    : JSON.parse(text)

function pieces(text: string): string[] {
  const found: string[] = []
  let [depth, start, isText] = [0, -1, false]
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (isText) {
      if (char === '\\') at++
      else if (char === '"') isText = false
    } else if (char === '"') isText = true
    else if (char === '{' || char === '[') {
      if (depth++ === 0) start = at
    } else if ((char === '}' || char === ']') && --depth === 0) found.push(text.slice(start, at + 1))
  }
  if (depth !== 0 || found.length === 0) throw new Problem(422, 'plan/funding-json-broken')
  return found
}

function pagesOf(value: unknown): Page[] {
  if (Array.isArray(value)) {
    const isFlows = value.length > 0 && value.every((v) => isThing(v) && !('data' in v) && !('flows' in v))
    return isFlows ? [{ flows: value, next: null, number: null }] : value.flatMap(pagesOf)
  }
  if (!isThing(value)) return []
  const holder = isThing(value.data) ? value.data : value
  if (!Array.isArray(holder.flows)) return 'sourceObjects' in value ? [{ flows: [value], next: null, number: null }] : []
  const meta = isThing(value.meta) ? value.meta : {}
  return [{ flows: holder.flows, next: textOf(meta.nextLink) || null, number: typeof meta.page === 'number' ? meta.page : null }]
}

/** The address of the first page that another one announces and the file does not hold. */
function missingPage(pages: Page[]): string | null {
  const there = new Set(pages.map((page, at) => page.number ?? at + 1))
  for (const [at, { next, number }] of pages.entries()) {
    if (!next) continue
    const following = Number(/[?&]page=(\d+)/.exec(next)?.[1] ?? (number ?? at + 1) + 1)
    if (!there.has(following)) return next
  }
  return null
}

function sideOf(objects: unknown): Side[] {
  const sides = new Map<string, Side>()
  for (const object of Array.isArray(objects) ? objects : []) {
    if (!isThing(object)) continue
    const type = textOf(object.type)
    const side = sides.get(type) ?? { type, names: [], ids: [] }
    side.names.push(textOf(object.name))
    side.ids.push(textOf(object.id))
    sides.set(type, side)
  }
  return [...sides.values()]
}

const namesIn = (sides: Side[], type: string): string[] => [
  ...new Set(sides.find((s) => s.type === type)?.names.filter(Boolean) ?? []),
]
const clustersIn = (sides: Side[]): string[] => {
  const own = namesIn(sides, 'Cluster')
  return own.length > 0 ? own : namesIn(sides, 'GlobalCluster')
}
const plansIn = (sides: Side[]): string[][] => {
  const plans = sides.find((s) => s.type === 'Plan')
  return plans ? plans.names.map((name, at) => [name, plans.ids[at] ?? '']) : []
}

function flowOf(line: number, written: unknown): Flow {
  if (!isThing(written)) throw new Refused('flow-id-missing')
  const [source, destination] = [sideOf(written.sourceObjects), sideOf(written.destinationObjects)]
  const parent = textOf(written.parentFlowId)
  return {
    ...commonOf(line, 'json', (column) => textOf(written[column])),
    parentFlowId: parent === '' || parent === textOf(written.id) ? null : parent,
    donors: namesIn(source, 'Organization'),
    recipients: namesIn(destination, 'Organization'),
    countries: namesIn(destination, 'Location'),
    sectors: clustersIn(destination),
    originCountries: namesIn(source, 'Location'),
    originSectors: clustersIn(source),
    sourcePlans: plansIn(source),
    destinationPlans: plansIn(destination),
    earmarking: Array.isArray(written.grandBargainEarmarkingType)
      ? written.grandBargainEarmarkingType.map(textOf).join(', ')
      : '',
    newMoney: typeof written.newMoney === 'boolean' ? written.newMoney : null,
    objects: { sourceObjects: written.sourceObjects ?? [], destinationObjects: written.destinationObjects ?? [] },
  }
}

/** What both forms say in the same words. */
function commonOf(line: number, form: 'json' | 'csv', cell: (column: string) => string) {
  const flowId = cell('id')
  if (flowId === '') throw new Refused('flow-id-missing')
  return {
    line,
    source: 'fts' as const,
    form,
    flowId,
    boundary: cell('boundary') || null,
    status: readStatus(cell('status')),
    kind: readKind(cell('contributionType')),
    method: readMethod(cell('method')),
    amount: numberOf(cell('originalAmount')),
    currency: cell('originalCurrency').toUpperCase() || null,
    usd: numberOf(cell('amountUSD')),
    perUsd: numberOf(cell('exchangeRate')),
    decidedOn: readDay(cell('decisionDate')) ?? readDay(cell('date')),
    budgetYear: /^\d{4}$/.test(cell('budgetYear')) ? Number(cell('budgetYear')) : null,
    description: cell('description').slice(0, 100_000),
    reference: cell('refCode'),
    flowType: cell('flowType') || null,
    versionId: /^\d{1,9}$/.test(cell('versionId')) ? Number(cell('versionId')) : null,
    updatedAt: /^\d{4}-\d\d-\d\d/.test(cell('updatedAt')) ? cell('updatedAt') : null,
  }
}

function numberOf(written: string): string | null {
  if (written === '') return null
  const read = parseAmount(written, 'point')
  if ('problem' in read) throw new Refused('amount-unreadable', { written })
  if (read.amount.startsWith('-')) throw new Refused('amount-negative', { written })
  return read.amount
}

const rawHeader = ['id', 'amountUSD', 'originalAmount', 'originalCurrency', 'status', 'description']
const rawOf = (written: unknown): string[] => rawHeader.map((column) => (isThing(written) ? textOf(written[column]) : ''))

export const isFtsTable = (header: string[]): boolean => header.includes('srcOrganization') && header.includes('destOrganization')

/** The flat table: one line per flow, a second header of tags where it comes from the data exchange. */
export function readFtsTable(rows: string[][]): ReadFlows {
  const header = (rows[0] ?? []).map((h) => h.replace(/^\uFEFF/, '').trim())
  const at = new Map(header.map((name, i) => [name, i]))
  const findings: Finding[] = []
  const flows: Flow[] = []
  const raw = new Map<number, string[]>()
  let read = 0
  rows.slice(1).forEach((row, i) => {
    if (row.every((cell) => cell.trim() === '') || (i === 0 && row.some((cell) => cell.startsWith('#')))) return
    read++
    raw.set(i + 2, row)
    const flow = attempt(i + 2, findings, () =>
      tableFlow(i + 2, (column) => row[at.get(column) ?? -1]?.trim() ?? '', at.has('destPlan')),
    )
    if (flow) flows.push(flow)
  })
  return { form: 'fts-csv', flows, findings, read, missingPages: null, columnsLeft: [], header, raw }
}

function tableFlow(line: number, cell: (column: string) => string, saysPlans: boolean): Flow {
  const plan = [cell('destPlan'), cell('destPlanCode'), cell('destPlanId')]
  const parent = cell('parentFlowId')
  return {
    ...commonOf(line, 'csv', cell),
    ...(parent !== '' && { parentFlowId: parent }),
    donors: cell('srcOrganization') ? [cell('srcOrganization')] : [],
    recipients: cell('destOrganization') ? [cell('destOrganization')] : [],
    countries: listOf(cell('destLocations')),
    sectors: listOf(cell('destClusters') || cell('destGlobalClusters')),
    destinationPlans: saysPlans && plan[0] !== '' ? [plan] : [],
  }
}

const listOf = (written: string): string[] => [
  ...new Set(
    written
      .split(/[,|;]/)
      .map((w) => w.trim())
      .filter(Boolean),
  ),
]
