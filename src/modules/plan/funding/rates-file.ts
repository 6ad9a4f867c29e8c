/** A file of rates: Currency, Date, and either USD for one unit or units for one USD — the header must say which. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { currencyOf, decimalMarkOf, parseAmount } from '../../../core/money.ts'
import { Problem } from '../../../core/problem.ts'
import { fold } from '../../../core/text.ts'
import { readRows } from '../lists/receiving.ts'
import { cellText } from './cells.ts'
import type { FundingImport, Rate } from './contract.ts'
import { type Finding, Refused, refusal } from './flow.ts'
import { outcomeOf } from './outcome.ts'
import { storeRates } from './rates.ts'
import { readDay } from './words.ts'

const headers = {
  currency: ['currency', 'moneda', 'moeda', 'devise', 'currency code', 'code'],
  day: ['date', 'day', 'fecha', 'data', 'effective date', 'from'],
  usd: ['usd per unit', 'usd', 'usd for one unit', 'usd por unidad', 'usd por unidade', 'usd par unite'],
  perUsd: [
    'units per usd',
    'per usd',
    'rate per usd',
    'unidades por usd',
    'unites par usd',
    'operational rate',
    'un operational rate',
  ],
  source: ['source', 'fuente', 'fonte'],
} as const
type Column = keyof typeof headers

export async function importRates(ctx: Context, path: string, name: string): Promise<FundingImport> {
  assertMay(ctx, 'funding.edit')
  const rows = await readRows(path, cellText)
  const header = (rows[0] ?? []).map((h) => h.trim())
  const at = new Map(
    (Object.keys(headers) as Column[]).map((c) => [
      c,
      header.findIndex((h) => (headers[c] as readonly string[]).includes(fold(h))),
    ]),
  )
  const missing = [
    ...(at.get('currency')! < 0 ? ['Currency'] : []),
    ...(at.get('day')! < 0 ? ['Date'] : []),
    ...(at.get('usd')! < 0 && at.get('perUsd')! < 0 ? ['USD per unit / Units per USD'] : []),
  ] // prettier-ignore
  if (missing.length > 0)
    throw new Problem(422, 'plan/funding-columns', {
      missing: missing.join(', '),
      found: header.filter(Boolean).join(', ') || '–',
    })
  const findings: Finding[] = []
  const raw = new Map<number, string[]>()
  const mark = decimalMarkOf(rows.slice(1).map((row) => row[Math.max(at.get('usd')!, at.get('perUsd')!)] ?? ''))
  const rates = rows.slice(1).flatMap((row, i): Rate[] => {
    if (row.every((cell) => cell.trim() === '')) return []
    raw.set(i + 2, row)
    try {
      return [rateOf((column) => row[at.get(column) ?? -1]?.trim() ?? '', mark ?? 'point', name)]
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      findings.push(refusal(i + 2, error.code, error.values))
      return []
    }
  })
  const { added, changed, rated } = await transact(ctx.db, async (db) => {
    const stored = await storeRates(db, ctx.actor.id, rates)
    await record(db, ctx.actor, 'funding.rated', name, stored)
    return stored
  })
  const read = { form: 'rates' as const, findings, read: raw.size, header, raw, columnsLeft: [] }
  return {
    ...outcomeOf(ctx.language, read, { added, changed, same: rates.length - added - changed, older: 0, awaiting: 0 }),
    rated,
  }
}

function rateOf(cell: (column: Column) => string, mark: 'point' | 'comma', source: string): Rate {
  const currency = currencyOf(cell('currency'))
  if (!currency || currency === 'USD') throw new Refused('currency-unknown', { written: cell('currency') })
  const day = readDay(cell('day'))
  if (day === null) throw new Refused('date-unreadable', { written: '–' })
  const written = cell('usd') || cell('perUsd')
  const read = parseAmount(written, mark)
  if ('problem' in read || read.amount.startsWith('-') || Number(read.amount) === 0)
    throw new Refused('rate-unreadable', { written })
  return { currency, day, usd: cell('usd') ? read.amount : inverse(read.amount), source: cell('source') || source }
}

/** 1 ÷ rate with twelve significant digits. */
const inverse = (rate: string): string => {
  const text = (1 / Number(rate)).toPrecision(12)
  return text.includes('e') ? Number(text).toFixed(20).replace(/0+$/, '') : text.replace(/\.?0+$/, '')
}
