/** What an overview says, in no language yet: the counts of its rows, its texts, and every figure that these ask for. */
import type { Db } from '../../../core/database.ts'
import type { Figure } from '../../figures/contract.ts'
import { figuresOf } from '../../figures/references.ts'
import { keyOf } from '../rules/keys.ts'
import { defaultMethod, type Period, type Reference, referenceOf } from '../rules/references.ts'
import { piecesOf } from '../rules/tokens.ts'
import { added, type Counts, gatherCounts, tableFigure } from './counts.ts'
import { type Ground, loadWriting, type Source, type Writing } from './loading.ts'
import { countsOf } from './sharing.ts'

export type Facts = Counts & { source: Source; writing: Writing; figures: Map<string, Figure> }

export async function gatherFacts(db: Db, source: Source): Promise<Facts> {
  const [counts, writing] = [await countsOf(db, source, gatherCounts), await loadWriting(db, source.id)]
  const facts: Facts = { ...counts, source, writing, figures: new Map() }
  await count(
    db,
    facts,
    [...writing.texts.values()].flatMap((body) => referencesIn(body, counts.ground, counts.period)),
  )
  return facts
}

/** The counts alone, for whoever looks for a figure. */
export const loadCounts = (db: Db, source: Source): Promise<Counts> => countsOf(db, source, gatherCounts)

/** Every figure a text asks for; of a share also what it is a share of. */
function referencesIn(body: string, ground: Ground, period: Period): Reference[] {
  return piecesOf(body).flatMap((piece) => {
    if (!('token' in piece)) return []
    const resolved = referenceOf(piece.token, ground.names, period)
    if ('broken' in resolved) return []
    return resolved.reference.measure === 'share'
      ? [partOf(resolved.reference), wholeOf(resolved.reference)]
      : [resolved.reference]
  })
}
/** A share is made of two numbers of people. */
export function partOf({ of: _, ...reference }: Reference): Reference {
  return { ...reference, measure: 'people', method: 'sum' }
}
export const wholeOf = ({ from, until, include, sector, of }: Reference): Reference => ({
  measure: 'people',
  method: 'sum',
  from,
  until,
  include,
  ...(of === 'sector' && sector !== undefined ? { sector } : {}),
})

/** Figures not yet known: those of the tables are there already, all others are counted together. */
export async function count(db: Db, facts: Facts, references: Reference[]): Promise<void> {
  const asked = new Map(references.map((r) => [keyOf(r, facts.period), r]))
  for (const [key, reference] of asked) {
    if (isOfTable(reference, facts.period)) facts.figures.set(key, tableFigure(facts, reference.measure, reference).figure)
    if (facts.figures.has(key)) asked.delete(key)
  }
  const counted = await figuresOf(db, facts.ground.plan, [...asked.values()])
  for (const [i, key] of [...asked.keys()].entries()) facts.figures.set(key, counted[i]!)
}

const isOfTable = (r: Reference, period: Period): boolean =>
  (r.measure in added || r.measure === 'countries') &&
  r.admin1 === undefined &&
  r.indicator === undefined &&
  r.organisation === undefined &&
  r.method === defaultMethod(r.sector) &&
  r.from === period.from &&
  r.until === period.until &&
  r.include === period.include
