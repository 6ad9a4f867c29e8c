/** Money beside people: what was asked and given along the same side of the plan. Only of the whole plan: money is not filtered as reports are. */
import type { Context } from '../../../core/context.ts'
import type { CoverageLine } from '../../plan/funding/contract.ts'
import { readCoverage } from '../../plan/funding/coverage.ts'
import type { ProgressBy, ProgressLine, ProgressScope } from './contract.ts'

type Table = { lines: ProgressLine[]; total: ProgressLine }

export async function withMoney(ctx: Context, code: string, by: ProgressBy, asked: ProgressScope, table: Table): Promise<Table> {
  const isWhole = asked.country === undefined && asked.sector === undefined && asked.organisation === undefined
  if (!isWhole || (by !== 'sector' && by !== 'country' && by !== 'organisation')) return table
  const coverage = await readCoverage(ctx, code, by)
  const known = new Map(coverage.lines.map((line) => [line.key, line]))
  return {
    lines: table.lines.map((line) => ({ ...line, money: moneyOf(known.get(line.key)) })),
    total: { ...table.total, money: moneyOf(coverage.total) },
  }
}

const moneyOf = (line: CoverageLine | undefined): ProgressLine['money'] =>
  line ? { required: line.requirement, contributed: line.contributed, coverage: line.coverage } : null
