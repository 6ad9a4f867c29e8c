/** A household that was registered or changed, held against its organisation's registry as soon as it is there, from wherever it came. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { enqueue } from '../../../core/jobs.ts'
import { readHouseholds } from '../households/queries.ts'
import { contentOf } from '../households/shelf.ts'
import { judge } from '../rules/weighing.ts'
import { modelOf } from './model.ts'
import { recordsNear } from './near.ts'
import { keptRecords } from './records.ts'
import { addPairs, type Found, leastScore } from './whole.ts'

/** With the deed it follows from. */
export const compareLater = (db: Db, household: string): Promise<void> =>
  enqueue(db, 'people.duplicates-of', { household }, { queue: 'duplicates', key: `duplicates of ${household}` })

/** What is as probable as in the comparison of all waits in the same queue. */
export async function compareHousehold(db: Db, id: string): Promise<void> {
  const [household] = await readHouseholds(db, 'all', [id])
  if (!household || household.erasedAt !== null || household.mergedInto !== null) return
  const near = await recordsNear(db, household.organisation, contentOf(household), sql`true`)
  if (near.length === 0) return
  const own = await keptRecords(db, sql`p.household_id = ${id}::uuid`)
  const model = await modelOf(db, household.organisation)
  const found = own.flatMap((one) =>
    near.flatMap((other): Found[] => {
      const [a, b] = one.id < other.id ? [one, other] : [other, one]
      const judgement = judge(a, b, model)
      return judgement && judgement.score >= leastScore ? [{ a, b, ...judgement }] : []
    }),
  )
  if (found.length > 0) await addPairs(db, household.organisation, found)
}
