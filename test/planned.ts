/** A small plan with two sectors and two organisations, whose people write, endorse, validate and approve what is planned. */
import { v7 as uuid } from 'uuid'
import type { Actor, Grant } from '../src/core/access.ts'
import type { Context } from '../src/core/context.ts'
import type { Db, Inserts } from '../src/core/database.ts'
import { loadPlaces } from '../src/modules/places/load.ts'
import { scenario } from './scenario.ts'

export type PlannedWorld = Awaited<ReturnType<typeof plannedWorld>>

export async function plannedWorld(db: Db, code = `review-${uuid().slice(-8)}`) {
  await loadPlaces(db)
  const insertBody = async (name: string) =>
    (
      await db
        .insertInto('organisations')
        .values({ names: JSON.stringify({ en: name }), acronym: name })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const [alas, bahia] = [await insertBody('Alas'), await insertBody('Bahía')]
  const months = { firstMonth: '2022-01', lastMonth: '2022-12' }
  const { id: planId } = await db
    .insertInto('plans')
    .values({ code, names: JSON.stringify({ en: 'Response plan' }), ...months })
    .returning('id')
    .executeTakeFirstOrThrow()
  const insertSector = async (look: string) => {
    const sector = { planId, name: look, key: look, look }
    const { id: sectorId } = await db.insertInto('planSectors').values(sector).returning('id').executeTakeFirstOrThrow()
    const indicator = { planId, sectorId, name: `people by ${look}`, key: `people by ${look}`, kind: 'direct' }
    const { id } = await db.insertInto('planIndicators').values(indicator).returning('id').executeTakeFirstOrThrow()
    return { sectorId, indicatorId: id }
  }
  return { db, code, planId, alas, bahia, shelter: await insertSector('shelter'), health: await insertSector('health') }
}

/** A test on such a plan, taken back at its end. */
export const planned = (run: (world: PlannedWorld & { who: ReturnType<typeof people> }) => Promise<void>) =>
  scenario(async ({ db }) => {
    const world = await plannedWorld(db)
    await run({ ...world, who: people(world) })
  })

/** Each role of a review with its own person; `writer` and `sender` belong to Alas. */
export const people = ({ alas, bahia }: Pick<PlannedWorld, 'alas' | 'bahia'>) => ({
  writer: person('writer', 'Wilma', { role: 'organisation-reporter', scope: { kind: 'organisation', organisationId: alas } }),
  sender: person('sender', 'Samir', { role: 'organisation-reporter', scope: { kind: 'organisation', organisationId: alas } }),
  office: person('office', 'Olga', { role: 'organisation-office', scope: { kind: 'organisation', organisationId: alas } }),
  otherOffice: person('other-office', 'Otto', {
    role: 'organisation-office',
    scope: { kind: 'organisation', organisationId: bahia },
  }),
  officer: person('officer', 'Rosa', { role: 'country-officer', scope: { kind: 'country', country: 'EC' } }),
  otherOfficer: person('other-officer', 'Raúl', { role: 'country-officer', scope: { kind: 'country', country: 'PE' } }),
  coordinator: person('coordinator', 'Carla', {
    role: 'sector-coordinator',
    scope: { kind: 'sector', country: 'EC', sector: 'shelter' },
  }),
  region: person('region', 'Rita', { role: 'regional-officer', scope: { kind: 'region' } }),
  administrator: person('administrator', 'Ada', { role: 'administrator', scope: { kind: 'region' } }),
  viewer: person('viewer', 'Vera', { role: 'viewer', scope: { kind: 'region' } }),
})

const person = (id: string, name: string, ...grants: Grant[]): Actor => ({ id, name, grants })

export const asking = (db: Db, actor: Actor): Context => ({
  db,
  actor,
  accessChecked: false,
  language: 'en',
  requestId: 'test',
})

/** Of Alas in Ecuador, in shelter, a draft by `writer`, unless said otherwise. */
export async function insertActivity(
  { db, planId, alas, shelter }: PlannedWorld,
  activity: Partial<Inserts<'planActivities'>> = {},
): Promise<string> {
  const id = activity.id ?? uuid()
  const usual = { planId, organisationId: alas, country: 'EC', admin1: 'EC-P', ...shelter, kind: 'direct', title: 'Beds' }
  const numbers = { inKindUsd: 1000.5, inDestination: 120, women: 120, targetPeople: 120 }
  await db
    .insertInto('planActivities')
    .values({ ...usual, ...numbers, enteredBy: 'writer', changedBy: 'writer', ...activity, id })
    .execute()
  return id
}
