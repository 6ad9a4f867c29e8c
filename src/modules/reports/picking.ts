/** Help while writing: figures to pick, and numbers typed where a live figure would give the same. */

import type { z } from 'zod'
import type { Db } from '../../core/database.ts'
import { type Language, translator } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import type { Figure } from '../figures/contract.ts'
import { type Choice, indicatorChoices, indicatorsCalled, tableChoices, tokenOf, wordsOf } from './compose/choices.ts'
import type { Counts } from './compose/counts.ts'
import { loadCounts } from './compose/facts.ts'
import { labelOf } from './compose/labels.ts'
import { loadWriting } from './compose/loading.ts'
import type { PickedFigure, TypedNumber } from './contract.ts'
import { getOverview } from './queries.ts'
import { sourceOf } from './reading.ts'
import { roundedTo, typedNumbers } from './rules/numbers.ts'

const most = 40

/** Figures whose names hold all the words, largest scope first; `agrees` says whether a printed total is met. What counts nobody is left out. */
export async function pickFigures(
  db: Db,
  id: string,
  words: string,
  language: Language,
): Promise<z.infer<typeof PickedFigure>[]> {
  const counts = await loadCounts(db, sourceOf(await getOverview(db, id)))
  const wanted = fold(words).split(' ').filter(Boolean)
  const fits = (choice: Choice) => {
    if (choice.figure.value === 0) return false
    const said = wordsOf(counts, choice.figure.reference, language)
    return wanted.every((word) => said.includes(word))
  }
  const found = tableChoices(counts).filter(fits).slice(0, most)
  if (found.length < most)
    found.push(...(await indicatorChoices(db, counts, indicatorsCalled(counts, wanted, language))).filter(fits))
  return found.slice(0, most).map(({ figure }) => ({
    token: tokenOf(counts, figure.reference),
    label: labelled(counts, figure, language),
    figure,
    agrees: agrees(counts, figure),
  }))
}

/** Typed numbers of every text, each with the figures that give the same. */
export async function findTyped(db: Db, id: string): Promise<z.infer<typeof TypedNumber>[]> {
  const { texts } = await loadWriting(db, id)
  const typed = [...texts].flatMap(([key, body]) => {
    const [language, part] = key.split(/\/(.*)/s) as [Language, string]
    // Small numbers are everywhere in a text (“two months”); only what could be a count of people is worth asking about.
    return typedNumbers(body).flatMap((n) => (n.value < 10 ? [] : [{ ...n, language, part }]))
  })
  if (typed.length === 0) return []
  const counts = await loadCounts(db, sourceOf(await getOverview(db, id)))
  const choices = [...tableChoices(counts), ...(await indicatorChoices(db, counts, null))]
  const byValue = Map.groupBy(choices, ({ figure }) => roundedTo(figure.value))
  return typed.flatMap(({ language, part, shown, value }) => {
    const same = byValue.get(value) ?? []
    if (same.length === 0) return []
    const candidates = same.slice(0, 5).map(({ figure }) => ({
      reference: tokenOf(counts, figure.reference),
      label: labelled(counts, figure, language),
    }))
    return [{ language, part, shown, candidates }]
  })
}

function labelled(counts: Counts, { reference }: Figure, language: Language): string {
  const t = translator(language)
  return `${labelOf(counts, reference, language, t)} · ${t(`reports.measure.${reference.measure}`)}`
}

function agrees({ printed }: Counts, { reference, value }: Figure): boolean | null {
  const { measure, sector, country, indicator } = reference
  const line =
    sector !== undefined && country === undefined && indicator === undefined
      ? printed.find((p) => p.sectorId === sector)
      : undefined
  if (!line || (measure !== 'people' && measure !== 'countries')) return null
  return line[measure] === value
}
