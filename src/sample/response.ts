/** The sample response of this year: a plan that holds today, with its lists and sites; services under its indicators; invented households and what was given to them. */
import { type Db, transact } from '../core/database.ts'
import { enqueue } from '../core/jobs.ts'
import { fold } from '../core/text.ts'
import { nameOrganisations } from '../modules/organisations/naming.ts'
import { ensureSampleBodies } from '../modules/organisations/sample.ts'
import { loadPlaces } from '../modules/places/load.ts'
import { exampleActor, insertSectors, readSample } from './given.ts'
import { loadSamplePeople, type Named, type Response, siteId } from './people.ts'

export const sampleResponse = (today = new Date()): string => `response-${today.getUTCFullYear()}`

/** @returns false where it was there already */
export function loadSampleResponse(db: Db): Promise<boolean> {
  const code = sampleResponse()
  return transact(db, async (trx) => {
    if (await trx.selectFrom('plans').select('id').where('code', '=', code).executeTakeFirst()) return false
    await loadPlaces(trx)
    const facts = readSample<Response>('response-today.json')
    const planId = await insertPlan(trx, code, facts)
    await insertIndicators(trx, planId, facts)
    const [iom, puentes] = await insertBodies(trx, planId, facts)
    await insertMechanisms(trx, planId, facts)
    await insertPlaces(trx, planId)
    await closeLists(trx, planId, facts.source)
    await insertSites(trx, facts)
    await loadSamplePeople(trx, planId, code.slice(-4), { iom: iom!, puentes: puentes! })
    for (const organisation of [iom!, puentes!])
      await enqueue(trx, 'people.duplicates', { organisation }, { queue: 'duplicates' })
    return true
  })
}

async function insertPlan(db: Db, code: string, facts: Response): Promise<number> {
  const year = code.slice(-4)
  const names = Object.fromEntries(
    Object.entries(facts.names).map(([language, name]) => [language, name.replace('{year}', year)]),
  )
  const asks = ['population', 'age-gender', 'admin1', 'cash-value']
  const period = { firstMonth: `${year}-01`, lastMonth: `${year}-12`, defaultMethod: 'max-sector' }
  const plan = { code, names: JSON.stringify(names), ...period, asks, isSample: true }
  return (await db.insertInto('plans').values(plan).returning('id').executeTakeFirstOrThrow()).id
}

async function insertIndicators(db: Db, planId: number, { sectors, indicators }: Response): Promise<void> {
  const sectorOf = await insertSectors(db, planId, sectors, ['education', 'child'])
  const listed = indicators.map(({ code, sector, kind, names, isCash = false }) => ({
    planId,
    sectorId: sectorOf.get(sector)!,
    code,
    kind,
    name: names.en,
    key: fold(names.en),
    names: JSON.stringify(names),
    isCash,
  }))
  await db.insertInto('planIndicators').values(listed).execute()
}

/** The two bodies whose people sign in, and another that only stands in the list. */
async function insertBodies(db: Db, planId: number, { organisations }: Response): Promise<number[]> {
  const ids = [...(await ensureSampleBodies(db)), ...(await nameOrganisations(db, organisations))]
  const rows = (['appealing', 'implementing'] as const).flatMap((role) =>
    ids.map((organisationId) => ({ planId, organisationId, role })),
  )
  await db.insertInto('planOrganisations').values(rows).execute()
  return ids
}

async function insertMechanisms(db: Db, planId: number, { mechanisms }: Response): Promise<void> {
  const rows = mechanisms.map((names) => ({ planId, name: names.en, key: fold(names.en), names: JSON.stringify(names) }))
  await db.insertInto('planMechanisms').values(rows).execute()
}

/** The countries that are shipped, and their admin 1. */
async function insertPlaces(db: Db, planId: number): Promise<void> {
  const places = await db.selectFrom('places').select(['code', 'country', 'names']).where('level', '<=', 1).execute()
  const nameOf = new Map(places.map(({ code, names }) => [code, (names as Named).en]))
  const rows = places.map(({ code, country }) => ({
    planId,
    country,
    countryName: nameOf.get(country)!,
    placeCode: code,
    name: nameOf.get(code)!,
    countryKey: fold(nameOf.get(country)!),
    key: fold(nameOf.get(code)!),
  }))
  await db
    .insertInto('planPlaces')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .execute()
}

async function closeLists(db: Db, planId: number, source: string): Promise<void> {
  const count = async (table: 'planPlaces' | 'planOrganisations' | 'planIndicators' | 'planMechanisms') =>
    (
      await db
        .selectFrom(table)
        .select((e) => e.fn.countAll<number>().as('entries'))
        .where('planId', '=', planId)
        .executeTakeFirstOrThrow()
    ).entries
  const bodies = (await count('planOrganisations')) / 2
  const lists = {
    places: await count('planPlaces'),
    organisations: bodies,
    implementers: bodies,
    indicators: await count('planIndicators'),
    mechanisms: await count('planMechanisms'),
  }
  await db
    .insertInto('planLists')
    .values(Object.entries(lists).map(([list, entries]) => ({ planId, list, source, entries })))
    .execute()
}

async function insertSites(db: Db, { sites }: Response): Promise<void> {
  const rows = sites.map(({ key, names, ...site }) => ({
    ...site,
    id: siteId(key),
    names: JSON.stringify(names),
    createdBy: exampleActor.id,
  }))
  await db
    .insertInto('sites')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .execute()
}
