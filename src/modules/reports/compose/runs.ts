/** A text with its figures filled in. What does not hold is named, never guessed. */
import type { Language, Translate } from '../../../core/i18n.ts'
import type { OverviewDocument, Run } from '../contract.ts'
import { keyOf } from '../rules/keys.ts'
import { shown } from '../rules/numbers.ts'
import { type Reference, referenceOf } from '../rules/references.ts'
import { type BrokenBecause, piecesOf, type Token } from '../rules/tokens.ts'
import { type Facts, partOf, wholeOf } from './facts.ts'
import { labelOf } from './labels.ts'

/** A document being written: its figures gather here as the texts name them. */
export type Filling = { facts: Facts; language: Language; t: Translate; figures: OverviewDocument['figures'] }

export const runsOf = (filling: Filling, text: string): Run[] =>
  piecesOf(text).map((piece) => {
    if ('text' in piece) return piece
    if ('broken' in piece) return broken(filling, piece.raw, piece.broken)
    return figureRun(filling, piece.token)
  })

const broken = ({ t }: Filling, raw: string, { code, values }: BrokenBecause): Run => ({
  broken: raw,
  why: t(`reports.broken.${code}`, values),
})

function figureRun(filling: Filling, token: Token): Run {
  const { facts, language, figures } = filling
  const resolved = referenceOf(token, facts.ground.names, facts.period)
  if ('broken' in resolved) return broken(filling, token.raw, resolved.broken)
  const { reference, round } = resolved
  const key = keyOf(reference, facts.period)
  const figure = figures[key] ?? (reference.measure === 'share' ? share(filling, reference) : counted(filling, reference, key))
  if (!figure) return broken(filling, token.raw, { code: 'nothing', values: {} })
  figures[key] = figure
  return { figure: key, shown: shown(reference.measure, figure.value, language, round) }
}

function counted({ facts, language, t }: Filling, reference: Reference, key: string) {
  const figure = facts.figures.get(key)
  return figure && { ...figure, reference, label: labelOf(facts, reference, language, t), whole: null }
}

/** Per hundred of what the reference says; of nothing there is no share. */
function share({ facts, language, t }: Filling, reference: Reference) {
  const part = facts.figures.get(keyOf(partOf(reference), facts.period))
  const whole = facts.figures.get(keyOf(wholeOf(reference), facts.period))
  if (!part || !whole || whole.value === 0) return undefined
  return {
    ...part,
    reference,
    value: (100 * part.value) / whole.value,
    unit: 'reports.measure.share',
    label: labelOf(facts, reference, language, t),
    whole: whole.value,
  }
}

export const plainOf = (runs: Run[]): string =>
  runs.map((r) => ('text' in r ? r.text : 'figure' in r ? r.shown : r.broken)).join('')
/** Every reference of a document that does not hold, with the reason. */
export const brokenIn = (d: OverviewDocument): { broken: string; why: string }[] =>
  [
    d.title,
    ...d.lead,
    ...d.context,
    ...d.achievements,
    ...d.initiatives,
    ...d.support,
    ...d.method,
    ...d.contact,
    ...d.donorsText,
    ...d.sectors.flatMap((s) => s.text),
  ]
    .flat()
    .filter((r) => 'broken' in r)
