/** What one organisation plans in Ecuador, in every state before publication, with its history and comments; the tables of the plan that a refused write leaves as they were. */
import { v7 as uuid } from 'uuid'
import type { Db, Inserts } from '../../src/core/database.ts'
import { known, plannedNumbers, userId, word, writer } from './world.ts'

type Plan = { planId: number; sectorId: number; indicatorId: number }

export const plannedTables = `plan_activities plan_activity_changes plan_activity_comments plan_versions plan_extensions plan_people plan_people_tables
  plan_scenarios plan_projections plan_surveys
  contributions contribution_changes exchange_rates stated_requirements funding_plan_names
  published_activities published_people mails`

/** Ids of the activities by their state; `plannedUruguay` is what the other organisation plans, in Uruguay. */
export async function insertPlanned(
  db: Db,
  { planId, sectorId, indicatorId }: Plan,
  organisationA: number,
  organisationB: number,
) {
  await db
    .insertInto('planVersions')
    .values({ planId, number: 1, openedBy: userId('regional'), submitBy: '2999-03-01' })
    .execute()
  const later = { planId, number: 1, organisationId: organisationA, submitBy: '2999-04-01' }
  await db
    .insertInto('planExtensions')
    .values({ ...later, reason: word, givenBy: writer })
    .execute()
  // One woman in need: whatever is planned there is above it.
  const need = { planId, what: 'need', line: 900_001, country: 'EC', level: 'admin1', placeCode: 'EC-P', sectorId }
  await db
    .insertInto('planPeople')
    .values({ ...need, destinationWomen: 1, written: ['EC', 'EC', 'EC-P', 'Shelter'] })
    .execute()
  const surveyId = await insertSurvey(db, planId)
  const place = { planId, sectorId, indicatorId, kind: 'direct' }
  const ecuador = { ...place, country: 'EC', admin1: 'EC-P', organisationId: organisationA, title: word, description: word }
  const uruguay = {
    ...place,
    country: 'UY',
    admin1: 'UY-MO',
    organisationId: organisationB,
    title: 'Montevideo',
    description: 'Beds',
  }
  const sent = { submittedBy: writer }
  const endorsed = { ...sent, endorsedBy: writer }
  const plannedDraft = await insertActivity(db, { ...ecuador, state: 'draft' }, plannedNumbers.draft)
  const plannedSubmitted = await insertActivity(db, { ...ecuador, state: 'submitted', ...sent }, plannedNumbers.submitted)
  const plannedReturned = await insertActivity(db, { ...ecuador, state: 'returned', ...sent }, plannedNumbers.returned)
  const plannedEndorsed = await insertActivity(db, { ...ecuador, state: 'endorsed', ...endorsed }, plannedNumbers.endorsed)
  const validated = { ...endorsed, state: 'validated', validatedBy: writer }
  const plannedValidated = await insertActivity(db, { ...ecuador, ...validated }, plannedNumbers.validated)
  const plannedUruguay = await insertActivity(db, { ...uruguay, state: 'draft' }, known)
  const plannedBatch = await insertHistory(db, plannedReturned)
  return {
    plannedDraft,
    plannedSubmitted,
    plannedReturned,
    plannedEndorsed,
    plannedValidated,
    plannedUruguay,
    surveyId,
    plannedBatch,
    plannedComment: await insertComment(db, plannedReturned),
    mailId: await insertMail(db),
  }
}

/** What a survey in Ecuador found: every second household in need. */
async function insertSurvey(db: Db, planId: number): Promise<string> {
  const id = uuid()
  const share = { share: 0.5, low: 0.2, high: 0.8, inNeed: 2, effective: 4 }
  const weights = JSON.stringify([{ code: 'IND_SHE', sector: 'SHE', look: 'shelter', weight: '1/1' }])
  const result = JSON.stringify([{ country: 'EC', place: 'EC', respondents: 4, shares: { overall: share, SHE: share } }])
  const about = { fileName: 'survey.csv', sha256: 'sweep', respondents: 4, dated: '2021-01-01', takenBy: writer }
  await db
    .insertInto('planSurveys')
    .values({ id, planId, ...about, weights, result })
    .execute()
  return id
}

type Activity = Omit<Inserts<'planActivities'>, 'id' | 'enteredBy' | 'changedBy'>

/** Written by somebody who is not among those who ask, so that each of them may decide. */
async function insertActivity(db: Db, activity: Activity, number: number): Promise<string> {
  const id = uuid()
  const amounts = { inKindUsd: number, inDestination: number, women: number, targetPeople: number }
  await db
    .insertInto('planActivities')
    .values({ id, enteredBy: writer, changedBy: writer, ...amounts, ...activity })
    .execute()
  return id
}

async function insertHistory(db: Db, activityId: string): Promise<string> {
  const batchId = uuid()
  const step = { step: 'return', fromState: 'submitted', toState: 'returned', by: writer, byName: word, reason: word }
  const cells = { before: JSON.stringify({ title: `${word} before` }), after: JSON.stringify({ title: word }) }
  for (const change of [{ by: writer, byName: word, ...cells }, step])
    await db
      .insertInto('planActivityChanges')
      .values({ id: uuid(), activityId, batchId, ...change })
      .execute()
  return batchId
}

async function insertComment(db: Db, activityId: string): Promise<string> {
  const id = uuid()
  await db.insertInto('planActivityComments').values({ id, activityId, by: writer, byName: word, body: word }).execute()
  return id
}

/** A letter that was not sent yet. */
async function insertMail(db: Db): Promise<string> {
  const id = uuid()
  const letter = { userId: userId('reporter A'), reason: 'sweep', day: '2021-03-01', subject: word, body: word }
  await db
    .insertInto('mails')
    .values({ id, ...letter })
    .execute()
  return id
}
