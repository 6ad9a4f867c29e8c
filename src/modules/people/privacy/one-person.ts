/** One person of a household is erased; the household, the others in it and every count stay. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import { homesOf } from '../households/members.ts'
import { insertHappening } from '../households/writing.ts'
import { headAfter } from '../rules/forgetting.ts'
import { toErase } from './erasing.ts'
import { forgetOne } from './forgetting.ts'
import { recordsOf } from './records.ts'

/** With every second record of them. Erased twice is erased once; held, or nobody else there: 409. */
export function erasePerson(ctx: Context, householdId: string, personId: string, reason: string): Promise<void> {
  return transact(ctx.db, async (db) => {
    const household = await toErase(ctx, db, householdId)
    const homes = await homesOf(db, household.id)
    const members = await standingIn(db, homes)
    const person = members.find((m) => m.id === personId.toLowerCase()) ?? notFound('person', personId)
    if (person.isErased) return
    const staying = members.filter((m) => !m.isErased && m.id !== person.id)
    if (staying.length === 0) throw new Problem(409, 'people/only-person')
    const hasHead = staying.some((m) => m.relation === 'head' && !m.hasLeft)
    const head = hasHead ? undefined : headAfter(staying)
    const records = await recordsOf(db, [person.id])
    const households = [...new Set([...homes, ...records.map((r) => r.householdId)])]
    const persons = records.map((r) => r.id)
    await forgetOne(db, { persons, households, organisationId: household.organisationId }, head)
    if (head !== undefined)
      await db.updateTable('persons').set({ relation: 'head' }).where('householdId', 'in', homes).where('id', '=', head).execute()
    await sayErased(ctx, db, households, reason)
    await record(db, ctx.actor, 'person.erased', household.id, { persons, households })
  })
}

type Standing = {
  id: string
  relation: 'head' | 'partner'
  birthDate: string | null
  hasLeft: boolean
  isErased: boolean
}

/** Everybody of the household who is nobody's second record. */
async function standingIn(db: Db, homes: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select id, relation, birth_date, left_at is not null as has_left, erased_at is not null as is_erased from persons
    where household_id = any(${homes}::uuid[]) and merged_into is null order by id`.execute(db)
  return rows
}

async function sayErased(ctx: Context, db: Db, households: readonly string[], reason: string): Promise<void> {
  const { rows } = await sql<{ id: string; version: number }>`
    update households set version = version + 1 where id = any(${households}::uuid[]) and erased_at is null returning id, version`.execute(
    db,
  )
  for (const { id, version } of rows) await insertHappening(ctx, db, { householdId: id, what: 'person-erased', version, reason })
}
