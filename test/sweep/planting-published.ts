/** A plan of which a version is published, and what its partners changed since: that is for nobody but them. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db } from '../../src/core/database.ts'
import { known, plannedNumbers, userId, word, writer } from './world.ts'

/** @returns the code of the plan, which everybody may read */
export async function insertPublished(
  db: Db,
  organisationId: number,
): Promise<{ publishedPlan: string; publishedActivity: string }> {
  const publishedPlan = 'sweep-open-2021'
  const row = { code: publishedPlan, names: JSON.stringify({ en: 'Open 2021' }), firstMonth: '2021-01', lastMonth: '2021-12' }
  const { id: planId } = await db.insertInto('plans').values(row).returning('id').executeTakeFirstOrThrow()
  const sector = { planId, name: 'Shelter', key: 'shelter', look: 'shelter' }
  const { id: sectorId } = await db.insertInto('planSectors').values(sector).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('planOrganisations').values({ planId, organisationId, role: 'appealing' }).execute()
  const by = userId('regional')
  await db
    .insertInto('planVersions')
    .values({ planId, number: 1, openedBy: by, publishedAt: new Date(), publishedBy: by })
    .execute()
  await db
    .insertInto('planVersions')
    .values({ planId, number: 2, openedBy: by, note: JSON.stringify({ en: word }) })
    .execute()
  const publishedActivity = uuid()
  const place = { planId, country: 'EC', admin1: 'EC-P', organisationId, sectorId, kind: 'direct' }
  const published = {
    title: 'Beds in Quito',
    description: 'Beds',
    inKindUsd: known,
    inDestination: known,
    women: known,
    targetPeople: known,
  }
  await db
    .insertInto('publishedActivities')
    .values({ ...place, ...published, version: 1, id: publishedActivity, words: 'beds in quito' })
    .execute()
  const changed = {
    title: word,
    description: word,
    inKindUsd: plannedNumbers.draft,
    women: plannedNumbers.draft,
    targetPeople: plannedNumbers.draft,
  }
  const common = { enteredBy: writer, changedBy: writer }
  await db
    .insertInto('planActivities')
    .values([
      { ...place, ...changed, ...common, id: publishedActivity, state: 'returned' },
      { ...place, ...changed, ...common, id: uuid(), state: 'draft' },
    ])
    .execute()
  await sql`insert into plan_scenarios (plan_id, language, body, saved_by) values (${planId}, 'en', ${word}, ${by})`.execute(db)
  return { publishedPlan, publishedActivity }
}
