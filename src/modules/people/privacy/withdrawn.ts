/** Households, and single persons of others, whose consent to registration was taken back: they are erased before their time. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import { type HouseholdRecord, readHouseholds } from '../households/queries.ts'
import { daysToErase, withdrawnOn, withdrawnPersons } from '../rules/withdrawn.ts'
import { inReach } from '../search/reach.ts'
import type { DueHousehold } from './contract.ts'
import { stands } from './held.ts'

const atOnce = 200
const day = 24 * 60 * 60 * 1000

/** Nothing holds them and they stand; the longest withdrawn first. Of a household with others merged into it all consents are looked at. @param most households looked at */
export async function listWithdrawn(db: Db, reach: Reach, most?: number): Promise<DueHousehold[]> {
  const ids = await maybeWithdrawn(db, reach, most)
  const due: DueHousehold[] = []
  for (let at = 0; at < ids.length; at += atOnce)
    for (const household of await readHouseholds(db, reach, ids.slice(at, at + atOnce))) due.push(...dueOf(household))
  return due.toSorted((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id))
}

/** The whole household where nobody agrees any more; else those who took it back. */
function dueOf({ id, card, organisation, site, lastSeenAt, consents }: HouseholdRecord): DueHousehold[] {
  const one = (withdrawnAt: string, person: string | null): DueHousehold => ({
    ...{ id, person, card, organisation, site, lastSeenAt, withdrawnAt },
    due: new Date(Date.parse(withdrawnAt) + daysToErase * day).toISOString(),
    reason: person === null ? 'consent-withdrawn' : 'person-withdrawn',
  })
  const whole = withdrawnOn(consents)
  return whole === null ? withdrawnPersons(consents).map((p) => one(p.day, p.personId)) : [one(whole, null)]
}

/** Where somebody stands of whom a record took it back, or said no; what other answers there are is seen when the household is read. Those who took it back come first. */
async function maybeWithdrawn(db: Db, reach: Reach, most: number | undefined): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive person(household_id, merged_into, is_back) as (
      select p.household_id, p.merged_into, c.withdrawn_at is not null from person_consents c
        join persons p on p.household_id = c.household_id and p.id = c.person_id
        where c.purpose = 'registration' and (c.withdrawn_at is not null or not c.is_given)
      union select p.household_id, p.merged_into, s.is_back from person s join persons p on p.id = s.merged_into),
    up(id, merged_into, is_back) as (
      select h.id, h.merged_into, s.is_back from person s join households h on h.id = s.household_id where s.merged_into is null
      union select h.id, h.merged_into, up.is_back from up join households h on h.id = up.merged_into)
    select h.id from up join households h on h.id = up.id
    where ${stands} and ${inReach(reach, 'h')}
    group by h.id order by bool_or(up.is_back) desc, h.id ${most === undefined ? sql`` : sql`limit ${most}`}`.execute(db)
  return rows.map((r) => r.id)
}
