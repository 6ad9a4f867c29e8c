/** The sample. Loaded once; loading again changes nothing. */
import type { Db } from '../core/database.ts'
import { loadPeopleLists } from '../modules/people/privacy/lists.ts'
import { loadSampleOverview } from './overview.ts'
import { loadSamplePlan } from './plan.ts'
import { loadSampleResponse } from './response.ts'

/** The overview of 2020, the plan of 2022 and the response of this year. @returns false where all were there already */
export async function loadSample(db: Db): Promise<boolean> {
  await loadPeopleLists(db)
  const isNew = [await loadSampleOverview(db), await loadSamplePlan(db), await loadSampleResponse(db)]
  return isNew.includes(true)
}
