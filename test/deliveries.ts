/** A response in which something is given: two organisations, three sites in two countries, services under indicators of two plans, households. What tests of deliveries start from. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db } from '../src/core/database.ts'
import { ages, type CountedGroup, NewDelivery } from '../src/modules/delivery/contract.ts'
import { loadServices } from '../src/modules/delivery/services/catalogue.ts'

export type Family = { id: string; organisation: number; persons: { id: string; countedAs: string }[] }
export type Field = Awaited<ReturnType<typeof makeField>>

/** @param land first letter of its countries, where tests that commit must not meet */
export async function makeField(db: Db, { land = 'Q' } = {}) {
  await loadServices(db)
  // What the sample says of them is another response's.
  await sql`delete from service_indicators`.execute(db)
  const [west, east] = [`${land}A`, `${land}B`]
  await sql`insert into places (code, level, country, parent, names) values
    (${west}, 0, ${west}, null, '{"en":"West"}'), (${east}, 0, ${east}, null, '{"en":"East"}'), (${`${west}-1`}, 1, ${west}, ${west}, '{"en":"North"}')`.execute(
    db,
  )
  const bodies = await db
    .insertInto('organisations')
    .values(['Red Solidaria', 'Casa Abierta'].map((en) => ({ names: JSON.stringify({ en }) })))
    .returning('id')
    .execute()
  const [red, casa] = bodies.map((o) => o.id) as [number, number]
  const site = async (country: string, admin1: string | null) => {
    const id = uuid()
    await sql`insert into sites (id, kind, names, country, admin1, created_by) values (${id}, 'service-point', '{"en":"Site"}', ${country}, ${admin1}, 'test')`.execute(
      db,
    )
    return id
  }
  const sites = [await site(west, `${west}-1`), await site(west, null), await site(east, null)] as const
  const services = Object.fromEntries(
    (await db.selectFrom('services').select(['id', 'code']).execute()).map((s) => [s.code, s.id]),
  ) as Record<string, number>
  const plans = [await makePlan(db, '2025-07', '2026-03', services), await makePlan(db, '2026-03', '2026-12', services)] as const
  return { red, casa, sites, services, plans, west, east }
}

/** Food kits and meals under one indicator, hygiene kits under one of another sector, legal advice under none. */
async function makePlan(db: Db, firstMonth: string, lastMonth: string, services: Record<string, number>) {
  const code = `field-${uuid().slice(-12)}`
  const { id } = await db
    .insertInto('plans')
    .values({ code, names: '{"en":"Field"}', firstMonth, lastMonth })
    .returning('id')
    .executeTakeFirstOrThrow()
  const indicators: Record<string, number> = {}
  for (const [key, given] of [
    ['food', ['food-kit', 'hot-meal']],
    ['wash', ['hygiene-kit']],
    ['cash', ['multipurpose-cash']],
  ] as const) {
    const { id: sectorId } = await db
      .insertInto('planSectors')
      .values({ planId: id, name: key, key, look: key })
      .returning('id')
      .executeTakeFirstOrThrow()
    const indicator = await db
      .insertInto('planIndicators')
      .values({ planId: id, sectorId, kind: 'direct', name: key, key })
      .returning('id')
      .executeTakeFirstOrThrow()
    indicators[key] = indicator.id
    for (const service of given)
      await db
        .insertInto('serviceIndicators')
        .values({ serviceId: services[service]!, planId: id, indicatorId: indicator.id })
        .execute()
  }
  return { id, code, indicators }
}

/** Each person counts as themselves. */
export async function makeFamily(
  db: Db,
  { organisation, site, country, size = 1 }: { organisation: number; site: string | null; country: string; size?: number },
): Promise<Family> {
  const id = uuid()
  await sql`insert into households (id, organisation_id, site_id, card, country, population_group, registered_by)
    values (${id}, ${organisation}, ${site}::uuid, 'H-00000000', ${country}, 'inTransit', 'test')`.execute(db)
  const persons: Family['persons'] = []
  for (let n = 0; n < size; n++) {
    const [person, countedAs] = [uuid(), uuid()]
    await sql`insert into counted (id) values (${countedAs})`.execute(db)
    await sql`insert into persons (id, household_id, organisation_id, site_id, given, family, sex, birth_date, relation, counted_as) values (${person}, ${id}, ${organisation},
      ${site}::uuid, ${`Zoraida ${n}`}, 'Ejemplo', ${n % 2 ? 'male' : 'female'}, ${n < 2 ? '1990-01-01' : '2018-05-05'}, ${n === 0 ? 'head' : 'child'}, ${countedAs})`.execute(
      db,
    )
    persons.push({ id: person, countedAs })
  }
  return { id, organisation, persons }
}

export const given = (field: Field, over: Partial<NewDelivery> & { code?: string }): NewDelivery => {
  const { code = 'food-kit', ...rest } = over
  return NewDelivery.parse({
    id: uuid(),
    organisation: field.red,
    site: field.sites[0],
    service: field.services[code],
    to: 'household',
    quantity: 1,
    at: '2026-05-04T15:00:00Z',
    ...rest,
  })
}

export const groupOf = (women: number, fresh = women): CountedGroup => {
  const none = Object.fromEntries(ages.map((age) => [age, 0])) as CountedGroup['month']
  return { group: 'inTransit', month: { ...none, women }, new: { ...none, women: fresh } }
}
