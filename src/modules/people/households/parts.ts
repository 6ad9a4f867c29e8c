/** What households are put together from, read under row security: who was merged into whom, persons, documents, needs, consents, pictures. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import { asReader, type Db, type Row } from '../../../core/database.ts'

export type Kin = { id: string; kept: string }

/** Every household asked for, under the one it was merged into in the end, and all that were merged into any of them. */
export async function familyOf(db: Db, ids: readonly string[]): Promise<Kin[]> {
  const { rows } = await sql<Kin>`
    with recursive up(asked, id, merged_into) as (
      select id, id, merged_into from households where id = any(${ids}::uuid[])
      union select up.asked, h.id, h.merged_into from up join households h on h.id = up.merged_into),
    down(id, kept) as (
      select id, id from households where id = any(${ids}::uuid[]) and merged_into is null
      union select h.id, down.kept from down join households h on h.merged_into = down.id)
    select id, kept from down union select asked, id from up where merged_into is null`.execute(db)
  return rows
}

/** Everything of these households that the reader may see, but restricted needs. */
export async function readParts(db: Db, ids: string[]) {
  await sql`select set_config('senda.sensitive', '', true)`.execute(db)
  const households = await db.selectFrom('households').selectAll().where('id', 'in', ids).execute()
  const persons = await db.selectFrom('persons').selectAll().where('householdId', 'in', ids).orderBy('id').execute()
  const people = persons.map((p) => p.id)
  // A person of another household may be a second record of somebody here: what is known of them belongs here.
  const elsewhere = people.length === 0 ? [] : await secondRecords(db, people)
  const homes = [...new Set([...ids, ...elsewhere.map((p) => p.householdId)])]
  return {
    households,
    persons,
    elsewhere,
    homes,
    holds: await holdsOver(db, ids),
    documents: await db.selectFrom('personDocuments').selectAll().where('householdId', 'in', homes).orderBy('id').execute(),
    needs: await readNeeds(db, homes),
    consents: await db.selectFrom('personConsents').selectAll().where('householdId', 'in', homes).orderBy('at').execute(),
    photos: await db
      .selectFrom('photos')
      .select(['id', 'householdId', 'personId', 'kind'])
      .where('householdId', 'in', ids)
      .orderBy('takenAt')
      .execute(),
  }
}
export type Parts = Awaited<ReturnType<typeof readParts>>
export type NeedRow = Parts['needs'][number]

/** A second record may have one of its own, in a third household. */
async function secondRecords(db: Db, people: string[]) {
  const { rows } = await sql<Pick<Row<'persons'>, 'id' | 'householdId' | 'mergedInto'>>`
    with recursive same(id, household_id, merged_into) as (
      select id, household_id, merged_into from persons where merged_into = any(${people}::uuid[])
      union select p.id, p.household_id, p.merged_into from same join persons p on p.merged_into = same.id)
    select * from same`.execute(db)
  return rows
}

type HoldOver = { home: string; id: string; card: string; reason: string }

/** Which households are held in which somebody of these has a record, shown there or not. As `privacy/held.ts` says it, from the other end. */
async function holdsOver(db: Db, homes: string[]): Promise<HoldOver[]> {
  const { rows } = await sql<HoldOver>`
    with recursive same(home, household_id, id, merged_into, erased_at) as (
      select household_id, household_id, id, merged_into, erased_at from persons where household_id = any(${homes}::uuid[]) and erased_at is null
      union select s.home, p.household_id, p.id, p.merged_into, p.erased_at from same s cross join lateral (
        select household_id, id, merged_into, erased_at from persons where id = s.merged_into
        union all select household_id, id, merged_into, erased_at from persons where merged_into = s.id) p),
    up(home, id) as (
      select home, household_id from same where erased_at is null
      union select up.home, h.merged_into from up join households h on h.id = up.id where h.merged_into is not null)
    select up.home, h.id, h.card, h.hold_reason as reason from up join households h on h.id = up.id
    where h.hold_reason is not null and h.erased_at is null order by h.id`.execute(db)
  return rows
}

const readNeeds = (db: Db, homes: string[]) =>
  db.selectFrom('personNeeds').selectAll().where('householdId', 'in', homes).orderBy('since').orderBy('id').execute()

/** Restricted needs, for those who may read them there: a right held at one organisation opens nothing of another. */
export function readRestricted(db: Db, reach: Reach, ids: string[]): Promise<NeedRow[]> {
  return asReader(db, reach, async (reader) => {
    await sql`select set_config('senda.sensitive', 'yes', true)`.execute(reader)
    const needs = (await readNeeds(reader, ids)).filter((n) => n.isRestricted)
    await sql`select set_config('senda.sensitive', '', true)`.execute(reader)
    return needs
  })
}
