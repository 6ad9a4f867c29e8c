/** The face of somebody: kept only while they agree by their last answer, through whatever records and households of theirs. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { everyRecordOf, type PersonRecord } from './records.ts'

/** Whether the last answer is a yes that stands. Never asked is no. */
export async function agreesToPhotos(db: Db, person: string): Promise<boolean> {
  const records = await everyRecordOf(db, person)
  const last = await db
    .selectFrom('personConsents')
    .select(['isGiven', 'withdrawnAt'])
    .where('householdId', 'in', homes(records))
    .where('personId', 'in', ids(records))
    .where('purpose', '=', 'photo')
    .orderBy('at', 'desc')
    .orderBy('isGiven')
    .executeTakeFirst()
  return last?.isGiven === true && last.withdrawnAt === null
}

/** A photo stands in the household where it was taken: that of the record, or one that showed it then. */
export async function forgetFace(db: Db, person: string): Promise<void> {
  const records = await everyRecordOf(db, person)
  await sql`
    with recursive shown(id) as (
      select unnest(${homes(records)}::uuid[]) union select m.kept_household from shown join merges m on m.gone_household = shown.id)
    delete from photos where household_id in (select id from shown) and person_id = any(${ids(records)}::uuid[]) and kind = 'person'`.execute(
    db,
  )
}

const ids = (records: readonly PersonRecord[]) => records.map((r) => r.id)
const homes = (records: readonly PersonRecord[]) => [...new Set(records.map((r) => r.householdId))]
