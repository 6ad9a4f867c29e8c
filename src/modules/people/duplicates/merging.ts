/** Two records of one person made one: a pointer from the one that goes to the one that stays. Both stay whole, so it can be undone exactly. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Context } from '../../../core/context.ts'
import type { Db, Row } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { nameCodes } from '../rules/sounds.ts'
import { joinCounted, regroup } from '../tokens/counting.ts'
import type { Pickable } from './contract.ts'
import { seenApart, seenTogether } from './seen.ts'

export type PersonRow = Row<'persons'>
type Fields = Partial<Record<string, unknown>>
/** Of a merge: the fields taken over, as they stood and as they were made. */
export type Content = { before: Fields; after: Fields }

const columnsOf: Record<Pickable, string[]> = {
  given: ['given'],
  family: ['family'],
  also: ['also'],
  sex: ['sex'],
  birthDate: ['birthDate', 'birthPrecision'],
  relation: ['relation'],
  nationality: ['nationality'],
  populationGroup: ['populationGroup'],
}

/** Persons under lock, in the order of their ids. */
export async function lockPersons(db: Db, ids: readonly string[]): Promise<PersonRow[]> {
  return db.selectFrom('persons').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

export async function merge(
  db: Db,
  ctx: Context,
  kept: PersonRow,
  gone: PersonRow,
  picks: readonly Pickable[],
  reason: string,
): Promise<string> {
  const content = contentOf(kept, gone, picks)
  const id = uuid()
  await db
    .insertInto('merges')
    .values({
      id,
      organisationId: kept.organisationId,
      keptHousehold: kept.householdId,
      keptPerson: kept.id,
      goneHousehold: gone.householdId,
      gonePerson: gone.id,
      content: JSON.stringify(content),
      by: ctx.actor.id,
      byName: ctx.actor.name,
      reason,
      // Two merges of one transaction have their order too.
      at: sql<Date>`clock_timestamp()`,
    })
    .execute()
  await setFields(db, kept, content.after)
  await point(db, gone, kept.id)
  await regroup(db, ctx, [kept.id, gone.id])
  await note(db, ctx, [kept.householdId, gone.householdId], 'merged', content, reason)
  await seenTogether(db, kept, gone)
  await record(db, ctx.actor, 'persons.merged', id, { kept: kept.id, gone: gone.id })
  return id
}

function contentOf(kept: PersonRow, gone: PersonRow, picks: readonly Pickable[]): Content {
  const columns = picks.flatMap((pick) => columnsOf[pick]).filter((c) => cellOf(kept, c) !== cellOf(gone, c))
  const of = (person: PersonRow) => Object.fromEntries(columns.map((c) => [c, cellOf(person, c)]))
  return { before: of(kept), after: of(gone) }
}
const cellOf = (person: PersonRow, column: string): unknown => person[column as keyof PersonRow]

/** The person's fields, what is found by them, and what identifies them. */
async function setFields(db: Db, person: PersonRow, fields: Fields): Promise<void> {
  if (Object.keys(fields).length === 0) return
  const now = { ...person, ...fields } as PersonRow
  await db
    .updateTable('persons')
    .set({ ...fields, nameCodes: nameCodes(now) })
    .where('householdId', '=', person.householdId)
    .where('id', '=', person.id)
    .execute()
  const documents = await db
    .selectFrom('personDocuments')
    .select(['kind', 'country', 'number'])
    .where('personId', '=', person.id)
    .execute()
  await joinCounted(db, [{ ...now, documents }])
}

async function point(db: Db, gone: PersonRow, to: string | null): Promise<void> {
  await db
    .updateTable('persons')
    .set({ mergedInto: to })
    .where('householdId', '=', gone.householdId)
    .where('id', '=', gone.id)
    .execute()
  await placeHousehold(db, gone.householdId)
}

/** A household whose persons all went is shown within the one where the last of them went; else it stands by itself. */
async function placeHousehold(db: Db, household: string): Promise<void> {
  await sql`
    update households h set merged_into = case when exists (select from persons where household_id = h.id and merged_into is null) then null
      else (select kept_household from merges where gone_household = h.id and kept_household <> h.id and undone_at is null order by at desc, id desc limit 1) end
    where h.id = ${household}`.execute(db)
}

/** Puts everything back as if it had not been: later merges of the same person keep what they took. */
export async function undoMerge(db: Db, ctx: Context, m: Row<'merges'>): Promise<void> {
  const persons = await lockPersons(db, [m.keptPerson, m.gonePerson])
  const kept = persons.find((p) => p.id === m.keptPerson)!
  const gone = persons.find((p) => p.id === m.gonePerson)!
  await db.updateTable('merges').set({ undoneAt: sql<Date>`now()`, undoneBy: ctx.actor.id }).where('id', '=', m.id).execute()
  const back = await fieldsBack(db, m, kept)
  await setFields(db, kept, back)
  await seenApart(db, gone)
  await point(db, gone, null)
  await regroup(db, ctx, [kept.id, gone.id], persons[1]!.id)
  await note(db, ctx, [m.keptHousehold, m.goneHousehold], 'unmerged', { before: pickOf(kept, back), after: back }, '')
  await record(db, ctx.actor, 'persons.unmerged', m.id, { kept: kept.id, gone: gone.id })
}

const pickOf = (person: PersonRow, fields: Fields): Fields =>
  Object.fromEntries(Object.keys(fields).map((c) => [c, cellOf(person, c)]))

/** A field that a later merge took over as well goes back when that one is undone; one that somebody wrote since stays as written. */
async function fieldsBack(db: Db, m: Row<'merges'>, kept: PersonRow): Promise<Fields> {
  const { before, after } = m.content as Content
  const later = await db
    .selectFrom('merges')
    .selectAll()
    .where('keptPerson', '=', kept.id)
    .where('undoneAt', 'is', null)
    .where((e) => e.or([e('at', '>', m.at), e.and([e('at', '=', m.at), e('id', '>', m.id)])]))
    .orderBy('at')
    .orderBy('id')
    .execute()
  const back: Fields = {}
  const passed = new Map<string, Content>()
  for (const column of Object.keys(before)) {
    const next = later.find((l) => column in (l.content as Content).before)
    if (next) {
      const content = passed.get(next.id) ?? (next.content as Content)
      passed.set(next.id, { ...content, before: { ...content.before, [column]: before[column] } })
    } else if (cellOf(kept, column) === after[column]) back[column] = before[column]
  }
  for (const [id, content] of passed)
    await db
      .updateTable('merges')
      .set({ content: JSON.stringify(content) })
      .where('id', '=', id)
      .execute()
  return back
}

async function note(
  db: Db,
  ctx: Context,
  households: string[],
  what: string,
  { before, after }: Content,
  reason: string,
): Promise<void> {
  for (const household of [...new Set(households)].sort())
    await sql`
      with now as (update households set version = version + 1 where id = ${household} returning version)
      insert into household_changes (id, household_id, what, version, before, after, reason, by, by_name)
      select ${uuid()}, ${household}, ${what}, version, ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb, ${reason}, ${ctx.actor.id}, ${ctx.actor.name}
      from now`.execute(db)
}
