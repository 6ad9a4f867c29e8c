/** Everything that happened to a household, the newest first, with what each change changed. */
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Row } from '../../../core/database.ts'
import type { HouseholdContent } from '../contract.ts'
import { changesBetween, type FieldChange } from '../rules/content.ts'
import type { HouseholdHappening } from './contract.ts'
import { homesOf } from './members.ts'
import { readHousehold } from './reach.ts'

export async function readHistory(ctx: Context, id: string): Promise<HouseholdHappening[]> {
  const household = await readHousehold(ctx, id)
  const homes = await homesOf(ctx.db, household.id)
  const rows = await asReader(ctx.db, visible(ctx, 'people.read'), (db) =>
    db
      .selectFrom('householdChanges')
      .selectAll()
      .where('householdId', 'in', homes)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(500)
      .execute(),
  )
  return rows.map(asHappening)
}

const asHappening = (row: Row<'householdChanges'>): HouseholdHappening => ({
  id: row.id,
  what: row.what,
  version: row.version,
  at: row.at.toISOString(),
  by: row.by,
  byName: row.byName,
  reason: row.reason,
  changes: changesOf(row),
})

/** Of whole contents what differs; of a settled conflict also what was proposed; of a fact the fact. */
function changesOf({ what, before, after }: Row<'householdChanges'>): FieldChange[] {
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>]
  if (isContent(was) && isContent(is)) {
    const changed = changesBetween(was, is)
    return what === 'settled' && isContent(was.proposed as Record<string, unknown>) ? [...changed, ...proposedBy(was)] : changed
  }
  if (isContent(is)) return is.persons.map((person) => ({ person: person.id, field: 'person', before: null, after: person }))
  return Object.entries(is).map(([field, value]) => ({ person: null, field, before: was[field] ?? null, after: value }))
}

type Settled = HouseholdContent & { proposed?: unknown; proposedBy?: unknown; outcome?: unknown }

const proposedBy = (was: Settled): FieldChange[] =>
  ['outcome', 'proposedBy', 'proposed'].map((field) => ({
    person: null,
    field,
    before: null,
    after: was[field as keyof Settled],
  }))

const isContent = (value: Record<string, unknown> | undefined): value is Settled => Array.isArray(value?.persons)
