/** The planning scenario and the projections of people, frozen with a version or as they stand. */
import { z } from 'zod'
import type { Db } from '../../../../core/database.ts'
import type { Language } from '../../../../core/i18n.ts'
import { Group } from '../../../plan/needs/contract.ts'
import type { PlanDocument } from '../contract.ts'
import type { PlanEdition } from '../edition.ts'
import type { PlanNames } from '../names.ts'
import type { Content } from './content.ts'
import { paragraphsOf } from './telling.ts'

const Told = z.object({
  texts: z.array(z.object({ language: z.string(), body: z.string() })).catch([]),
  projections: z
    .array(z.object({ country: z.string(), group: Group, people: z.number(), source: z.string(), dated: z.string() }))
    .catch([]),
})
type Told = z.infer<typeof Told>

export async function readScenario(
  db: Db,
  edition: PlanEdition,
  content: Content,
  names: PlanNames,
): Promise<Pick<PlanDocument, 'scenario' | 'projections'>> {
  const told =
    edition.version === null ? await asItStands(db, edition.plan.id) : (Told.safeParse(content.scenario).data ?? nothing)
  return {
    scenario: paragraphsOf(inLanguage(told.texts, names.language)),
    projections: told.projections.map(({ country, dated, ...one }) => ({
      ...one,
      country,
      name: names.places.get(country)?.name ?? country,
      asOf: dated,
    })),
  }
}

const nothing: Told = { texts: [], projections: [] }

/** Where nobody wrote it in this language: English, else whatever stands. */
const inLanguage = (texts: Told['texts'], language: Language): string =>
  [language, 'en'].map((l) => texts.find((text) => text.language === l)?.body).find((body) => body) ??
  texts.find((text) => text.body)?.body ??
  ''

async function asItStands(db: Db, planId: number): Promise<Told> {
  const texts = await db.selectFrom('planScenarios').select(['language', 'body']).where('planId', '=', planId).execute()
  const projections = await db
    .selectFrom('planProjections')
    .select(['country', 'populationGroup', 'people', 'source', 'dated'])
    .where('planId', '=', planId)
    .orderBy('country')
    .orderBy('populationGroup')
    .execute()
  return {
    texts,
    projections: projections.map(({ populationGroup, dated, ...one }) => ({
      ...one,
      group: Group.parse(populationGroup),
      dated: String(dated),
    })),
  }
}
