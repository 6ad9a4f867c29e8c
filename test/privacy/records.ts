/** Records of people in every personal table, of three organisations at four sites in two countries, written by SQL as they stand. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db } from '../../src/core/database.ts'

/** What is looked for wherever it must not be. */
export const secret = 'Obsidiana'

/** Each table of people, and what names one of its rows. */
export const personalTables: Record<string, string> = {
  households: 'id::text',
  persons: 'id::text',
  person_documents: 'id::text',
  person_needs: 'id::text',
  person_consents: 'id::text',
  photos: 'id::text',
  household_changes: 'id::text',
  household_conflicts: 'id::text',
  readings: 'id::text',
  duplicate_pairs: 'a_person::text',
  merges: 'id::text',
  deliveries: 'id::text',
  served: 'delivery_id::text',
  distributions: 'id::text',
  distribution_households: 'household_id::text',
  distribution_values: 'household_id::text',
}

/** `site` null: not at any site; of pairs and merges only the organisation decides. */
export type Kept = { table: string; id: string; organisation: number; site: string | null; isRestricted: boolean }
export type World = { organisations: number[]; sites: { id: string; country: string }[]; households: Kept[] }

export async function keepRecords(db: Db, perPlace = 1): Promise<World & { records: Kept[] }> {
  const organisations: number[] = []
  for (const name of ['Alas', 'Bahía', 'Cumbre'])
    organisations.push(
      (
        await db
          .insertInto('organisations')
          .values({ names: JSON.stringify({ en: name }) })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id,
    )
  const sites = ['EC', 'EC', 'UY', 'UY'].map((country) => ({ id: uuid(), country }))
  await db
    .insertInto('sites')
    .values(sites.map((s) => ({ ...s, kind: 'shelter', names: '{}', createdBy: 'test' })))
    .execute()
  const services = await sql<{ id: number }>`
    insert into services (code, names, sector, unit, modality) values (${`privacy-${uuid()}`}, '{}', 'shelter', '{}', 'in-kind') returning id`.execute(
    db,
  )
  const records: Kept[] = []
  for (const organisation of organisations)
    for (const site of [...sites, { id: null, country: 'EC' }])
      for (let i = 0; i < perPlace; i++) records.push(...(await keepHousehold(db, organisation, site, services.rows[0]!.id)))
  return { organisations, sites, records, households: records.filter((r) => r.table === 'households') }
}

async function keepHousehold(
  db: Db,
  organisation: number,
  { id: site, country }: { id: string | null; country: string },
  service: number,
): Promise<Kept[]> {
  const [household, person, other, counted] = [uuid(), uuid(), uuid(), uuid()]
  const [document, need, restricted, consent, photo, change, conflict, reading, merge, delivery, distribution] = Array.from(
    { length: 11 },
    () => uuid(),
  )
  const statements = [
    sql`insert into households (id, organisation_id, site_id, card, country, population_group, registered_by, note)
      values (${household}, ${organisation}, ${site}, 'H-00000000', ${country}, 'inTransit', 'test', ${secret})`,
    sql`insert into persons (id, household_id, organisation_id, site_id, given, family, sex, relation, counted_as)
      values (${person}, ${household}, ${organisation}, ${site}, 'Ana', ${secret}, 'female', 'head', ${counted})`,
    sql`insert into person_documents (id, household_id, person_id, kind, number, number_key) values (${document}, ${household}, ${person}, 'passport', ${`${secret}77`}, ${`${secret}77`})`,
    sql`insert into person_needs (id, household_id, person_id, organisation_id, site_id, need, since, recorded_by)
      values (${need}, ${household}, ${person}, ${organisation}, ${site}, 'pregnant', '2026-01-01', 'test')`,
    sql`insert into person_needs (id, household_id, person_id, organisation_id, site_id, need, since, recorded_by, is_restricted)
      values (${restricted}, ${household}, ${person}, ${organisation}, ${site}, 'survivor', '2026-01-01', 'test', true)`,
    sql`insert into person_consents (id, household_id, person_id, purpose, is_given, text_version, language, how, recorded_by, at)
      values (${consent}, ${household}, ${person}, 'registration', true, 1, 'es', 'spoken', 'test', now())`,
    sql`insert into photos (id, household_id, organisation_id, site_id, kind, media_type, content, sha256, taken_by)
      values (${photo}, ${household}, ${organisation}, ${site}, 'proof', 'image/png', ${Buffer.from(secret)}, '', 'test')`,
    sql`insert into household_changes (id, household_id, what, version, by, reason) values (${change}, ${household}, 'registered', 1, 'test', ${secret})`,
    sql`insert into household_conflicts (id, household_id, organisation_id, site_id, base_version, base, proposed, by, at)
      values (${conflict}, ${household}, ${organisation}, ${site}, 1, '{}', ${JSON.stringify({ note: secret })}, 'test', now())`,
    sql`insert into readings (id, household_id, organisation_id, site_id, by, how) values (${reading}, ${household}, ${organisation}, ${site}, 'test', 'opened')`,
    sql`insert into duplicate_pairs (a_person, b_person, a_household, b_household, organisation_id, score, reasons)
      values (${person}, ${other}, ${household}, ${household}, ${organisation}, 1, '[]')`,
    sql`insert into merges (id, organisation_id, kept_household, kept_person, gone_household, gone_person, content, by)
      values (${merge}, ${organisation}, ${household}, ${person}, ${household}, ${other}, '{}', 'test')`,
    sql`insert into deliveries (id, household_id, organisation_id, site_id, country, service_id, "to", person_id, collected_by, quantity, month, at, recorded_by)
      values (${delivery}, ${household}, ${organisation}, ${site}, ${country}, ${service}, 'person', ${person}, ${secret}, 1, '2026-01', now(), 'test')`,
    sql`insert into served (counted_as, delivery_id, person_id, household_id, organisation_id, site_id, service_id, at, cell, is_counted)
      values (${counted}, ${delivery}, ${person}, ${household}, ${organisation}, ${site}, ${service}, now(), 0, true)`,
    sql`insert into distribution_households (distribution_id, household_id, organisation_id, site_id, position) values (${distribution}, ${household}, ${organisation}, ${site}, 1)`,
    sql`insert into distribution_values (id, household_id, distribution_id, organisation_id, site_id, was, becomes, reason, changed_by, changed_by_name)
      values (${uuid()}, ${household}, ${distribution}, ${organisation}, ${site}, 40, 60, ${secret}, 'test', ${secret})`,
    ...(site
      ? [
          sql`insert into distributions (id, organisation_id, site_id, service_id, title, day, made_by) values (${distribution}, ${organisation}, ${site}, ${service}, ${secret}, '2026-01-01', 'test')`,
        ]
      : []),
  ]
  for (const statement of statements) await statement.execute(db)
  const kept = (table: string, id: string | undefined, over: Partial<Kept> = {}): Kept => ({
    table,
    id: id!,
    organisation,
    site,
    isRestricted: false,
    ...over,
  })
  return [
    kept('households', household),
    kept('persons', person),
    kept('person_documents', document),
    kept('person_needs', need),
    kept('person_needs', restricted, { isRestricted: true }),
    kept('person_consents', consent),
    kept('photos', photo),
    kept('household_changes', change),
    kept('household_conflicts', conflict),
    kept('readings', reading),
    kept('duplicate_pairs', person, { site: null }),
    kept('merges', merge, { site: null }),
    kept('deliveries', delivery),
    kept('served', delivery),
    kept('distribution_households', household),
    kept('distribution_values', household),
    ...(site ? [kept('distributions', distribution)] : []),
  ]
}
