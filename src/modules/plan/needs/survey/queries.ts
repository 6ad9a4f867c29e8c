/** Every statement on household surveys: what they found, never what a household answered. */
import type { Db } from '../../../../core/database.ts'
import type { Survey, SurveyIndicator } from '../contract.ts'
import type { Estimate } from '../rules/survey.ts'

/** Shares by measure, for a country or an admin 1. */
export type PlaceResult = { country: string; place: string; respondents: number; shares: Record<string, Estimate> }
export type StoredSurvey = Omit<Survey, 'places' | 'may'> & { result: PlaceResult[] }

export async function listSurveys(db: Db, planId: number, id?: string): Promise<StoredSurvey[]> {
  const rows = await db
    .selectFrom('planSurveys')
    .selectAll()
    .where('planId', '=', planId)
    .$if(id !== undefined, (q) => q.where('id', '=', id!))
    .orderBy('takenAt', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ planId: _, takenBy: _b, takenByName, weights, result, takenAt, appliedAt, ...row }) => ({
    ...row,
    takenBy: takenByName,
    takenAt: new Date(takenAt).toISOString(),
    appliedAt: appliedAt === null ? null : new Date(appliedAt).toISOString(),
    weights: weights as unknown as SurveyIndicator[],
    result: result as unknown as PlaceResult[],
  }))
}

type NewSurvey = Pick<StoredSurvey, 'id' | 'fileName' | 'sha256' | 'respondents' | 'dated' | 'weights' | 'result'> & {
  takenBy: string
  takenByName: string
}

/** The same file again takes the place of what it said before. */
export async function saveSurvey(db: Db, planId: number, { weights, result, ...survey }: NewSurvey): Promise<void> {
  await db
    .deleteFrom('planSurveys')
    .where('planId', '=', planId)
    .where('sha256', '=', survey.sha256)
    .where('appliedAt', 'is', null)
    .execute()
  await db
    .insertInto('planSurveys')
    .values({ ...survey, planId, weights: JSON.stringify(weights), result: JSON.stringify(result) })
    .execute()
}

export const markApplied = (db: Db, id: string) =>
  db.updateTable('planSurveys').set({ appliedAt: new Date() }).where('id', '=', id).execute()

/** How a country's people are shared over girls, boys, women and men in a sector: by the plan's list, for the country or averaged over its admin 1s. */
export const listedShares = (db: Db, planId: number) =>
  db
    .selectFrom('planProportions')
    .select(['country', 'sectorId', 'admin1', 'girls', 'boys', 'women', 'men'])
    .where('planId', '=', planId)
    .orderBy('country')
    .orderBy('admin1')
    .execute()
