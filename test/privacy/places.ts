/** The sweep's world, and in it people of three more organisations at sites in two countries and at none: each record bears marks of its own. */
import { v7 as uuid } from 'uuid'
import type { Db } from '../../src/core/database.ts'
import { readHouseholds } from '../../src/modules/people/households/queries.ts'
import { contentOf } from '../../src/modules/people/households/shelf.ts'
import { type Planted, plant } from '../sweep/planting.ts'
import { insertEntry, insertService } from '../sweep/planting-deliveries.ts'
import { insertDistribution, insertListImport } from '../sweep/planting-lists.ts'
import { insertPeopleAt, insertSite, type Mark } from '../sweep/planting-people.ts'
import { plantAcross } from './across.ts'
import { plantWaiting } from './counts.ts'
import type { Spot } from './oracle.ts'
import { insertPlannedBeside, type Planned } from './plan-asks.ts'

/** Everything of people at one spot, under the names by which the sweep asks; `mark` as it stands in its texts. */
export type Place = Spot & { ids: Partial<Planted> & { device: string }; mark: Mark; facts: Facts }
/** What one may look for, or change, of somebody at this place. */
type Facts = { card: string; number: string; version: number; content: object }

export type Cast = { base: Planted & Planned; places: Place[]; organisations: number[]; sites: { id: string }[] }

const countries = [
  { country: 'EC', admin1: 'EC-P' },
  { country: 'UY', admin1: 'UY-MO' },
]

export async function plantPlaces(db: Db): Promise<Cast> {
  const planted = await plant(db)
  const base = { ...planted, ...(await insertPlannedBeside(db, planted)) }
  const sites = countries.map((where) => ({ id: uuid(), ...where }))
  for (const site of sites) await insertSite(db, site)
  const serviceId = await insertService(db, 'random-kit')
  const organisations: number[] = []
  const places: Place[] = []
  for (const name of ['Cumbre', 'Duna', 'Estero']) {
    const names = JSON.stringify({ en: name })
    const { id } = await db.insertInto('organisations').values({ names }).returning('id').executeTakeFirstOrThrow()
    organisations.push(id)
    for (const site of [...sites, null]) places.push(await plantPlace(db, id, site, { serviceId, at: places.length }))
    const [one, other] = places.slice(-3) as [Place, Place]
    await plantAcross(db, one, other, serviceId)
  }
  const all = { organisations: [base.organisationA, ...organisations], sites: [{ id: base.siteId }, ...sites] }
  return { base, places, ...all }
}

/** `zyqb` begins every mark of the second place; then what kind of thing it is, then where it stands. */
const markOf =
  (at: number): Mark =>
  (what, field) =>
    `zyq${String.fromCharCode(97 + at)}${what[0]}${field}`

async function plantPlace(
  db: Db,
  organisation: number,
  site: { id: string; country: string; admin1: string } | null,
  { serviceId, at }: { serviceId: number; at: number },
): Promise<Place> {
  const mark = markOf(at)
  const siteId = site?.id ?? null
  const people = await insertPeopleAt(db, { organisation, site, mark })
  await plantWaiting(db, { organisation, site, mark })
  const given = { organisationA: organisation, siteId, household: people.household, serviceId }
  const { delivery } = await insertEntry(db, { ...given, proof: people.photoId }, mark)
  const listImport = await insertListImport(db, { organisationId: organisation, siteId }, mark)
  const lists = siteId ? { siteId, distribution: await insertDistribution(db, { ...given, siteId }, mark) } : {}
  const device = await insertDevice(db, organisation, at)
  const ids = { organisationA: organisation, serviceId, delivery, listImport, device, ...people, ...lists }
  return { organisation, site: siteId, ids, mark, facts: await factsOf(db, mark, people.householdTwo) }
}

/** Of somebody who meets people of this organisation. */
async function insertDevice(db: Db, organisation: number, at: number): Promise<string> {
  const [id, userId] = [uuid(), `random field ${at}`]
  await db
    .insertInto('users')
    .values({ id: userId, name: userId, email: `random-${at}@senda.example` })
    .execute()
  await db
    .insertInto('grants')
    .values({ userId, role: 'field-worker', scope: 'organisation', scopeId: String(organisation), grantedBy: 'test' })
    .execute()
  await db
    .insertInto('devices')
    .values({ id, userId, name: `Phone ${at}` })
    .execute()
  return id
}

async function factsOf(db: Db, mark: Mark, household: string): Promise<Facts> {
  const [kept] = await readHouseholds(db, 'all', [household])
  return { card: kept!.card, number: `${mark('name', 'number')}90017`, version: kept!.version, content: contentOf(kept!) }
}
