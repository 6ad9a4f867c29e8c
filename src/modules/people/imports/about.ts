/** What a list leaves unsaid: the site where its people are met, and the text they were asked to agree to. */
import type { Db } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import type { Defaults } from './rules/written.ts'

export async function siteOf(db: Db, id: string): Promise<Pick<Defaults, 'site' | 'place'>> {
  const site = await db.selectFrom('sites').select(['id', 'country', 'admin1', 'admin2']).where('id', '=', id).executeTakeFirst()
  if (!site) throw new Problem(422, 'people/site-unknown')
  const { country, admin1, admin2 } = site
  return { site: site.id, place: { country, admin1, admin2 } }
}

/** The version that was in force; those who collected the list say so. */
export async function textVersionOf(db: Db, language: string): Promise<number> {
  const text = await db
    .selectFrom('consentTexts')
    .select('version')
    .where('purpose', '=', 'registration')
    .where('language', '=', language)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  return text?.version ?? 1
}
