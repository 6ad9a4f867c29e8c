/** What the sweep looks for: rows of Ecuador by one organisation, in every state, with words and numbers that stand nowhere else. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type Actor, type Grant, nobody, type Role } from '../../src/core/access.ts'
import type { Db } from '../../src/core/database.ts'
import { addSums } from '../../src/modules/activities/sums.ts'
import { loadPlaces, saveHostedPeople } from '../../src/modules/places/load.ts'

/** Planted in every free text that belongs to Ecuador; never in a name that everybody may read. */
export const word = 'zafiro'
/** Planted as people, months and money of Ecuador; the sums of any of them too. */
const planted = [771_131, 52_489, 30_241_007, 6_204_413]

export type Who =
  | 'nobody'
  | 'administrator'
  | 'regional'
  | 'officer EC'
  | 'officer UY'
  | 'reporter A'
  | 'reporter B'
  | 'viewer'
  | 'viewer UY'
export const everybody = [
  'nobody',
  'administrator',
  'regional',
  'officer EC',
  'officer UY',
  'reporter A',
  'reporter B',
  'viewer',
  'viewer UY',
] as const satisfies Who[]
/** Who has nothing to do with Ecuador or with its organisation. */
export const strangers: readonly Who[] = ['nobody', 'officer UY', 'reporter B', 'viewer UY']

export type Planted = {
  plan: string
  planId: number
  sectorId: number
  indicatorId: number
  organisationA: number
  organisationB: number
  accepted: string
  submitted: string
  draft: string
  locked: string
  /** Of Uruguay and the other organisation, still being written. */
  uruguay: string
  importId: string
  batchId: string
  overviewId: string
  storyId: string
  slug: string
  /** Another account. */
  userId: string
  keyId: string
  /** What of Ecuador stands in a text, apart from what the asker already said. */
  leak: (text: string, asked: string) => string | undefined
}

const people: Record<Exclude<Who, 'nobody'>, (a: number, b: number) => Grant> = {
  administrator: () => region('administrator'),
  regional: () => region('regional-officer'),
  'officer EC': () => country('country-officer', 'EC'),
  'officer UY': () => country('country-officer', 'UY'),
  'reporter A': (a) => body(a),
  'reporter B': (_, b) => body(b),
  viewer: () => region('viewer'),
  'viewer UY': () => country('viewer', 'UY'),
}
const region = (role: Role): Grant => ({ role, scope: { kind: 'region' } })
const country = (role: Role, code: string): Grant => ({ role, scope: { kind: 'country', country: code } })
const body = (organisationId: number): Grant => ({
  role: 'organisation-reporter',
  scope: { kind: 'organisation', organisationId },
})

export const actorFor = (who: Who, { organisationA, organisationB }: Planted): Actor =>
  who === 'nobody' ? nobody : { id: `sweep ${who}`, name: who, grants: [people[who](organisationA, organisationB)] }

export async function plant(db: Db): Promise<Planted> {
  await loadPlaces(db)
  await saveHostedPeople(db, [{ country: 'EC', asOf: '2020-06', people: 363_000, source: 'printed' }])
  for (const who of everybody) if (who !== 'nobody') await insertUser(db, `sweep ${who}`)
  const [organisationA, organisationB] = [await insertOrganisation(db, 'Alas'), await insertOrganisation(db, 'Bahía')]
  const plan = await insertPlan(db, [organisationA, organisationB])
  const importId = uuid()
  await db
    .insertInto('imports')
    .values({
      id: importId,
      planId: plan.planId,
      fileName: `${word}.csv`,
      state: 'done',
      sentBy: 'sweep reporter A',
      organisationId: organisationA,
      rowsRead: 3,
      rowsAccepted: 3,
      refused: JSON.stringify([{ row: 9, cells: { title: word }, reasons: [] }]),
    })
    .execute()
  const row = { ...plan, importId, organisationId: organisationA }
  const accepted = await insertRow(db, row, 'EC', 'accepted', planted[0]!)
  const submitted = await insertRow(db, row, 'EC', 'submitted', planted[1]!)
  const draft = await insertRow(db, row, 'EC', 'draft', planted[2]!)
  const locked = await insertRow(db, row, 'EC', 'locked', planted[3]!)
  const theirs = { ...plan, importId: null, organisationId: organisationB }
  const known = await insertRow(db, theirs, 'UY', 'accepted', 12)
  const uruguay = await insertRow(db, theirs, 'UY', 'draft', 0)
  await addSums(db, { ids: [accepted, submitted, draft, locked, known, uruguay] }, 1)
  const batchId = await insertHistory(db, draft)
  const overview = await insertOverview(db, plan)
  const userId = await insertUser(db, 'sweep other')
  await db.insertInto('apiKeys').values({ id: 'sweep-key', userId, name: word, start: 'senda_xxxxxx', sha256: word }).execute()
  const rowIds = [accepted, submitted, draft, locked, importId, batchId, overview.overviewId, overview.storyId]
  return {
    ...plan,
    ...overview,
    organisationA,
    organisationB,
    accepted,
    submitted,
    draft,
    locked,
    uruguay,
    importId,
    batchId,
    userId,
    keyId: 'sweep-key',
    leak: finder(secretsOf(rowIds)),
  }
}

const finder = (secrets: RegExp) => (text: string, asked: string) =>
  [...text.matchAll(secrets)].map(([found]) => found).find((found) => !asked.includes(found))

/** Ids, words, and every number or sum of numbers that was planted. */
function secretsOf(ids: string[]): RegExp {
  const subsets = Array.from({ length: 2 ** planted.length - 1 }, (_, i) => planted.filter((_, bit) => (i + 1) & (1 << bit)))
  const numbers = subsets.map((subset) => subset.reduce((sum, n) => sum + n, 0)).flatMap((n) => [n, n + 12])
  return new RegExp([word, ...ids, ...numbers.map((n) => `(?<!\\d)${n}(?!\\d)`)].join('|'), 'giu')
}

async function insertUser(db: Db, id: string): Promise<string> {
  await db
    .insertInto('users')
    .values({ id, name: id, email: `${id.replaceAll(' ', '-').toLowerCase()}@senda.example` })
    .execute()
  return id
}

async function insertOrganisation(db: Db, name: string): Promise<number> {
  return (
    await db
      .insertInto('organisations')
      .values({ names: JSON.stringify({ en: name }) })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id
}

async function insertPlan(db: Db, organisations: number[]) {
  const plan = 'sweep-2021'
  const names = JSON.stringify({ en: 'Sweep 2021' })
  const { id: planId } = await db
    .insertInto('plans')
    .values({ code: plan, names, firstMonth: '2021-01', lastMonth: '2021-12' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: sectorId } = await db
    .insertInto('planSectors')
    .values({ planId, name: 'Shelter', key: 'shelter', look: 'shelter' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const indicator = { planId, sectorId, name: 'People sheltered', key: 'people sheltered', kind: 'direct' }
  const { id: indicatorId } = await db.insertInto('planIndicators').values(indicator).returning('id').executeTakeFirstOrThrow()
  for (const organisationId of organisations)
    await db.insertInto('planOrganisations').values({ planId, organisationId, role: 'appealing' }).execute()
  return { plan, planId, sectorId, indicatorId }
}

type RowOf = { planId: number; sectorId: number; indicatorId: number; importId: string | null; organisationId: number }

async function insertRow(
  db: Db,
  { planId, sectorId, indicatorId, importId, organisationId }: RowOf,
  country: 'EC' | 'UY',
  state: string,
  number: number,
): Promise<string> {
  const id = uuid()
  const secret = country === 'EC' ? word : 'Montevideo'
  await db
    .insertInto('activityReports')
    .values({
      id,
      planId,
      importId,
      rowNumber: 2,
      state,
      month: '2021-03',
      country,
      admin1: country === 'EC' ? 'EC-P' : 'UY-MO',
      organisationId,
      throughPartner: false,
      sectorId,
      indicatorId,
      kind: 'direct',
      title: secret,
      description: secret,
      inPlan: true,
      isCash: true,
      cashValueUsd: number,
      peopleInMonth: number,
      newPeople: number,
      inDestination: number,
      women: number,
      enteredBy: 'sweep reporter A',
      implementerId: state === 'draft' ? organisationId : null,
      isBlocked: state === 'draft',
      findings: state === 'draft' ? ['implementer-unexpected'] : [],
    })
    .execute()
  return id
}

async function insertHistory(db: Db, activityId: string): Promise<string> {
  const batchId = uuid()
  const change = {
    before: JSON.stringify({ title: `${word} before` }),
    after: JSON.stringify({ title: word }),
    by: 'sweep reporter A',
    reason: word,
  }
  await db
    .insertInto('activityChanges')
    .values({ id: uuid(), activityId, batchId, ...change })
    .execute()
  await db
    .insertInto('activityComments')
    .values({ id: uuid(), activityId, by: 'sweep officer EC', byName: 'Officer', body: word })
    .execute()
  return batchId
}

/** An overview that nobody has published. */
async function insertOverview(db: Db, { planId, plan }: { planId: number; plan: string }) {
  const [overviewId, storyId, slug] = [uuid(), uuid(), `${plan}-2021-01-2021-03`]
  await db
    .insertInto('overviews')
    .values({
      id: overviewId,
      planId,
      slug,
      firstMonth: '2021-01',
      lastMonth: '2021-03',
      include: 'drafts',
      createdBy: 'sweep regional',
    })
    .execute()
  for (const part of ['title', 'lead'])
    await db
      .insertInto('overviewTexts')
      .values({ overviewId, language: 'en', part, body: word, savedBy: 'sweep regional' })
      .execute()
  await db
    .insertInto('stories')
    .values({
      id: storyId,
      overviewId,
      country: 'EC',
      texts: JSON.stringify({ en: { title: word, body: word, caption: word, alt: word } }),
      consent: word,
    })
    .execute()
  return { overviewId, storyId, slug }
}

/** Everything of Ecuador in one line: a refused write leaves it as it was. */
export async function stateOf(db: Db): Promise<string> {
  const { rows } = await sql<{ state: string }>`select md5(string_agg(line, '|' order by line)) as state from (
    select a::text as line from activity_reports a union all select c::text from activity_changes c union all select c::text from activity_comments c
    union all select s::text from month_steps s union all select i::text from imports i union all select o::text from overviews o union all select t::text from overview_texts t
    union all select s::text from stories s union all select p::text from publications p union all select d::text from overview_donors d union all select p::text from plans p
    union all select s::text from plan_sectors s union all select i::text from plan_indicators i union all select m::text from plan_methods m union all select o::text from organisations o
    union all select u.id || u.name || u.email || coalesce(u.disabled_at::text, '') from users u union all select g::text from grants g union all select k::text from api_keys k
    union all select p::text from places p union all select s::text from snapshots s) x`.execute(db)
  return rows[0]!.state
}
