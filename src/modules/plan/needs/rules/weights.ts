/** The deprivations of a household survey: which columns, of which sector, with which part of the score. Pure. */
import { Problem } from '../../../../core/problem.ts'
import { fold } from '../../../../core/text.ts'
import type { SurveyIndicator } from '../contract.ts'

/** `1/27` or `0.037` as a number. */
export function numberOf(weight: string): number {
  const [over, under] = weight.split('/')
  return under === undefined ? Number(over) : Number(over) / Number(under)
}

const parts = new Set(['CP', 'GBV', 'HTS'])

/** A table of weights as it is exchanged: a column of weights and one of indicators, in whatever order. The sector is told by the indicator's name. */
export function weightsFrom(rows: string[][], standard: readonly SurveyIndicator[]): SurveyIndicator[] {
  const body = rows.filter((row) => row.some((cell) => cell.trim() !== ''))
  const read = body.flatMap((row): SurveyIndicator[] => {
    const code = row.find((cell) => /^ind[_ ]/i.test(cell.trim()))?.trim()
    const weight = row.find((cell) => /^\s*\d+(\.\d+)?(e-?\d+)?(\/\d+)?\s*$/i.test(cell))?.trim()
    if (code === undefined || weight === undefined || fold(code).startsWith('ind per')) return []
    return [{ code, weight, ...sectorOf(code, standard) }]
  })
  assertWeights(read)
  return read
}

/** `IND_PRO_CP_max` belongs to PRO, and is a sector of its own as well. */
function sectorOf(
  code: string,
  standard: readonly SurveyIndicator[],
): Pick<SurveyIndicator, 'sector' | 'part' | 'look' | 'partLook'> {
  const [, sector = '', part = ''] = code.toUpperCase().split('_')
  const known = standard.find((s) => s.sector === sector)
  const look = known?.look === undefined ? {} : { look: known.look }
  if (!parts.has(part)) return { sector, ...look }
  const partLook = standard.find((s) => s.part === part)?.partLook
  return { sector, part, ...look, ...(partLook !== undefined && { partLook }) }
}

export function assertWeights(indicators: readonly SurveyIndicator[]): void {
  const sum = indicators.reduce((total, i) => total + numberOf(i.weight), 0)
  const codes = indicators.map((i) => columnKey(i.code))
  const doubled = codes.find((code, i) => codes.indexOf(code) !== i)
  if (doubled !== undefined) throw new Problem(422, 'plan/survey-weights-doubled', { code: doubled })
  if (indicators.length === 0 || !(Math.abs(sum - 1) < 1e-6))
    throw new Problem(422, 'plan/survey-weights', { count: indicators.length, sum: Math.round(sum * 10_000) / 10_000 })
}

/** Surveys write `IND_FS`, `ind_fs_max`, `IND FS max` of the same column. */
export const columnKey = (header: string): string => fold(header.replaceAll('_', ' ')).replace(/ max$/, '')
