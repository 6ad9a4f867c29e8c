/** The figures a writer may choose from: all sums that rows exist for, in all, by country, sector, both, and indicator; what each is called and how it is written. */
import type { Db } from '../../../core/database.ts'
import { type Language, translator } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import type { Figure } from '../../figures/contract.ts'
import { linkOf } from '../../figures/rules.ts'
import { type IndicatorSum, listIndicatorSums } from '../queries.ts'
import { keyOf } from '../rules/keys.ts'
import type { Reference } from '../rules/references.ts'
import { type Token, writeToken } from '../rules/tokens.ts'
import { type Counts, kindOf, tableFigure } from './counts.ts'
import { labelOf } from './labels.ts'

export type Choice = { figure: Figure }
type Measure = keyof typeof kindOf
const measures = Object.keys(kindOf) as Measure[]
/** A plan of many countries and indicators has more combinations than anybody reads. */
const mostCounted = 4000

/** What the sums give without reading anything more, largest scope first. Made once for the same counts. */
export function tableChoices(counts: Counts): Choice[] {
  const known = tables.get(counts)
  if (known) return known
  const { cells } = counts
  const scopes: { sector?: number; country?: string }[] = [{}]
  for (const country of new Set(cells.map((c) => c.country).filter(Boolean))) scopes.push({ country })
  for (const sector of new Set(cells.map((c) => c.sector).filter(Boolean))) scopes.push({ sector })
  const both = new Map(cells.filter((c) => c.sector && c.country).map((c) => [`${c.sector}/${c.country}`, c]))
  for (const { sector, country } of both.values()) scopes.push({ sector, country })
  const named = ({ sector, country }: (typeof scopes)[number], kind: string) => `${kind}/${sector ?? ''}/${country ?? ''}`
  const filled = new Set(
    cells.flatMap(({ sector, country, kind }) =>
      [{}, { country }, { sector }, { sector, country }].map((scope) => named(scope, kind)),
    ),
  )
  const choices = scopes.flatMap((scope) =>
    measures
      .filter((measure) => filled.has(named(scope, kindOf[measure])) && !(measure === 'countries' && scope.country))
      .map((measure) => ({ figure: tableFigure(counts, measure, scope).figure })),
  )
  tables.set(counts, choices)
  return choices
}
const tables = new WeakMap<Counts, Choice[]>()

/** Figures of indicators: of those asked, or of all; an indicator in all countries before its countries. */
export async function indicatorChoices(db: Db, counts: Counts, indicators: number[] | null): Promise<Choice[]> {
  if (indicators?.length === 0) return []
  const sums = await listIndicatorSums(db, counts.ground.plan.id, counts.period, indicators, mostCounted)
  const reported = Map.groupBy(
    sums.filter((s) => s.country && s.number > 0),
    placeless,
  )
  return sums.flatMap((s) => {
    if (s.country === '') return []
    const countries =
      s.country === null ? (reported.get(placeless(s)) ?? []).map((r) => r.country!) : s.number > 0 ? [s.country] : []
    return measures
      .filter((measure) => kindOf[measure] === s.kind && !(measure === 'countries' && s.country !== null))
      .map((measure) => ({ figure: indicatorFigure(counts, measure, s, countries) }))
  })
}
const placeless = ({ sector, indicator, kind }: IndicatorSum) => `${sector}/${indicator}/${kind}`

function indicatorFigure(
  { period, ground, countedAt }: Counts,
  measure: Measure,
  { sector, indicator, country, rows, number }: IndicatorSum,
  countries: string[],
): Figure {
  const reference: Reference = {
    measure,
    ...period,
    sector,
    indicator,
    ...(country === null ? {} : { country }),
    method: 'sum',
  }
  return {
    reference,
    value: measure === 'countries' ? countries.length : number,
    unit: `reports.measure.${measure}`,
    rows,
    countries: countries.toSorted(),
    countedAt,
    link: linkOf(ground.plan.code, reference),
  }
}

/** Indicators whose names, sector or kind hold the words, but for words that name a country. */
export function indicatorsCalled(counts: Counts, wanted: string[], language: Language): number[] {
  const { countries, names } = counts.ground
  const places = countries.map((c) => wordsOf(counts, { country: c.code } as Reference, language))
  const rest = wanted.filter((word) => !places.some((said) => said.includes(word)))
  return names.indicators.flatMap(({ id: indicator, sectorId: sector }) => {
    const said = measures.map((measure) => wordsOf(counts, { measure, sector, indicator } as Reference, language)).join(' ')
    return rest.every((word) => said.includes(word)) ? [indicator] : []
  })
}

/** What a search may find it by: its names in the reader's language and in English, and what is counted. */
export function wordsOf(counts: Counts, reference: Reference, language: Language): string {
  const kept = said.get(counts) ?? new Map<string, string>()
  said.set(counts, kept)
  const key = `${language}/${keyOf(reference, counts.period)}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const inEach = [...new Set([language, 'en' as const])].map((l) => {
    const t = translator(l)
    return `${labelOf(counts, reference, l, t)} ${reference.measure ? t(`reports.measure.${reference.measure}`) : ''}`
  })
  const words = fold(`${inEach.join(' ')} ${reference.country ?? ''}`)
  kept.set(key, words)
  return words
}
const said = new WeakMap<Counts, Map<string, string>>()

/** The token as a writer would type it: looks and codes where they say enough, names else. */
export function tokenOf({ ground: { names } }: Counts, { measure, sector, country, admin1, indicator }: Reference): string {
  const inSector = names.sectors.find((s) => s.id === sector)
  const look = inSector && (names.sectors.filter((s) => s.look === inSector.look).length === 1 ? inSector.look : inSector.name)
  const listed = names.indicators.find((i) => i.id === indicator)
  const unique = listed?.code && names.indicators.filter((i) => i.sectorId === sector && i.code === listed.code).length === 1
  const keys: Token['keys'] = {
    ...(look ? { sector: look } : {}),
    ...(country ? { country } : {}),
    ...(admin1 ? { admin1 } : {}),
    ...(listed ? { indicator: unique ? listed.code! : String(listed.id) } : {}),
  }
  return writeToken(measure, keys)
}
