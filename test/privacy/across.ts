/** What reaches from one site of an organisation to another: given here to people from there, expected here, alike, and found to be one. */
import type { Context } from '../../src/core/context.ts'
import type { Db } from '../../src/core/database.ts'
import { decide } from '../../src/modules/people/duplicates/deciding.ts'
import { registerHousehold } from '../../src/modules/people/households/actions.ts'
import { aHousehold, aPerson } from '../people.ts'
import { insertEntry } from '../sweep/planting-deliveries.ts'
import { writer } from '../sweep/world.ts'
import type { Place } from './places.ts'

export async function plantAcross(db: Db, here: Place, there: Place, serviceId: number): Promise<void> {
  const household = there.ids.household!
  await insertEntry(db, { organisationA: here.organisation, siteId: here.site, household, serviceId }, (what, field) =>
    what === 'name' ? there.mark(what, field) : here.mark(what, field),
  )
  // A list belongs to its distribution, whoever stands on it.
  const place = { organisationId: here.organisation, siteId: here.site }
  await db
    .insertInto('distributionHouseholds')
    .values({ distributionId: here.ids.distribution!, householdId: household, ...place, position: 2 })
    .execute()
  await insertPair(db, here, there)
  for (const [kept, gone] of [
    [here, there],
    [there, here],
  ] as const)
    await mergeAcross(db, kept, gone)
}

async function insertPair(db: Db, here: Place, there: Place): Promise<void> {
  const [a, b] = [here, there].toSorted((x, y) => (x.ids.person! < y.ids.person! ? -1 : 1)) as [Place, Place]
  const persons = { aPerson: a.ids.person!, bPerson: b.ids.person!, aHousehold: a.ids.household!, bHousehold: b.ids.household! }
  await db
    .insertInto('duplicatePairs')
    .values({ ...persons, organisationId: here.organisation, score: 0.99, reasons: '[]' })
    .execute()
}

/** A household of one site is kept within that of another. */
async function mergeAcross(db: Db, kept: Place, gone: Place): Promise<void> {
  const scope = { kind: 'organisation' as const, organisationId: kept.organisation }
  const actor = { id: writer, name: 'Other', grants: [{ role: 'registration-officer' as const, scope }] }
  const ctx: Context = { db, actor, accessChecked: true, language: 'en', requestId: 'sweep' }
  const [a, b] = [await personAt(ctx, kept), await personAt(ctx, gone)]
  await decide(ctx, { a, b, keep: a, outcome: 'same', picks: [], reason: '' })
}

async function personAt(ctx: Context, { organisation, site, mark }: Place): Promise<string> {
  const person = aPerson({ family: mark('name', 'family'), relation: 'head' })
  const over = { site, persons: [person], address: mark('name', 'address'), admin1: 'EC-P' }
  return (await registerHousehold(ctx, aHousehold({ organisation, over: { ...over, country: 'EC' } }))).persons[0]!.id
}
