/** What is kept of a batch goes into the registry: but those who came from here, counted with everybody, held against earlier lists. */
import type { Db } from '../../../core/database.ts'
import { readCard } from '../rules/card.ts'
import { learnWords } from '../search/words.ts'
import { joinCounted } from '../tokens/counting.ts'
import type { NewInList, Refusal, Sender } from './copying.ts'
import type { Grouped } from './grouping.ts'
import { insertCandidates, knownCards, knownKeys, sharedAmong } from './queries.ts'
import { refusalsOf } from './refusing.ts'
import { copyHouseholds, type Lines } from './writing.ts'

/** What is written together, and how far the list was read with it. */
export type Batch = {
  kept: NewInList[]
  refusals: Refusal[]
  remarks: string[]
  persons: number
  /** Of households whose key may be the number of a card. */
  origins: Map<string, Grouped>
}
export const emptyBatch = (): Batch => ({ kept: [], refusals: [], remarks: [], persons: 0, origins: new Map() })

/** A household that was exported from here and comes back is no new one. */
export async function withoutKnownCards(db: Db, organisationId: number, batch: Batch): Promise<NewInList[]> {
  const { kept, origins } = batch
  const cardsOf = new Map(kept.flatMap((h) => (readCard(h.key) ? [[h.id, readCard(h.key)!.card] as const] : [])))
  const known = await knownCards(db, organisationId, [...cardsOf.values()])
  const here = kept.filter((h) => known.has(cardsOf.get(h.id) ?? ''))
  for (const { id } of here) {
    const origin = origins.get(id)!
    const values = { card: cardsOf.get(id)! }
    const reason = { line: origin.line, field: 'householdKey', code: 'refused.household-here', values }
    batch.refusals.push(...refusalsOf(origin, [reason]))
  }
  return here.length === 0 ? kept : kept.filter((h) => !here.includes(h))
}

/** @returns how many pairs may be one person, and how many households came with a key that an earlier list had */
export async function register(
  db: Db,
  { organisationId, importId }: Sender,
  fresh: readonly NewInList[],
  lines: Lines,
): Promise<{ candidates: number; again: number }> {
  if (fresh.length === 0) return { candidates: 0, again: 0 }
  await learnWords(db, lines.codes)
  const counted = await joinCounted(db, lines.people, { areNew: true, ready: lines.known })
  const shared = await sharedAmong(db, [...counted.values()])
  await copyHouseholds(db, lines, counted)
  const earlier = await knownKeys(db, organisationId, importId, fresh.map((h) => h.key).filter(Boolean))
  const again = fresh.flatMap(({ id, key }) => (earlier.has(key) ? [{ household: id, earlier: earlier.get(key)! }] : []))
  return { candidates: await insertCandidates(db, organisationId, shared, again), again: again.length }
}
