/** What becomes of a name that rows brought in: it stays, or it is another way to write an entry that is there. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { notFound } from '../../../core/problem.ts'
import type { ListName } from '../contract.ts'

export type NewNameList = Extract<ListName, 'places' | 'organisations' | 'implementers' | 'mechanisms'>

/** The name stays as an entry of its own. */
export async function confirmName(db: Db, planId: number, list: NewNameList, entry: string): Promise<void> {
  const changed = await {
    places: () =>
      db
        .updateTable('planPlaces')
        .set({ isNew: false })
        .where('planId', '=', planId)
        .where('placeCode', '=', entry)
        .executeTakeFirst(),
    mechanisms: () =>
      db
        .updateTable('planMechanisms')
        .set({ isNew: false })
        .where('planId', '=', planId)
        .where('id', '=', idOf(list, entry))
        .executeTakeFirst(),
    organisations: () => confirmBody(db, planId, 'appealing', idOf(list, entry)),
    implementers: () => confirmBody(db, planId, 'implementing', idOf(list, entry)),
  }[list]()
  if (changed.numUpdatedRows === 0n) notFound(list, entry)
}

const confirmBody = (db: Db, planId: number, role: string, id: number) =>
  db
    .updateTable('planOrganisations')
    .set({ isNew: false })
    .where('planId', '=', planId)
    .where('role', '=', role)
    .where('organisationId', '=', id)
    .executeTakeFirst()

const idOf = (list: NewNameList, entry: string): number => (/^\d{1,9}$/.test(entry) ? Number(entry) : notFound(list, entry))

/** The name leads to another entry from now on; the caller says so aloud, that rows follow. Only names that rows brought in can be given away. */
export async function mergeName(db: Db, planId: number, list: NewNameList, entry: string, target: string): Promise<void> {
  if (list === 'mechanisms' || entry === target) return notFound(list, target)
  if (list === 'places') await mergePlace(db, planId, entry, target)
  else await mergeBody(db, planId, list === 'organisations' ? 'appealing' : 'implementing', idOf(list, entry), idOf(list, target))
}

async function mergePlace(db: Db, planId: number, entry: string, target: string): Promise<void> {
  const pair = await db
    .selectFrom('planPlaces')
    .select('country')
    .where('planId', '=', planId)
    .where('placeCode', '=', entry)
    .where('isNew', '=', true)
    .executeTakeFirst()
  const place = await db.selectFrom('places').select('country').where('code', '=', target).executeTakeFirst()
  if (!pair) return notFound('place', entry)
  if (place?.country !== pair.country) return notFound('place', target)
  await sql`insert into place_aliases (country, key, place_code, name) select country, key, ${target}, name from place_aliases where place_code = ${entry} on conflict do nothing`.execute(
    db,
  )
  await db.deleteFrom('placeAliases').where('placeCode', '=', entry).execute()
  await db
    .updateTable('planPlaces')
    .set({ placeCode: target, isNew: false })
    .where('planId', '=', planId)
    .where('placeCode', '=', entry)
    .execute()
}

async function mergeBody(db: Db, planId: number, role: string, entry: number, target: number): Promise<void> {
  const listed = await db
    .selectFrom('planOrganisations')
    .select(['organisationId', 'isNew'])
    .where('planId', '=', planId)
    .where('role', '=', role)
    .where('organisationId', 'in', [entry, target])
    .execute()
  if (!listed.some((l) => l.organisationId === entry && l.isNew)) return notFound('organisation', entry)
  if (!listed.some((l) => l.organisationId === target)) return notFound('organisation', target)
  await sql`insert into organisation_aliases (key, organisation_id, name) select key, ${target}, name from organisation_aliases where organisation_id = ${entry} on conflict do nothing`.execute(
    db,
  )
  await db.deleteFrom('organisationAliases').where('organisationId', '=', entry).execute()
  for (const side of ['donorId', 'recipientId'] as const)
    await db
      .updateTable('contributions')
      .set({ [side]: target })
      .where('planId', '=', planId)
      .where(side, '=', entry)
      .execute()
  await db
    .deleteFrom('planOrganisations')
    .where('planId', '=', planId)
    .where('role', '=', role)
    .where('organisationId', '=', entry)
    .execute()
}
