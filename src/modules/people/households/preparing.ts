/** What is sent is brought into one form and checked, before anything is written. */
import type { Db } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import { isOnePlace } from '../../places/sites/queries.ts'
import type { HouseholdContent, PersonContent } from '../contract.ts'
import { checkHousehold } from '../rules/content.ts'
import { phoneOf } from './phone.ts'

/** Ids in lower case and telephone numbers as they are kept: two versions that say the same are the same. */
export async function prepared<T extends HouseholdContent>(content: T): Promise<T> {
  const { phone } = await phoneOf(content.phone, content.country)
  return {
    ...content,
    site: content.site?.toLowerCase() ?? null,
    phone: phone ?? '',
    persons: content.persons.map(withPlainIds),
  }
}

const withPlainIds = (person: PersonContent): PersonContent => ({
  ...person,
  id: person.id.toLowerCase(),
  documents: person.documents.map((d) => ({ ...d, id: d.id.toLowerCase() })),
})

/** The first thing that stops it becomes the Problem; all of them stand in its detail. */
export function refuseUnfit(content: HouseholdContent): void {
  const findings = checkHousehold(content).filter((f) => f.level === 'stop')
  const [first] = findings
  if (first) throw new Problem(422, `people/${first.code}`, { ...first.values, field: first.field, findings })
}

export async function refuseMisplaced(db: Db, content: HouseholdContent): Promise<void> {
  if (!(await isOnePlace(db, content))) throw new Problem(422, 'people/place-unknown', { country: content.country })
  if (content.site === null) return
  const site = await db.selectFrom('sites').select('id').where('id', '=', content.site).executeTakeFirst()
  if (!site) throw new Problem(422, 'people/site-unknown')
}

/** An id belongs to one person for ever. */
export async function refuseTaken(db: Db, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return
  const taken = await db.selectFrom('persons').select('id').where('id', 'in', persons).executeTakeFirst()
  if (taken) throw new Problem(409, 'people/id-taken')
}
