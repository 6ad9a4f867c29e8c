/** Everything that is kept of somebody goes, wherever it stands: their records, what identifies them, what is written of them. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { type Named, tracesOf, without } from '../rules/forgetting.ts'
import { elsewhere } from './elsewhere.ts'
import { forgetWhereMerged } from './forgetting-merged.ts'
import { type Forgotten, forgetFacts, forgetInTexts, forgetInVersions } from './forgetting-words.ts'
import { recordsOf } from './records.ts'

/** `counted_as` stays: whom the deliveries counted. The tokens go: nobody is recognised by them any more. */
export async function forgetPersons(db: Db, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return
  const nothing = {
    ...{ given: '', family: '', also: '', sex: null, birthDate: null, nationality: '', nameCodes: [], relation: 'not-related' },
    ...{ birthPrecision: 'day', populationGroup: null, erasedAt: new Date() },
  }
  await db.updateTable('persons').set(nothing).where('id', 'in', persons).execute()
  await db.deleteFrom('personTokens').where('personId', 'in', persons).execute()
  await db
    .deleteFrom('duplicatePairs')
    .where((e) => e.or([e('aPerson', 'in', persons), e('bPerson', 'in', persons)]))
    .execute()
  await db
    .updateTable('merges')
    .set({ content: '{}', reason: '' })
    .where((e) => e.or([e('keptPerson', 'in', persons), e('gonePerson', 'in', persons)]))
    .execute()
}

/** Rows of lists that came back and are still kept: those that name one of these, by the number of a document or by the whole name. */
export async function forgetRefusedRows(db: Db, organisationId: number, named: readonly Named[]): Promise<void> {
  const numbers = named.flatMap((one) => one.documents ?? []).map((d) => d.number)
  const names = named.map(({ given, family }) => `${given} ${family}`.split(/\s+/).filter(Boolean)).filter((n) => n.length > 1)
  await sql`
    delete from people_import_refusals r using people_imports i
    where i.id = r.import_id and i.organisation_id = ${organisationId} and (r.cells && ${numbers}::text[] or exists (
      select from jsonb_array_elements(${JSON.stringify(names)}::jsonb) n
      where not exists (select from jsonb_array_elements_text(n) w where strpos(lower(array_to_string(r.cells, ' ')), lower(w)) = 0)))`.execute(
    db,
  )
}

/** @param head who heads the household from now on */
export async function forgetOne(db: Db, forgotten: Forgotten, head: string | undefined): Promise<void> {
  const { persons, households, organisationId } = forgotten
  const named = await everyWayWritten(db, forgotten)
  const traces = tracesOf(named, await othersIn(db, forgotten))
  await forgetWhereMerged(db, forgotten, named)
  await forgetFacts(db, forgotten, traces)
  await forgetInVersions(db, forgotten, traces, head)
  await forgetInTexts(db, households, traces)
  await forgetRefusedRows(db, organisationId, named)
  await elsewhere().forget(db, { persons, households, without: (text) => without(text, traces) })
  await forgetPersons(db, persons)
}

/** As they stand, and as they stood in any version. */
export async function everyWayWritten(db: Db, { persons, households }: Forgotten): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select p.given, p.family, p.also, coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number)) from person_documents d
        where d.household_id = p.household_id and d.person_id = p.id), '[]') as documents
      from persons p where p.household_id = any(${households}::uuid[]) and p.id = any(${persons}::uuid[])
    union all
    select w ->> 'given', w ->> 'family', coalesce(w ->> 'also', ''), coalesce(w -> 'documents', '[]') from household_changes c
      cross join lateral (values (c.before), (c.after), (c.before -> 'proposed')) v(content)
      cross join lateral jsonb_array_elements(case when jsonb_typeof(v.content -> 'persons') = 'array' then v.content -> 'persons' else '[]' end) w
      where c.household_id = any(${households}::uuid[]) and w ->> 'id' = any(${persons}::text[])
    union all
    select w ->> 'given', w ->> 'family', coalesce(w ->> 'also', ''), coalesce(w -> 'documents', '[]') from household_conflicts c
      cross join lateral jsonb_array_elements((c.base -> 'persons') || (c.proposed -> 'persons')) w
      where c.household_id = any(${households}::uuid[]) and w ->> 'id' = any(${persons}::text[])`.execute(db)
  return rows
}

const othersIn = (db: Db, { persons, households }: Forgotten): Promise<Named[]> =>
  db
    .selectFrom('persons')
    .select(['given', 'family', 'also'])
    .where('householdId', 'in', households)
    .where('id', 'not in', persons)
    .execute()

/** Of whole households that go: the second records of their people that stand in others. */
export async function forgetElsewhere(db: Db, persons: readonly string[], homes: readonly string[]): Promise<void> {
  const strays = (await recordsOf(db, persons)).filter((r) => !homes.includes(r.householdId))
  for (const { id, householdId, organisationId } of strays)
    await forgetOne(db, { persons: [id], households: [householdId], organisationId }, undefined)
}
