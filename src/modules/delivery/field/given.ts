/** What was given lately to the members of households, so that a device can warn without a network. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { dayIn } from '../rules/days.ts'
import { isConfidentialAt } from '../services/queries.ts'
import type { KeptHousehold } from './contract.ts'

type Given = KeptHousehold['given'][number]
type Kept = { id: string; organisation: number; country: string }

/** Within the longest interval of the services. Of other organisations, through the one counted person, only the service and the day of the country, and of confidential services nothing. */
export async function givenLately(db: Db, households: Kept[]): Promise<Map<string, Given[]>> {
  if (households.length === 0) return new Map()
  const { rows } = await sql<Omit<Given, 'at'> & { household: string; at: Date }>`
    with interval_days as (select coalesce(max(interval_days), 0) as days from services where retired_at is null)
    select distinct on (p.household_id, p.id, s.service_id, s.delivery_id) p.household_id as household, p.id as "personId", s.service_id as service,
      s.organisation_id = k.organisation as "isOurs", s.at
    from unnest(${households.map((h) => h.id)}::uuid[], ${households.map((h) => h.organisation)}::int[]) k(id, organisation)
    join persons p on p.household_id = k.id and p.left_at is null and p.erased_at is null
    join served s on s.counted_as = p.counted_as and s.is_live
    join services v on v.id = s.service_id and v.interval_days > 0 and (not ${isConfidentialAt('v', 's')} or s.organisation_id = k.organisation)
    cross join interval_days
    where s.at > now() - make_interval(days => interval_days.days)`.execute(db)
  const countries = new Map(households.map((h) => [h.id, h.country]))
  const given = new Map<string, Given[]>()
  for (const { household, at, ...one } of rows) {
    const told = { ...one, at: one.isOurs ? secondOf(at) : noonOf(dayIn(countries.get(household), at)) }
    given.set(household, [...(given.get(household) ?? []), told])
  }
  return given
}

const secondOf = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
/** A day that is the same by every clock from twelve hours behind to eleven ahead: its midnight was the evening before in the Americas. */
const noonOf = (day: string): string => `${day}T12:00:00Z`
