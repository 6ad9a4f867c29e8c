/** The planning scenario and the projections of people, frozen with a version or as they stand. */
import type { Db } from '../../../../core/database.ts'
import { textIn } from '../../../../core/i18n.ts'
import { Group } from '../../../plan/needs/contract.ts'
import type { FrozenScenario } from '../../../plan/versions/contract.ts'
import type { PlanDocument } from '../contract.ts'
import type { PlanEdition } from '../edition.ts'
import type { PlanNames } from '../names.ts'
import type { Content } from './content.ts'
import { paragraphsOf } from './telling.ts'

export async function readScenario(
  db: Db,
  edition: PlanEdition,
  content: Content,
  names: PlanNames,
): Promise<Pick<PlanDocument, 'scenario' | 'projections'>> {
  const told = edition.version === null ? await asItStands(db, edition.plan.id) : (content.scenario ?? nothing)
  return {
    scenario: paragraphsOf(textIn(told.texts, names.language)),
    projections: told.projections.map(({ country, dated, ...one }) => ({
      ...one,
      country,
      name: names.places.get(country)?.name ?? country,
      asOf: dated,
    })),
  }
}

const nothing: FrozenScenario = { texts: {}, projections: [] }

async function asItStands(db: Db, planId: number): Promise<FrozenScenario> {
  const texts = await db.selectFrom('planScenarios').select(['language', 'body']).where('planId', '=', planId).execute()
  const projections = await db
    .selectFrom('planProjections')
    .select(['country', 'populationGroup', 'people', 'source', 'dated'])
    .where('planId', '=', planId)
    .orderBy('country')
    .orderBy('populationGroup')
    .execute()
  return {
    texts: Object.fromEntries(texts.map(({ language, body }) => [language, body])),
    projections: projections.map(({ populationGroup, dated, ...one }) => ({
      ...one,
      group: Group.parse(populationGroup),
      dated: String(dated),
    })),
  }
}
