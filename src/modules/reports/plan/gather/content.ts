/** What is told beside the tables: of a published version as it was frozen, else as it stands. */
import type { Db } from '../../../../core/database.ts'
import type { Texts } from '../../../places/contract.ts'
import type { CrisisPlan } from '../../../plan/areas/contract.ts'
import { loadCrisisPlan } from '../../../plan/areas/queries.ts'
import type { PublishedPlan } from '../../../plan/versions/contract.ts'
import type { PlanEdition } from '../edition.ts'

/** A version frozen by an older release may lack what was added since. */
export type Content = Partial<Omit<PublishedPlan, 'crisis' | 'note'>> & { crisis: CrisisPlan; note: Texts }

const nothing: CrisisPlan = {
  profile: null,
  objectives: [],
  totals: {
    areas: 0,
    fundingRequiredUsd: 0,
    fundingConfirmedUsd: 0,
    coverage: null,
    largestPeople: null,
    entitiesTargeted: null,
    isExample: false,
  },
  countries: [],
  updatedAt: null,
  updatedBy: null,
}

export async function readContent(db: Db, { plan, version }: PlanEdition): Promise<Content> {
  if (version === null) return { crisis: await loadCrisisPlan(db, plan.id), note: {} }
  const row = await db
    .selectFrom('planVersions')
    .select(['content', 'note'])
    .where('planId', '=', plan.id)
    .where('number', '=', version)
    .executeTakeFirstOrThrow()
  const content = row.content as Partial<PublishedPlan>
  return { ...content, crisis: content.crisis ?? nothing, note: row.note as Texts }
}
