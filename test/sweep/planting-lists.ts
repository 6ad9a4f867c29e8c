/** A distribution of organisation A and a list of people that it sent, with a row that came back. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db } from '../../src/core/database.ts'
import { word } from './world.ts'

export const listTables =
  'distributions distribution_households distribution_values people_imports people_import_refusals people_matchings'

type Planted = { organisationA: number; siteId: string; household: string; serviceId: number }

export async function insertLists(db: Db, { organisationA: organisationId, siteId, household, serviceId }: Planted) {
  const [distribution, listImport] = [uuid(), uuid()]
  await db
    .insertInto('distributions')
    .values({
      id: distribution,
      organisationId,
      siteId,
      serviceId,
      title: word,
      day: '2021-03-06',
      cashValueUsd: 40,
      madeBy: 'sweep other',
    })
    .execute()
  await db
    .insertInto('distributionHouseholds')
    .values({ distributionId: distribution, householdId: household, organisationId, siteId, position: 1 })
    .execute()
  await db
    .insertInto('distributionValues')
    .values({
      ...{ id: uuid(), householdId: household, distributionId: distribution, organisationId, siteId },
      ...{ was: 40, becomes: 60, reason: word, changedBy: 'sweep other', changedByName: word },
    })
    .execute()
  await db
    .insertInto('peopleImports')
    .values({
      id: listImport,
      organisationId,
      siteId,
      fileName: word,
      state: 'done',
      sentBy: 'sweep other',
      columns: JSON.stringify([{ at: 0, sheet: 'list', header: 'name', field: 'name', person: 0, how: 'known' }]),
    })
    .execute()
  await sql`insert into people_import_refusals values (${listImport}, 0, 2, array[${word}], '[]')`.execute(db)
  return { distribution, listImport }
}
