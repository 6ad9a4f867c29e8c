/** An overview written out in one language: every figure filled in, ready for page, PDF, DOCX, tables. */
import { type Language, type Texts, type Translate, textIn, translator } from '../../../core/i18n.ts'
import type { OverviewDocument, Run, TieOutLine } from '../contract.ts'
import { paragraphsOf } from '../rules/tokens.ts'
import { automatic } from './automatic.ts'
import { everywhere, sum, tableFigure } from './counts.ts'
import type { Facts } from './facts.ts'
import { labelOf } from './labels.ts'
import { textKey } from './loading.ts'
import { periodName } from './period.ts'
import { type Filling, plainOf, runsOf } from './runs.ts'

type Sector = OverviewDocument['sectors'][number]
const parts = ['lead', 'context', 'achievements', 'initiatives', 'support', 'method', 'contact', 'donors'] as const

/** @param published the moment of publication; null for what is still being written */
export function writeDocument(facts: Facts, language: Language, published: string | null = null): OverviewDocument {
  const t = translator(language)
  const { source, ground } = facts
  const figures: OverviewDocument['figures'] = {}
  const filling: Filling = { facts, language, t, figures }
  for (const { measure, scope } of tables(facts)) place(filling, tableFigure(facts, measure, scope))
  const sectors = writeSectors(filling)
  const missing: string[] = []
  const written = Object.fromEntries(parts.map((part) => [part, paragraphs(filling, part, missing)])) as Record<
    (typeof parts)[number],
    Run[][]
  >
  const title = paragraphs(filling, 'title', missing)[0] ?? []
  for (const s of sectors) s.text = paragraphs(filling, `sector:${s.id}`, missing)
  const { donors: donorsText, ...texts } = written
  return {
    plan: { code: ground.plan.code, name: textIn(ground.plan.names as Texts, language) || ground.plan.code },
    slug: source.slug,
    edition: source.edition,
    language,
    firstMonth: source.firstMonth,
    lastMonth: source.lastMonth,
    period: periodName(source.firstMonth, source.lastMonth, language),
    published,
    countedAt: facts.countedAt,
    include: source.include,
    methodName: methodName(facts, t),
    hostedSources: [...new Set(ground.hosted.map((h) => h.source))],
    automatic: missing,
    title,
    ...texts,
    donorsText,
    totals: totals(facts),
    origins: ground.origins.map((o) => ({ code: o.code, name: textIn(o.names as Texts, language) })),
    countries: writeCountries(filling),
    sectors,
    silent: silentSectors(filling),
    stories: writeStories(facts, language),
    donors: facts.writing.donors,
    figures,
    tieOut: writeTieOut(filling),
  }
}

function* tables({ ground, cells }: Facts): Generator<{
  measure: 'people' | 'countries' | 'trained' | 'output' | 'rows'
  scope: { sector?: number; country?: string }
}> {
  for (const measure of ['people', 'countries', 'trained', 'output', 'rows'] as const) yield { measure, scope: {} }
  for (const country of new Set(cells.filter((c) => c.kind === 'direct' && c.country).map((c) => c.country)))
    yield { measure: 'people', scope: { country } }
  for (const { id: sector } of ground.sectors) {
    for (const measure of ['people', 'countries', 'trained', 'output'] as const) yield { measure, scope: { sector } }
    for (const { country } of cells.filter((c) => c.sector === sector && c.kind === 'direct' && c.country))
      yield { measure: 'people', scope: { sector, country } }
  }
}

/** Of what nobody sent there is no figure, not even nought; only all people and countries are always said. */
function place({ facts, language, t, figures }: Filling, { key, figure }: ReturnType<typeof tableFigure>): void {
  if (figure.rows === 0 && !['people', 'countries', 'rows'].includes(key)) return
  figures[key] = { ...figure, label: labelOf(facts, figure.reference, language, t), whole: null }
}

/** What somebody wrote in this language, else sentences made from the figures; `missing` collects the latter. */
function paragraphs(filling: Filling, part: string, missing: string[]): Run[][] {
  const body = filling.facts.writing.texts.get(textKey(filling.language, part))?.trim()
  if (!body) missing.push(part)
  return paragraphsOf(body || automatic(filling.facts, part, filling.language)).map((p) => runsOf(filling, p))
}

function totals({ cells, reached, range, ground }: Facts): OverviewDocument['totals'] {
  const direct = cells.filter((c) => c.kind === 'direct')
  return {
    people: reached.get(everywhere) ?? 0,
    countries: new Set(direct.filter((c) => c.people > 0 && c.country).map((c) => c.country)).size,
    hosts: ground.countries.length,
    trained: sum(cells, 'trained'),
    output: sum(cells, 'output'),
    rows: sum(cells, 'rows'),
    directRows: sum(direct, 'rows'),
    cashPeople: sum(direct, 'cashPeople'),
    cashValueUsd: sum(cells, 'cashValueUsd'),
    range,
  }
}

function writeCountries({ facts, language }: Filling): OverviewDocument['countries'] {
  const hosted = new Map(facts.ground.hosted.map((h) => [h.country, h]))
  return facts.ground.countries
    .map(({ code, names }) => ({
      code,
      name: textIn(names as Texts, language),
      people: facts.reached.get(code) ?? 0,
      hosted: hosted.get(code)?.people ?? null,
      hostedAsOf: hosted.get(code)?.asOf ?? null,
    }))
    .sort((a, b) => b.people - a.people || a.name.localeCompare(b.name, language))
}

/** Sectors of which there is something to say. */
function writeSectors({ facts, language }: Filling): Sector[] {
  const nameOf = (code: string) => textIn(facts.ground.placeNames.get(code) ?? {}, language) || code
  return facts.ground.sectors
    .map((s) => {
      const own = facts.cells.filter((c) => c.sector === s.id)
      const direct = own.filter((c) => c.kind === 'direct')
      const byCountry = direct
        .filter((c) => c.country && c.people > 0)
        .map((c) => ({ code: c.country, name: nameOf(c.country), people: c.people }))
        .sort((a, b) => b.people - a.people || a.name.localeCompare(b.name))
      return {
        id: s.id,
        look: s.look,
        name: textIn(s.names, language) || s.name,
        people: sum(direct, 'people'),
        countries: byCountry.length,
        rows: sum(direct, 'rows'),
        text: [],
        byCountry,
        trained: sum(own, 'trained'),
        output: sum(own, 'output'),
      }
    })
    .filter((s) => s.people + s.trained + s.output > 0 || facts.writing.texts.get(textKey(language, `sector:${s.id}`))?.trim())
    .sort((a, b) => b.people - a.people)
}

const silentSectors = ({ facts, language }: Filling): string[] =>
  facts.ground.sectors.filter((s) => !facts.cells.some((c) => c.sector === s.id)).map((s) => textIn(s.names, language) || s.name)

/** A story is told in the languages it was written in; no language stands in for another. */
function writeStories({ writing }: Facts, language: Language): OverviewDocument['stories'] {
  return writing.stories.flatMap(({ texts, ...s }) => {
    const told = texts[language]
    return told?.title
      ? [
          {
            id: s.id,
            country: s.country,
            credit: s.credit,
            title: told.title,
            body: paragraphsOf(told.body ?? ''),
            caption: told.caption ?? '',
            alt: told.alt ?? '',
            picture: s.picture ? `/pictures/${s.picture}` : null,
          },
        ]
      : []
  })
}

function writeTieOut(filling: Filling): TieOutLine[] {
  const { facts, language } = filling
  return facts.printed
    .map((p) => {
      const sector = facts.ground.sectors.find((s) => s.id === p.sectorId)!
      const direct = facts.cells.filter((c) => c.sector === p.sectorId && c.kind === 'direct')
      const countries = [...new Set(direct.filter((c) => c.people > 0 && c.country).map((c) => c.country))].sort()
      const people = sum(direct, 'people')
      const body = facts.writing.texts.get(textKey(language, `tie-out:${p.sectorId}`)) ?? ''
      return {
        sector: p.sectorId,
        name: textIn(sector.names, language) || sector.name,
        look: sector.look,
        printedPeople: p.people,
        countedPeople: people,
        printedCountries: p.countries,
        countedCountries: countries.length,
        agrees: people === p.people && countries.length === p.countries,
        countries,
        rows: sum(direct, 'rows'),
        sentence: plainOf(runsOf(filling, body)),
      }
    })
    .sort((a, b) => position(facts, a.sector) - position(facts, b.sector))
}
const position = ({ ground }: Facts, sector: number) => ground.sectors.findIndex((s) => s.id === sector)

const methodName = ({ ground: { plan } }: Facts, t: Translate): string => {
  const stored = new Set([plan.defaultMethod, ...plan.methods.map((m) => m.method)])
  return t(`reports.method.${stored.size === 1 ? plan.defaultMethod : 'stored'}`)
}
