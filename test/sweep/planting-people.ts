/** A household of organisation A in Ecuador, with everything that is kept of people; the tables of people that a refused write leaves as they were. */
import { v7 as uuid } from 'uuid'
import type { Context } from '../../src/core/context.ts'
import type { Db } from '../../src/core/database.ts'
import type { Household } from '../../src/modules/people/contract.ts'
import { decide } from '../../src/modules/people/duplicates/deciding.ts'
import { registerHousehold } from '../../src/modules/people/households/actions.ts'
import { aHousehold, aPerson } from '../people.ts'
import { word } from './world.ts'

export const peopleTables = `sites households persons person_documents person_needs person_consents photos household_changes household_conflicts
  duplicate_pairs merges people_rules consent_texts need_kinds`

/** One white pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
)

/** Names, address and reasons bear the word that is looked for; `householdTwo` waits to be found the same. */
export async function insertPeople(db: Db, organisationA: number) {
  const siteId = uuid()
  const site = { kind: 'service-point', names: JSON.stringify({ en: 'Carcelén' }), country: 'EC', admin1: 'EC-P' }
  await db
    .insertInto('sites')
    .values({ id: siteId, ...site, createdBy: 'sweep other' })
    .execute()
  const meets = { kind: 'organisation' as const, organisationId: organisationA }
  const actor = { id: 'sweep other', name: word, grants: [{ role: 'field-worker' as const, scope: meets }] }
  const ctx: Context = { db, actor, accessChecked: true, language: 'en', requestId: 'sweep' }
  const named = () => [aPerson({ family: word, relation: 'head' }), aPerson({ family: word, relation: 'partner' })]
  const register = (household: ReturnType<typeof aHousehold>) => registerHousehold(ctx, household)
  const at = { organisation: organisationA, site: { id: siteId, country: 'EC', admin1: 'EC-P' } }
  const household = await register(aHousehold({ ...at, over: { persons: named(), address: word } }))
  const two = await register(aHousehold({ ...at, over: { persons: named(), note: word } }))
  const person = household.persons[0]!.id
  const personTwo = two.persons[0]!.id
  const pair = [person, personTwo].sort() as [string, string]
  await db
    .insertInto('duplicatePairs')
    .values({
      aPerson: pair[0],
      bPerson: pair[1],
      ...homesOf(pair, household, two),
      organisationId: organisationA,
      score: 0.97,
      reasons: '[]',
    })
    .execute()
  const once = async () =>
    (await register(aHousehold({ ...at, over: { persons: [aPerson({ family: word, relation: 'head' })] } }))).persons[0]!.id
  const registrar: Context = { ...ctx, actor: { ...actor, grants: [{ role: 'registration-officer', scope: meets }] } }
  const { merge } = await decide(registrar, { a: await once(), b: await once(), outcome: 'same', picks: [], reason: word })
  const facts = { householdId: household.id, personId: person, organisationId: organisationA, siteId }
  const photoId = await insertPhoto(db, facts)
  const householdConsent = await insertConsent(db, facts)
  const householdConflict = await insertConflict(db, household, facts)
  return {
    siteId,
    household: household.id,
    householdTwo: two.id,
    person,
    photoId,
    householdConsent,
    householdConflict,
    personTwo,
    mergeId: merge!,
  }
}

const homesOf = ([a]: [string, string], one: Household, two: Household) =>
  one.persons[0]!.id === a ? { aHousehold: one.id, bHousehold: two.id } : { aHousehold: two.id, bHousehold: one.id }

type Facts = { householdId: string; personId: string; organisationId: number; siteId: string }

async function insertPhoto(db: Db, facts: Facts): Promise<string> {
  const id = uuid()
  const photo = { kind: 'document', mediaType: 'image/png', content: pixel, sha256: word, takenBy: word }
  await db
    .insertInto('photos')
    .values({ id, ...facts, ...photo })
    .execute()
  return id
}

async function insertConsent(db: Db, { householdId, personId }: Facts): Promise<string> {
  const id = uuid()
  const said = { purpose: 'contact', isGiven: true, textVersion: 1, language: 'es', how: 'spoken', at: new Date() }
  const by = { recordedBy: word, recordedByName: word }
  await db
    .insertInto('personConsents')
    .values({ id, householdId, personId, ...said, ...by })
    .execute()
  return id
}

async function insertConflict(db: Db, household: Household, { householdId, organisationId, siteId }: Facts): Promise<string> {
  const id = uuid()
  const { id: _, organisation: __, ...base } = household
  const versions = { baseVersion: 1, base: JSON.stringify(base), proposed: JSON.stringify({ ...base, note: `${word} proposed` }) }
  await db
    .insertInto('householdConflicts')
    .values({ id, householdId, organisationId, siteId, ...versions, by: 'sweep other', byName: word, at: new Date() })
    .execute()
  return id
}
