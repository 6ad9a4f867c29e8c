/** A respondent table: which columns it has, and each line's answers. Pure: places are asked for by name. */
import { Problem } from '../../../../core/problem.ts'
import { fold } from '../../../../core/text.ts'
import type { PeopleRemark, SurveyIndicator } from '../contract.ts'
import type { Respondent } from './survey.ts'
import { columnKey } from './weights.ts'

export type Answered = Respondent & { line: number; country: string; place: string }
type FindPlace = (
  country: string | undefined,
  area: string | undefined,
) => { country: string; place: string } | PeopleRemark['reason']
export type RespondentTable = {
  read: number
  answered: Answered[]
  refused: PeopleRemark[]
  empties: { column: string; empty: number }[]
}

const known = {
  country: /^(country|pais|pays|admin ?0|country name|pais country)$/,
  area: /^(admin ?1|country admin1|place|departamento|region|estado|provincia|area)$/,
  weight: /^(weights?|pesos?|ponderacion|ponderador|poids|sample weight|weight final)$/,
  cluster: /^(clusters?|conglomerado|psu|upm|grappe|cluster id)$/,
  stratum: /^(strat(um|a)|estratos?|strates?|stratum id)$/,
} as const
type Known = keyof typeof known

/** @throws Problem when the columns say no place or lack deprivations */
export function readRespondents(rows: string[][], indicators: readonly SurveyIndicator[], find: FindPlace): RespondentTable {
  const head = rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1)
  const headers = (rows[head] ?? []).map((h) => fold(h.replace(/^\uFEFF/, '').replaceAll('_', ' ')))
  const at = Object.fromEntries(
    Object.entries(known).map(([name, words]) => [name, headers.findIndex((h) => words.test(h))]),
  ) as Record<Known, number>
  const columns = indicators.map((i) => headers.findIndex((h) => columnKey(h) === columnKey(i.code)))
  const missing = [
    ...(at.country < 0 && at.area < 0 ? ['country'] : []),
    ...indicators.flatMap((i, n) => (columns[n]! < 0 ? [i.code] : [])),
  ]
  if (missing.length > 0)
    throw new Problem(422, 'plan/survey-columns', {
      missing: missing.join(', '),
      found: headers.filter(Boolean).slice(0, 60).join(', ') || '–',
    })
  const table: RespondentTable = {
    read: 0,
    answered: [],
    refused: [],
    empties: indicators.map((i) => ({ column: i.code, empty: 0 })),
  }
  rows.slice(head + 1).forEach((cells, i) => {
    if (cells.every((cell) => cell.trim() === '')) return
    table.read += 1
    takeLine(table, { line: head + i + 2, cells, at, columns, indicators }, find)
  })
  if (table.read === 0) throw new Problem(422, 'plan/survey-empty')
  return table
}

type Line = {
  line: number
  cells: string[]
  at: Record<Known, number>
  columns: number[]
  indicators: readonly SurveyIndicator[]
}

function takeLine(table: RespondentTable, line: Line, find: FindPlace): void {
  const found = readLine(line, find)
  if ('reason' in found) table.refused.push(found)
  else {
    found.answers.forEach((answer, i) => {
      if (answer === undefined) table.empties[i]!.empty += 1
    })
    table.answered.push(found.household)
  }
}

/** A household with its answers, or why it is left out. */
function readLine(
  { line, cells, at, columns, indicators }: Line,
  find: FindPlace,
): PeopleRemark | { household: Answered; answers: (boolean | undefined)[] } {
  const cell = (name: Known) => (at[name] < 0 ? undefined : (cells[at[name]] ?? '').trim())
  const refusal = (reason: PeopleRemark['reason'], values: PeopleRemark['values']): PeopleRemark => ({ line, reason, values })
  const [country, area] = [cell('country'), cell('area')]
  const place = find(country, area || undefined)
  if (typeof place === 'string') {
    const name = (place === 'place-unknown' ? area : country || area) || '–'
    return refusal(place, { name, country: country ?? '–', column: at.country < 0 ? 'admin1' : 'country' })
  }
  const weight = readWeight(cell('weight'))
  if (weight === undefined) return refusal('weight-unfit', { written: cell('weight') || '–' })
  const answers = columns.map((column) => readAnswer(cells[column] ?? ''))
  const wrong = answers.indexOf('wrong')
  if (wrong >= 0)
    return refusal('answer-unreadable', { column: indicators[wrong]!.code, written: cells[columns[wrong]!]!.trim().slice(0, 80) })
  if (answers.every((a) => a === undefined)) return refusal('nothing-answered', {})
  // Without a column of clusters each household stands for itself.
  const sampled = { weight, stratum: cell('stratum') ?? '', cluster: at.cluster < 0 ? `line ${line}` : (cell('cluster') ?? '') }
  const household = { line, ...place, ...sampled, deprived: answers.map((a) => a === true) }
  return { household, answers: answers as (boolean | undefined)[] }
}

/** No column of weights: all count the same. A weight of nought or less is none. */
function readWeight(written: string | undefined): number | undefined {
  if (written === undefined) return 1
  const value = /^\d+([.,]\d+)?(e[-+]?\d+)?$/i.test(written) ? Number(written.replace(',', '.')) : Number.NaN
  return value > 0 && value < 1e12 ? value : undefined
}

/** Empty: not asked or not answered; it deprives of nothing. */
function readAnswer(written: string): boolean | undefined | 'wrong' {
  const key = written.trim().toLowerCase()
  if (key === '' || key === 'na' || key === 'nan' || key === 'n/a') return undefined
  if (/^1(\.0+)?$/.test(key) || key === 'true') return true
  return /^0(\.0+)?$/.test(key) || key === 'false' ? false : 'wrong'
}
