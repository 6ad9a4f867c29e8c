/** Households, and single persons of others, whose consent to registration was taken back: they are erased before their time. */
import { sql } from 'kysely'
import type { Reach } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'
import { type HouseholdRecord, readHouseholds } from '../households/queries.ts'
import { daysToErase, withdrawnOn, withdrawnPersons } from '../rules/withdrawn.ts'
import type { DueHousehold } from './contract.ts'

const atOnce = 200
const day = 24 * 60 * 60 * 1000

/** Nothing holds them and they stand; the longest withdrawn first. Of a household with others merged into it all consents are looked at. */
export async function listWithdrawn(db: Db, reach: Reach): Promise<DueHousehold[]> {
  const ids = await maybeWithdrawn(db)
  const due: DueHousehold[] = []
  for (let at = 0; at < ids.length; at += atOnce)
    for (const household of await readHouseholds(db, reach, ids.slice(at, at + atOnce)))
      if (household.holdReason === null && household.erasedAt === null) due.push(...dueOf(household))
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

/** Somebody took it back, or said no; what other answers there are is seen when the household is read. */
async function maybeWithdrawn(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive up(id, merged_into) as (
      select h.id, h.merged_into from households h where h.id in (
        select household_id from person_consents where purpose = 'registration' and (withdrawn_at is not null or not is_given))
      union select h.id, h.merged_into from up join households h on h.id = up.merged_into)
    select id from up where merged_into is null order by id`.execute(db)
  return rows.map((r) => r.id)
}
