/** Help while writing: figures to pick, and numbers typed where a live figure would give the same. */

import type { z } from 'zod'
import type { Db } from '../../core/database.ts'
import { type Language, translator } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import { count, type Facts, gatherFacts } from './compose/facts.ts'
import { labelOf } from './compose/labels.ts'
import type { PickedFigure, TypedNumber } from './contract.ts'
import { getOverview, listIndicatorScopes } from './queries.ts'
import { sourceOf } from './reading.ts'
import { keyOf } from './rules/keys.ts'
import { roundedTo, typedNumbers } from './rules/numbers.ts'
import { defaultMethod, type Reference } from './rules/references.ts'
import { type Token, writeToken } from './rules/tokens.ts'

type Choice = { reference: Reference; words: string }
const most = 40
/** A plan of many countries and indicators has more combinations than anybody reads; what counts nobody is left out. */
const mostCounted = 4000

/** Figures whose names hold all the words, largest scope first; `agrees` says whether a printed total is met. */
export async function pickFigures(
  db: Db,
  id: string,
  words: string,
  language: Language,
): Promise<z.infer<typeof PickedFigure>[]> {
  const facts = await gatherFacts(db, sourceOf(await getOverview(db, id)))
  const wanted = fold(words).split(' ').filter(Boolean)
  const choices = await allChoices(db, facts, language)
  const found = choices.filter(({ words: said }) => wanted.every((w) => said.includes(w))).slice(0, most)
  await count(
    db,
    facts,
    found.map((f) => f.reference),
  )
  const t = translator(language)
  return found.flatMap(({ reference }) => {
    const figure = facts.figures.get(keyOf(reference, facts.period))!
    return figure.value === 0
      ? []
      : [
          {
            token: tokenOf(facts, reference),
            label: `${labelOf(facts, reference, language, t)} · ${t(`reports.measure.${reference.measure}`)}`,
            figure,
            agrees: agrees(facts, reference, figure.value),
          },
        ]
  })
}

/** Typed numbers of every text, each with the figures that give the same. */
export async function findTyped(db: Db, id: string): Promise<z.infer<typeof TypedNumber>[]> {
  const facts = await gatherFacts(db, sourceOf(await getOverview(db, id)))
  const typed = [...facts.writing.texts].flatMap(([key, body]) => {
    const [language, part] = key.split(/\/(.*)/s) as [Language, string]
    return typedNumbers(body).map((n) => ({ ...n, language, part }))
  })
  if (typed.length === 0) return []
  const choices = await allChoices(db, facts, 'en')
  await count(
    db,
    facts,
    choices.map((c) => c.reference),
  )
  const byValue = Map.groupBy(choices, ({ reference }) => roundedTo(facts.figures.get(keyOf(reference, facts.period))!.value))
  return typed.flatMap(({ language, part, shown, value }) => {
    const same = byValue.get(value) ?? []
    // Small numbers are everywhere in a text (“two months”); only what could be a count of people is worth asking about.
    if (value < 10 || same.length === 0) return []
    const t = translator(language)
    return [
      {
        language,
        part,
        shown,
        candidates: same.slice(0, 5).map(({ reference }) => ({
          reference: tokenOf(facts, reference),
          label: `${labelOf(facts, reference, language, t)} · ${t(`reports.measure.${reference.measure}`)}`,
        })),
      },
    ]
  })
}

/** All sums that rows exist for: in all, by country, sector, both, and indicator. */
async function allChoices(db: Db, facts: Facts, language: Language): Promise<Choice[]> {
  const { cells, period, ground } = facts
  const scopes: Partial<Reference>[] = [{}]
  for (const country of new Set(cells.map((c) => c.country).filter(Boolean))) scopes.push({ country })
  for (const sector of new Set(cells.map((c) => c.sector).filter(Boolean))) scopes.push({ sector })
  for (const { sector, country } of cells) if (sector && country) scopes.push({ sector, country })
  for (const scope of await listIndicatorScopes(db, ground.plan.id, period, mostCounted)) scopes.push(scope)
  const seen = new Set<string>()
  return scopes.flatMap((scope) =>
    (['people', 'countries', 'trained', 'output'] as const).flatMap((measure) => {
      if (measure === 'countries' && scope.country) return []
      const reference = { measure, ...period, ...scope, method: defaultMethod(scope.sector) } as Reference
      const key = keyOf(reference, period)
      if (seen.has(key) || !hasRows(facts, reference)) return []
      seen.add(key)
      return [{ reference, words: wordsOf(facts, reference, language) }]
    }),
  )
}

const kindOf = { people: 'direct', countries: 'direct', trained: 'capacity', output: 'output' } as const
const hasRows = ({ cells, ground }: Facts, { measure, sector, country, indicator }: Reference) => {
  const kind = kindOf[measure as keyof typeof kindOf]
  const listed = indicator === undefined ? undefined : ground.names.indicators.find((i) => i.id === indicator)
  return (
    cells.some(
      (c) => c.kind === kind && (sector === undefined || c.sector === sector) && (country === undefined || c.country === country),
    ) &&
    (listed === undefined || kindOfIndicator(ground, listed.id) === kind)
  )
}
const kindOfIndicator = (ground: Facts['ground'], id: number) =>
  (ground.names.indicators as { id: number; kind?: string | null }[]).find((i) => i.id === id)?.kind

/** What a search may find it by: its names in the reader's language and in English, and what is counted. */
function wordsOf(facts: Facts, reference: Reference, language: Language): string {
  const said = [...new Set([language, 'en' as const])].map(
    (l) => `${labelOf(facts, reference, l, translator(l))} ${translator(l)(`reports.measure.${reference.measure}`)}`,
  )
  return fold(`${said.join(' ')} ${reference.country ?? ''}`)
}

/** The token as a writer would type it: looks and codes where they say enough, names else. */
function tokenOf({ ground: { names } }: Facts, { measure, sector, country, admin1, indicator }: Reference): string {
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

function agrees({ printed }: Facts, { measure, sector, country, indicator }: Reference, value: number): boolean | null {
  const line =
    sector !== undefined && country === undefined && indicator === undefined
      ? printed.find((p) => p.sectorId === sector)
      : undefined
  if (!line || (measure !== 'people' && measure !== 'countries')) return null
  return line[measure] === value
}
