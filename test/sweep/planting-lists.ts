/** A distribution of organisation A and a list of people that it sent, with a row that came back. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db } from '../../src/core/database.ts'
import type { Mark } from './planting-people.ts'
import { word, writer } from './world.ts'

export const listTables =
  'distributions distribution_households distribution_values people_imports people_import_refusals people_matchings'

type Planted = { organisationA: number; siteId: string; household: string; serviceId: number }

export const insertLists = async (db: Db, planted: Planted) => ({
  distribution: await insertDistribution(db, planted, () => word),
  listImport: await insertListImport(db, { organisationId: planted.organisationA, siteId: planted.siteId }, () => word),
})

export async function insertDistribution(
  db: Db,
  { organisationA: organisationId, siteId, household, serviceId }: Planted,
  mark: Mark,
): Promise<string> {
  const id = uuid()
  const row = {
    id,
    organisationId,
    siteId,
    serviceId,
    title: mark('entry', 'title'),
    day: '2021-03-06',
    cashValueUsd: 40,
    madeBy: writer,
  }
  await db.insertInto('distributions').values(row).execute()
  await db
    .insertInto('distributionHouseholds')
    .values({ distributionId: id, householdId: household, organisationId, siteId, position: 1 })
    .execute()
  await db
    .insertInto('distributionValues')
    .values({
      ...{ id: uuid(), householdId: household, distributionId: id, organisationId, siteId },
      ...{ was: 40, becomes: 60, reason: mark('name', 'reason'), changedBy: writer, changedByName: writer },
    })
    .execute()
  return id
}

export async function insertListImport(
  db: Db,
  place: { organisationId: number; siteId: string | null },
  mark: Mark,
): Promise<string> {
  const id = uuid()
  const columns = JSON.stringify([{ at: 0, sheet: 'list', header: 'name', field: 'name', person: 0, how: 'known' }])
  await db
    .insertInto('peopleImports')
    .values({ id, ...place, fileName: mark('list', 'file'), state: 'done', sentBy: writer, columns })
    .execute()
  await sql`insert into people_import_refusals values (${id}, 0, 2, array[${mark('list', 'cell')}], '[]')`.execute(db)
  return id
}
