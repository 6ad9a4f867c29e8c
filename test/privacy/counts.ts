/** Numbers of people are told of those one may read, and of nobody else: what an asker is owed, counted once more, row by row. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Grant } from '../../src/core/access.ts'
import type { Context } from '../../src/core/context.ts'
import type { Db } from '../../src/core/database.ts'
import { registerHousehold } from '../../src/modules/people/households/actions.ts'
import type { PeopleWaiting } from '../../src/modules/people/waiting/contract.ts'
import { aHousehold, aPerson } from '../people.ts'
import type { Place } from '../sweep/planting-people.ts'
import { writer } from '../sweep/world.ts'
import { holds, meets, registers, type Spot } from './oracle.ts'

type Row = Spot & { what: keyof PeopleWaiting }

/** Somebody who was not seen for long, and somebody who took back their consent. */
export async function plantWaiting(db: Db, { organisation, site, mark }: Place): Promise<void> {
  const scope = { kind: 'organisation' as const, organisationId: organisation }
  const actor = { id: writer, name: mark('name', 'by'), grants: [{ role: 'field-worker' as const, scope }] }
  const ctx: Context = { db, actor, accessChecked: true, language: 'en', requestId: 'sweep' }
  const register = () =>
    registerHousehold(ctx, aHousehold({ organisation, site, over: { persons: [aPerson({ family: mark('name', 'family') })] } }))
  const [over, withdrawn] = [await register(), await register()]
  await sql`update households set last_seen_at = now() - interval '24 months' where id = ${over.id}`.execute(db)
  await sql`insert into person_consents (id, household_id, person_id, purpose, is_given, text_version, language, how, recorded_by, at, withdrawn_at)
    values (${uuid()}, ${withdrawn.id}, ${withdrawn.persons[0]!.id}, 'registration', true, 1, 'es', 'spoken', ${mark('name', 'by')}, now(), now())`.execute(
    db,
  )
}

/** What waits, of everybody. */
export async function waitingIn(db: Db): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select 'conflicts' as what, organisation_id as organisation, site_id as site from household_conflicts where settled_at is null
    union all select 'duplicates', d.organisation_id, null from duplicate_pairs d
      join persons a on a.id = d.a_person join persons b on b.id = d.b_person
      where d.state = 'open' and a.merged_into is null and b.merged_into is null
    union all select 'over', organisation_id, site_id from households
      where erased_at is null and merged_into is null and last_seen_at < now() - interval '24 months' + interval '30 days'
    union all select distinct on (household_id) 'withdrawn', h.organisation_id, h.site_id from person_consents c join households h on h.id = c.household_id
      where c.purpose = 'registration' and c.withdrawn_at is not null and h.erased_at is null`.execute(db)
  return rows
}

/** To each of what waits there belongs a number, if it is theirs to decide. */
export function owedTo(grants: readonly Grant[], rows: readonly Row[]): Record<keyof PeopleWaiting, number | null> {
  const of = (what: Row['what'], who: readonly string[]) =>
    rows.filter((row) => row.what === what && holds(grants, who, row)).length
  const managed = (what: Row['what']) => (grants.some((g) => registers.includes(g.role)) ? of(what, registers) : null)
  return {
    conflicts: of('conflicts', meets),
    duplicates: managed('duplicates'),
    over: managed('over'),
    withdrawn: managed('withdrawn'),
  }
}
