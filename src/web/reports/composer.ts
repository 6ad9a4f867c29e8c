/** What the parts of the composer share: the overview, its language, what its figures say, and where a figure would be placed. */
import { createContext, type RefObject, useContext } from 'react'
import type { z } from 'zod'
import type { Overview, OverviewDocument, OverviewFigure, PickedFigure } from '../../modules/reports/contract.ts'
import { shown } from '../../modules/reports/rules/numbers.ts'
import { piecesOf, writeToken } from '../../modules/reports/rules/tokens.ts'
import type { Language, T } from '../languages.ts'
import type { Chip } from './field.ts'
import type { FieldHandle } from './useField.ts'

export type Paragraphs = OverviewDocument['lead']
/** A figure standing in a text: its value, or why it does not hold. */
export type Known = {
  shown: string
  label: string
  figure: OverviewFigure | undefined
  broken: string | undefined
  agrees: boolean | null
}
export type Picked = z.infer<typeof PickedFigure>
export type Opened = { token: string; chip: HTMLElement }

export type Composer = {
  overview: Overview
  language: Language
  document: OverviewDocument | undefined
  known: ReadonlyMap<string, Known>
  learn: (picked: Picked) => void
  chipOf: (token: string) => Chip
  open: (opened: Opened) => void
  ask: (at: DOMRect) => void
  /** The text written in last; figures from the side are placed there. */
  active: RefObject<FieldHandle | undefined>
  mayWrite: boolean
}

const ComposerContext = createContext<Composer | undefined>(undefined)
export const ComposerProvider = ComposerContext.Provider

export function useComposer(): Composer {
  const composer = useContext(ComposerContext)
  if (!composer) throw new Error('a part of the composer stands outside of it')
  return composer
}

/** The paragraphs of a part as the document has them. */
export function paragraphsIn(document: OverviewDocument, part: string): Paragraphs {
  if (part === 'title') return [document.title]
  if (part === 'donors') return document.donorsText
  const sector = /^sector:(\d+)$/.exec(part)?.[1]
  if (sector) return document.sectors.find((one) => String(one.id) === sector)?.text ?? []
  const own = document[part as 'lead']
  return Array.isArray(own) ? own : []
}

/** A part as it could be written: its words, and its figures as references. */
export const bodyOf = (document: OverviewDocument, part: string): string =>
  paragraphsIn(document, part)
    .map((runs) =>
      runs.map((run) => ('text' in run ? run.text : 'figure' in run ? tokenOf(document, run.figure) : run.broken)).join(''),
    )
    .join('\n\n')

function tokenOf(document: OverviewDocument, key: string): string {
  const figure = document.figures[key]
  if (!figure) return ''
  const { measure, sector, country, admin1, organisation, indicator, from, until, method, of } = figure.reference
  const text = (value: string | number | undefined) => (value === undefined ? undefined : String(value))
  const own = {
    sector: text(sector),
    country: text(country),
    admin1: text(admin1),
    organisation: text(organisation),
    indicator: text(indicator),
    of: text(of),
    from: from === document.firstMonth ? undefined : from,
    until: until === document.lastMonth ? undefined : until,
    method: method === 'stored' ? undefined : method,
  }
  return writeToken(measure, Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)))
}

/** The figures of the saved texts with what the document made of them: both stand in the same order. */
export function knownFrom(overview: Overview, document: OverviewDocument): Map<string, Known> {
  const known = new Map<string, Known>()
  for (const text of overview.texts.filter((one) => one.language === document.language)) {
    const raws = piecesOf(text.body).flatMap((piece) => ('text' in piece ? [] : ['token' in piece ? piece.token.raw : piece.raw]))
    const runs = paragraphsIn(document, text.part)
      .flat()
      .filter((run) => !('text' in run))
    if (raws.length !== runs.length) continue
    for (const [at, raw] of raws.entries()) known.set(raw, knownRun(document, runs[at]!))
  }
  return known
}

function knownRun(document: OverviewDocument, run: Paragraphs[number][number]): Known {
  if ('broken' in run) return { shown: run.broken, label: run.why, figure: undefined, broken: run.why, agrees: null }
  if ('text' in run) return { shown: run.text, label: run.text, figure: undefined, broken: undefined, agrees: null }
  const figure = document.figures[run.figure]
  return {
    shown: run.shown,
    label: figure?.label ?? run.shown,
    figure,
    broken: undefined,
    agrees: figure ? agreesWith(document, figure) : null,
  }
}

/** Whether a sector's own total equals what was printed; null where nothing was printed for it. */
function agreesWith(document: OverviewDocument, { reference, value }: OverviewFigure): boolean | null {
  const { measure, sector, country, admin1, organisation, indicator } = reference
  const line = document.tieOut.find((one) => one.sector === sector)
  if (!line || country || admin1 || organisation || indicator) return null
  if (measure === 'people') return line.printedPeople === value
  return measure === 'countries' ? line.printedCountries === value : null
}

export const knownPick = (picked: Picked, language: Language): Known => {
  const round = /\bround=(\w+)/.exec(picked.token)?.[1]
  return {
    shown: shown(picked.figure.reference.measure, picked.figure.value, language, round),
    label: picked.label,
    figure: { ...picked.figure, label: picked.label, whole: null },
    broken: undefined,
    agrees: picked.agrees,
  }
}

/** How a figure looks in the text. */
export function chipFrom(known: Known | undefined, token: string, t: T): Chip {
  if (!known) return { shown: '…', label: t('web.reports.chip.unknown', { token }), tone: undefined }
  if (known.broken)
    return { shown: known.shown, label: t('web.reports.chip.broken', { token: known.shown, why: known.broken }), tone: 'wrong' }
  if (known.agrees === false)
    return {
      shown: `${known.shown} ≠`,
      label: t('web.reports.chip.differs', { shown: known.shown, label: known.label }),
      tone: 'attention',
    }
  return { shown: known.shown, label: t('web.reports.chip', { shown: known.shown, label: known.label }), tone: undefined }
}
