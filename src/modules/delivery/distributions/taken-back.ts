/** What was given under a list and taken back: a list that comes back mended gives anew, one that only repeats it does not. */
import { sql } from 'kysely'
import { v5 as named } from 'uuid'
import type { Db } from '../../../core/database.ts'
import { mergedOn, now } from './merged.ts'

export type TakenBack = {
  household: string
  reversal: string
  at: Date
  quantity: number
  cashValueUsd: number | null
  collectedBy: string
}

/** By household as it stands now, the first taken back first. With the owner's rights: it is counted and compared, not told. */
export async function takenBackOn(db: Db, list: string): Promise<Map<string, TakenBack[]>> {
  const merged = await mergedOn(db, [list])
  const { rows } = await sql<TakenBack>`
    select ${now(merged, 'x.household_id')} as household, r.id as reversal, r.at, x.quantity, x.cash_value_usd, x.collected_by
    from deliveries x join deliveries r on r.household_id = x.household_id and r.reverses = x.id
    where x.distribution_id = ${list}::uuid order by r.recorded_at, r.id`.execute(db)
  return Map.groupBy(rows, ({ household }) => household)
}

/** One delivery for each household of a distribution, whoever sends the list and however often; once it was taken back, one more. */
export const deliveryIdOf = (distribution: string, household: string, before: readonly TakenBack[]): string =>
  named(['delivery', household, ...before.slice(-1).map(({ reversal }) => reversal)].join(' '), distribution)

type Said = { quantity: number; value: number | null; collectedBy: string; known: number }

/** What was taken back and is said again as it was, by a list that did not know of it yet. Nobody named as who collected says nothing else. */
export const saidAgain = (before: readonly TakenBack[], { quantity, value, collectedBy, known }: Said): TakenBack | undefined =>
  before
    .slice(known)
    .find(
      (one) => one.quantity === quantity && one.cashValueUsd === value && (collectedBy === '' || collectedBy === one.collectedBy),
    )
