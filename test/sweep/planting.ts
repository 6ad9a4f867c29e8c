/** Rows of Ecuador by one organisation in every state, their history, their files, an overview nobody published and one that was withdrawn. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db, Inserts } from '../../src/core/database.ts'
import { addSums } from '../../src/modules/activities/sums.ts'
import { loadPlaces, saveHostedPeople } from '../../src/modules/places/load.ts'
import { writesOf as writesOfTables } from '../writes.ts'
import { deliveryTables, insertDelivery } from './planting-deliveries.ts'
import { insertLine } from './planting-lines.ts'
import { insertLists, listTables } from './planting-lists.ts'
import { insertPeople, peopleTables } from './planting-people.ts'
import { insertPlanned, plannedTables } from './planting-plan.ts'
import { insertPublished } from './planting-published.ts'
import { consent, everybody, type Finder, finder, finderOfOpen, known, numbers, userId, word, writer } from './world.ts'

export type Planted = Awaited<ReturnType<typeof plantRows>> & { leak: Finder; leakOfOpen: Finder }

export async function plant(db: Db): Promise<Planted> {
  const planted = await plantRows(db)
  const {
    plan: _,
    slug: __,
    userId: ___,
    keyId: ____,
    uruguay: _____,
    plannedUruguay: ______,
    surveyId: _______,
    publishedPlan: ________,
    publishedActivity: _________,
    siteId: __________,
    ...secret
  } = planted
  const ids = Object.values(secret).filter((id) => typeof id === 'string')
  return { ...planted, leak: finder(ids), leakOfOpen: finderOfOpen(ids) }
}

async function plantRows(db: Db) {
  await loadPlaces(db)
  await saveHostedPeople(db, [{ country: 'EC', asOf: '2020-06', people: 363_000, source: 'printed' }])
  for (const who of everybody) if (who !== 'nobody') await insertUser(db, userId(who))
  const [organisationA, organisationB] = [await insertOrganisation(db, 'Alas'), await insertOrganisation(db, 'Bahía')]
  const plan = await insertPlan(db, [organisationA, organisationB])
  const rows = await insertRows(db, plan, organisationA, organisationB)
  const planned = await insertPlanned(db, plan, organisationA, organisationB)
  const overview = await insertOverview(db, plan)
  const published = await insertPublished(db, organisationA)
  const people = await insertPeople(db, organisationA)
  await insertLine(db, { ...plan, submitted: rows.submitted, organisationA })
  const other = await insertUser(db, writer)
  const given = await insertDelivery(db, { organisationA, ...people })
  const lists = await insertLists(db, { organisationA, ...people, ...given })
  const keyId = 'sweep-key'
  await db.insertInto('apiKeys').values({ id: keyId, userId: other, name: word, start: 'senda_xxxxxx', sha256: word }).execute()
  return {
    ...plan,
    ...rows,
    ...planned,
    ...overview,
    ...published,
    ...people,
    ...given,
    ...lists,
    snapshotId: await insertSnapshot(db, plan.planId),
    organisationA,
    organisationB,
    userId: other,
    keyId,
  }
}

async function insertUser(db: Db, id: string): Promise<string> {
  const email = `${id.replaceAll(/\W+/g, '-').toLowerCase()}@senda.example`
  await db.insertInto('users').values({ id, name: id, email }).execute()
  return id
}

async function insertOrganisation(db: Db, name: string): Promise<number> {
  const body = { names: JSON.stringify({ en: name }) }
  return (await db.insertInto('organisations').values(body).returning('id').executeTakeFirstOrThrow()).id
}

async function insertPlan(db: Db, organisations: number[]) {
  const plan = 'sweep-2021'
  const row = { code: plan, names: JSON.stringify({ en: 'Sweep 2021' }), firstMonth: '2021-01', lastMonth: '2021-12' }
  const { id: planId } = await db.insertInto('plans').values(row).returning('id').executeTakeFirstOrThrow()
  const sector = { planId, name: 'Shelter', key: 'shelter', look: 'shelter' }
  const { id: sectorId } = await db.insertInto('planSectors').values(sector).returning('id').executeTakeFirstOrThrow()
  const indicator = { planId, sectorId, name: 'People sheltered', key: 'people sheltered', kind: 'direct' }
  const { id: indicatorId } = await db.insertInto('planIndicators').values(indicator).returning('id').executeTakeFirstOrThrow()
  for (const organisationId of organisations)
    await db.insertInto('planOrganisations').values({ planId, organisationId, role: 'appealing' }).execute()
  return { plan, planId, sectorId, indicatorId }
}
type Plan = Awaited<ReturnType<typeof insertPlan>>

async function insertRows(db: Db, { plan: _, ...plan }: Plan, organisationA: number, organisationB: number) {
  const importId = await insertImport(db, plan.planId, organisationA)
  const draftImportId = await insertImport(db, plan.planId, organisationA)
  const ecuador = {
    ...plan,
    importId,
    country: 'EC',
    admin1: 'EC-P',
    organisationId: organisationA,
    title: word,
    description: word,
  }
  const accepted = await insertRow(db, { ...ecuador, state: 'accepted' }, numbers.accepted)
  const submitted = await insertRow(db, { ...ecuador, state: 'submitted' }, numbers.submitted)
  const locked = await insertRow(db, { ...ecuador, state: 'locked' }, numbers.locked)
  const faulty = {
    state: 'draft',
    importId: draftImportId,
    implementerId: organisationA,
    isBlocked: true,
    findings: ['implementer-unexpected'],
  }
  const draft = await insertRow(db, { ...ecuador, ...faulty }, numbers.draft)
  const theirs = { ...plan, country: 'UY', admin1: 'UY-MO', organisationId: organisationB, title: 'Montevideo' }
  const settled = await insertRow(db, { ...theirs, state: 'accepted' }, known)
  const uruguay = await insertRow(db, { ...theirs, state: 'draft' }, 0)
  await addSums(db, { ids: [accepted, submitted, draft, locked, settled, uruguay] }, 1)
  return { accepted, submitted, draft, locked, uruguay, importId, draftImportId, batchId: await insertHistory(db, draft) }
}

async function insertRow(db: Db, row: Omit<Inserts<'activityReports'>, 'id' | 'enteredBy'>, number: number): Promise<string> {
  const id = uuid()
  const common = {
    rowNumber: 2,
    month: '2021-03',
    throughPartner: false,
    kind: 'direct',
    inPlan: true,
    isCash: true,
    enteredBy: userId('reporter A'),
  }
  const amounts = { cashValueUsd: number, peopleInMonth: number, newPeople: number, inDestination: number, women: number }
  await db
    .insertInto('activityReports')
    .values({ id, ...common, ...amounts, ...row })
    .execute()
  return id
}

async function insertImport(db: Db, planId: number, organisationId: number): Promise<string> {
  const [id, fileId] = [uuid(), await insertFile(db, 'text/csv')]
  const columns = JSON.stringify([{ header: 'Title', column: 'title' }])
  const refused = JSON.stringify([{ row: 9, cells: { Title: word }, reasons: [] }])
  const sent = { fileId, fileName: `${word}.csv`, state: 'done', sentBy: userId('reporter A'), organisationId }
  await db
    .insertInto('imports')
    .values({ id, planId, ...sent, columns, refused, rowsRead: 3, rowsAccepted: 3 })
    .execute()
  return id
}

async function insertFile(db: Db, mediaType: string): Promise<string> {
  const id = uuid()
  const content = Buffer.from(`${word} ${id}`)
  const sha256 = createHash('sha256').update(content).digest('hex')
  await db
    .insertInto('files')
    .values({ id, sha256, name: word, mediaType, bytes: content.length, content, sentBy: userId('reporter A') })
    .execute()
  return id
}

async function insertHistory(db: Db, activityId: string): Promise<string> {
  const batchId = uuid()
  const cells = { before: JSON.stringify({ title: `${word} before` }), after: JSON.stringify({ title: word }) }
  await db
    .insertInto('activityChanges')
    .values({ id: uuid(), activityId, batchId, ...cells, by: userId('reporter A'), reason: word })
    .execute()
  await db
    .insertInto('activityComments')
    .values({ id: uuid(), activityId, by: userId('officer EC'), byName: 'Officer', body: word })
    .execute()
  return batchId
}

async function insertSnapshot(db: Db, planId: number): Promise<string> {
  const id = uuid()
  const period = { firstMonth: '2021-01', lastMonth: '2021-03' }
  await db
    .insertInto('snapshots')
    .values({ id, planId, takenBy: userId('regional'), label: word, ...period, content: JSON.stringify({ word }) })
    .execute()
  return id
}

async function insertOverview(db: Db, { planId, plan }: Plan) {
  const [overviewId, storyId, slug, pictureId] = [uuid(), uuid(), `${plan}-2021-01-2021-03`, await insertFile(db, 'image/png')]
  const row = { planId, slug, edition: 2, firstMonth: '2021-01', lastMonth: '2021-03', createdBy: userId('regional') }
  await db
    .insertInto('overviews')
    .values({ id: overviewId, ...row })
    .execute()
  for (const part of ['title', 'lead'])
    await db
      .insertInto('overviewTexts')
      .values({ overviewId, language: 'en', part, body: word, savedBy: userId('regional') })
      .execute()
  await db
    .insertInto('overviewTextHistory')
    .values({
      overviewId,
      language: 'en',
      part: 'title',
      version: 1,
      body: word,
      savedAt: new Date(),
      savedBy: userId('regional'),
    })
    .execute()
  await db.insertInto('overviewDonors').values({ overviewId, name: word }).execute()
  const texts = JSON.stringify({ en: { title: word, body: word, caption: word, alt: word } })
  await db.insertInto('stories').values({ id: storyId, overviewId, country: 'EC', picture: pictureId, texts, consent }).execute()
  const withdrawn = {
    edition: 1,
    publishedBy: userId('regional'),
    languages: ['en'],
    pictures: [pictureId],
    withdrawnAt: new Date(),
  }
  const frozen = { documents: JSON.stringify({ en: { title: [{ text: word }] } }), tieOut: JSON.stringify([]) }
  await db
    .insertInto('publications')
    .values({ id: uuid(), overviewId, ...withdrawn, ...frozen })
    .execute()
  return { overviewId, storyId, slug, pictureId }
}

/** Everything of Ecuador in one line: a refused write leaves it as it was. */
const watched =
  `activity_reports activity_changes activity_comments month_steps imports overviews overview_texts overview_donors stories publications plans plan_sectors
    plan_indicators plan_methods plan_places plan_organisations plan_mechanisms organisations organisation_aliases grants api_keys places place_aliases snapshots accounts ${plannedTables} ${peopleTables} ${deliveryTables} ${listTables}`.split(
    /\s+/,
  )

export const writesOf = (db: Db) => writesOfTables(db, [...watched, 'users'])

export async function stateOf(db: Db): Promise<string> {
  const lines = watched.map((table) => sql`select ${sql.lit(table)} || t::text as line from ${sql.table(table)} t`)
  const users = sql`select u.id || u.name || u.language || u.email || coalesce(u.disabled_at::text, '') from users u`
  const all = sql.join([...lines, users], sql` union all `)
  return (await sql<{ state: string }>`select md5(string_agg(line, '|' order by line)) as state from (${all}) x`.execute(db))
    .rows[0]!.state
}
