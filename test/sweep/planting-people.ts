/** Households of one organisation at one site, with everything that is kept of people; the tables of people that a refused write leaves as they were. */
import { v7 as uuid } from 'uuid'
import type { Context } from '../../src/core/context.ts'
import type { Db } from '../../src/core/database.ts'
import type { Household, NewHousehold } from '../../src/modules/people/contract.ts'
import { decide } from '../../src/modules/people/duplicates/deciding.ts'
import { registerHousehold } from '../../src/modules/people/households/actions.ts'
import { aHousehold, aPerson } from '../people.ts'
import { word, writer } from './world.ts'

export const peopleTables = `sites households persons person_documents person_needs person_consents photos household_changes household_conflicts
  duplicate_pairs merges people_rules consent_texts need_kinds`

/** One white pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
)

/** What is written into a free text, by who may read it: names by those who meet people, restricted needs by those who protect, entries also by those who report, lists by those who register. */
export type Mark = (what: 'name' | 'restricted' | 'entry' | 'list', field: string) => string
const always: Mark = () => word

export type Place = { organisation: number; site: { id: string; country: string; admin1: string } | null; mark: Mark }

/** Organisation A at a site in Ecuador. */
export async function insertPeople(db: Db, organisationA: number) {
  const site = { id: uuid(), country: 'EC', admin1: 'EC-P' }
  await insertSite(db, site)
  return { siteId: site.id, ...(await insertPeopleAt(db, { organisation: organisationA, site, mark: always })) }
}

export const insertSite = (db: Db, { id, country, admin1 }: { id: string; country: string; admin1: string }) =>
  db
    .insertInto('sites')
    .values({
      id,
      kind: 'service-point',
      names: JSON.stringify({ en: 'Carcelén' }),
      country,
      admin1,
      createdBy: writer,
    })
    .execute()

/** Names, address and reasons bear the mark that is looked for; `householdTwo` waits to be found the same. */
export async function insertPeopleAt(db: Db, { organisation: organisationId, site, mark }: Place) {
  const meets = { kind: 'organisation' as const, organisationId }
  const name = (field: string) => mark('name', field)
  const actor = { id: writer, name: name('by'), grants: [{ role: 'field-worker' as const, scope: meets }] }
  const ctx: Context = { db, actor, accessChecked: true, language: 'en', requestId: 'sweep' }
  const named = () => [
    aPerson({ family: name('family'), relation: 'head' }),
    aPerson({ family: name('family'), also: name('also'), relation: 'partner' }),
  ]
  const alsoElsewhere = aPerson({ family: name('family'), relation: 'sibling', documents: [passport('SHARED 90017')] })
  const numbered = aPerson({ family: name('family'), relation: 'child', documents: [passport(`${name('number')}90017`)] })
  const register = (over: Partial<NewHousehold>) =>
    registerHousehold(ctx, aHousehold({ organisation: organisationId, site, over }))
  const household = await register({
    persons: [...named(), alsoElsewhere, numbered],
    address: name('address'),
    email: `${name('email')}@senda.example`,
    origin: name('origin'),
  })
  const two = await register({ persons: named(), note: name('note'), destination: name('destination') })
  const person = household.persons[0]!.id
  const personTwo = two.persons[0]!.id
  const pair = [person, personTwo].sort() as [string, string]
  await db
    .insertInto('duplicatePairs')
    .values({ aPerson: pair[0], bPerson: pair[1], ...homesOf(pair, household, two), organisationId, score: 0.97, reasons: '[]' })
    .execute()
  const once = async () => (await register({ persons: [aPerson({ family: name('family'), relation: 'head' })] })).persons[0]!.id
  const registrar: Context = { ...ctx, actor: { ...actor, grants: [{ role: 'registration-officer', scope: meets }] } }
  const decision = { a: await once(), b: await once(), outcome: 'same' as const, picks: [], reason: name('reason') }
  const { merge } = await decide(registrar, decision)
  const facts = { householdId: household.id, personId: person, organisationId, siteId: site?.id ?? null, mark }
  return {
    household: household.id,
    householdTwo: two.id,
    person,
    personTwo,
    mergeId: merge!,
    photoId: await insertPhoto(db, facts),
    householdConsent: await insertConsent(db, facts),
    householdConflict: await insertConflict(db, household, facts),
    openNeed: await insertNeed(db, facts, 'pregnant', name('detail')),
    restrictedNeed: await insertNeed(db, facts, 'survivor', mark('restricted', 'detail')),
    reading: await insertReading(db, facts),
  }
}

const passport = (number: string) => ({ id: uuid(), kind: 'passport' as const, country: 'VE', number, validUntil: null })

const homesOf = ([a]: [string, string], one: Household, two: Household) =>
  one.persons[0]!.id === a ? { aHousehold: one.id, bHousehold: two.id } : { aHousehold: two.id, bHousehold: one.id }

type Facts = { householdId: string; personId: string; organisationId: number; siteId: string | null; mark: Mark }

async function insertPhoto(db: Db, { mark, ...facts }: Facts): Promise<string> {
  const id = uuid()
  const content = Buffer.concat([pixel, Buffer.from(mark('name', 'photo'))])
  const photo = { kind: 'document', mediaType: 'image/png', content, sha256: word, takenBy: mark('name', 'by') }
  await db
    .insertInto('photos')
    .values({ id, ...facts, ...photo })
    .execute()
  return id
}

async function insertConsent(db: Db, { householdId, personId, mark }: Facts): Promise<string> {
  const id = uuid()
  const said = { purpose: 'contact', isGiven: true, textVersion: 1, language: 'es', how: 'spoken', at: new Date() }
  const by = { recordedBy: mark('name', 'by'), recordedByName: mark('name', 'by'), guardianName: mark('name', 'guardian') }
  await db
    .insertInto('personConsents')
    .values({ id, householdId, personId, ...said, ...by })
    .execute()
  return id
}

async function insertConflict(
  db: Db,
  household: Household,
  { householdId, organisationId, siteId, mark }: Facts,
): Promise<string> {
  const id = uuid()
  const { id: _, organisation: __, ...base } = household
  const proposed = JSON.stringify({ ...base, note: `${mark('name', 'proposed')} proposed` })
  await db
    .insertInto('householdConflicts')
    .values({
      id,
      householdId,
      organisationId,
      siteId,
      baseVersion: 1,
      base: JSON.stringify(base),
      proposed,
      ...conflictBy(mark),
    })
    .execute()
  return id
}
const conflictBy = (mark: Mark) => ({ by: writer, byName: mark('name', 'by'), at: new Date() })

async function insertNeed(db: Db, { mark, ...facts }: Facts, need: 'pregnant' | 'survivor', detail: string): Promise<string> {
  const id = uuid()
  const said = { detail: JSON.stringify({ said: detail }), isRestricted: need === 'survivor', since: '2026-01-01' }
  await db
    .insertInto('personNeeds')
    .values({ id, ...facts, need, ...said, recordedBy: writer })
    .execute()
  return id
}

async function insertReading(db: Db, { householdId, organisationId, siteId, mark }: Facts): Promise<string> {
  const id = uuid()
  const row = { id, householdId, organisationId, siteId, by: writer, byName: mark('name', 'reader'), how: 'opened' }
  await db.insertInto('readings').values(row).execute()
  return id
}
