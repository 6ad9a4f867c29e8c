/** The document of a plan: people reached only as published overviews say, contributions as frozen, drafts within the reach of their reader. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { plantYear, type Year } from '../../../../test/year.ts'
import { findPlan } from '../../plan/queries.ts'
import { PlanDocument, type PlanRow } from './contract.ts'
import { planDocument } from './document.ts'
import { findPlanEdition, workingEdition } from './edition.ts'
import { activitiesOf } from './rows.ts'

let made = 0
const planted = (world: World, published = true): Promise<Year> =>
  plantYear(world.db, { countries: 3, organisations: 5, activities: 60, published, code: `document-${++made}` })

async function documentOf({ db }: World, { code }: Year): Promise<PlanDocument> {
  return planDocument(db, (await findPlanEdition(db, code))!, 'en')
}

type Told = { from: string; until: string; people: number; edition?: number; withdrawn?: boolean; include?: string }

/** An overview of the year as publication leaves it: its numbers, and one row of the activity. */
async function overview(
  { db }: World,
  { planId, countries, sectors }: Year,
  told: Told,
  row?: Record<string, unknown>,
): Promise<void> {
  const id = uuid()
  const slug = `${planId}-${told.from}-${told.until}-${told.include ?? ''}`
  await db
    .insertInto('overviews')
    .values({ id, planId, slug, firstMonth: told.from, lastMonth: told.until, createdBy: 'x', edition: 2 })
    .execute()
  const { people } = told
  const document = {
    include: told.include ?? 'accepted',
    totals: { people },
    countries: [{ code: countries[0], people }],
    sectors: [{ id: sectors[0], people: people / 2, byCountry: [{ code: countries[0], people: people / 2 }] }],
  }
  const publication = uuid()
  const frozen = { documents: JSON.stringify({ es: document }), tieOut: '[]', languages: ['es'], publishedBy: 'x' }
  await db
    .insertInto('publications')
    .values({
      id: publication,
      overviewId: id,
      edition: told.edition ?? 1,
      ...frozen,
      withdrawnAt: told.withdrawn ? new Date() : null,
    })
    .execute()
  if (row)
    await db
      .insertInto('publicationRows')
      .values({
        publicationId: publication,
        position: 1,
        month: told.from,
        place: '{}',
        sector: '{}',
        activity: '{}',
        organisation: 'x',
        note: '',
        isCash: false,
        ...row,
      } as never)
      .execute()
}

test(
  'people reached are those of published overviews that do not overlap; withdrawn ones and those of drafts say nothing',
  scenario(async (world) => {
    const year = await planted(world)
    expect((await documentOf(world, year)).totals.reached).toBeNull()
    await overview(world, year, { from: '2022-01', until: '2022-03', people: 1000 })
    await overview(world, year, { from: '2022-04', until: '2022-06', people: 300 })
    await overview(world, year, { from: '2022-03', until: '2022-04', people: 70_000 })
    await overview(world, year, { from: '2022-07', until: '2022-09', people: 7_000_000, withdrawn: true })
    await overview(world, year, { from: '2022-10', until: '2022-12', people: 8_000_000, include: 'drafts' })
    const document = await documentOf(world, year)
    // Newest first: April to June, then what does not touch it.
    expect(document.reachedFrom.map((o) => o.firstMonth)).toEqual(['2022-01', '2022-04'])
    expect(document.totals.reached).toBe(1300)
    expect(document.countries.find((c) => c.code === year.countries[0])?.reached).toBe(1300)
    expect(document.sectors.find((s) => s.id === year.sectors[0])?.reached).toBe(650)
    expect(document.how.reached).toContain('January–March 2022; April–June 2022')
    expect(() => PlanDocument.parse(document)).not.toThrow()
  }),
)

test(
  'an activity shows what those overviews report of it beside what is planned',
  scenario(async (world) => {
    const year = await planted(world)
    const { rows } = await sql<{
      id: string
      country: string
      admin1: string | null
      organisationId: number
      indicatorId: number
      sectorId: number
      kind: string
    }>`
      select id, country, admin1, organisation_id, indicator_id, sector_id, kind from published_activities where plan_id = ${year.planId} and kind = 'direct' and admin1 is not null order by id limit 1`.execute(
      world.db,
    )
    const { id, ...cells } = rows[0]!
    const path = `/plans/${year.code}/activities/${id}`
    expect(String((await world.as('nobody').get(path)).body)).not.toContain('Reported beside planned')
    const other = await planted(world)
    await overview(world, { ...year }, { from: '2022-01', until: '2022-03', people: 50 }, { ...cells, number: 4321 })
    await overview(world, other, { from: '2022-01', until: '2022-03', people: 50 }, { ...cells, number: 999_999 })
    // The pages keep a document for a minute: a new version is a new document.
    await sql`update plan_versions set published_at = now() where plan_id = ${year.planId}`.execute(world.db)
    const page = String((await world.as('nobody').get(path)).body)
    expect(page).toContain('Reported beside planned')
    expect(page).toContain('4\u202f321')
    expect(page).not.toContain('999\u202f999')
  }),
)

test(
  'money: what is given is what was frozen, by country, sector and donor, and parts add up',
  scenario(async (world) => {
    const year = await planted(world, false)
    const officer = world.as('administrator')
    const [country, sectorId] = [year.countries[0]!, year.sectors[0]!]
    for (const [donor, amount, where] of [
      ['Ruritania', '1000.10', { country, sectorId }],
      ['Ruritania', '200.25', {}],
      ['Grand Fenwick', '0.65', { country }],
    ] as const) {
      const body = {
        id: uuid(),
        donor,
        recipient: '',
        status: 'paid',
        amount,
        currency: 'USD',
        decidedOn: '2022-02-01',
        ...where,
      }
      const answer = await officer.post(`/api/plans/${year.code}/funding/contributions`, body)
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    }
    const answer = await officer.post(`/api/plans/${year.code}/versions/1/publish`, { agreedDifferences: true })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const document = await documentOf(world, year)
    expect(document.totals.contributionUsd).toBe(1201)
    expect(document.countries.find((c) => c.code === country)?.contributionUsd).toBe(1000.75)
    expect(document.unspecified).toEqual({ country: 200.25, sector: 200.9 })
    expect(document.donors).toEqual([
      { name: 'Ruritania', usd: 1200.35 },
      { name: 'Grand Fenwick', usd: 0.65 },
    ])
    const cents = (n: number) => Math.round(n * 100)
    for (const parts of [document.countries, document.sectors, document.organisations])
      expect(parts.reduce((sum, part) => sum + cents(part.requirementUsd), 0)).toBe(cents(document.totals.requirementUsd))
    expect(cents(document.totals.gapUsd!)).toBe(cents(document.totals.requirementUsd) - 120_100)
  }),
)

test(
  'a draft holds what its reader may see, and says that it is one',
  scenario(async (world) => {
    const year = await planted(world, false)
    const { db } = world
    const plan = (await findPlan(db, year.code))!
    const body = year.organisations[0]!
    const own = await workingEdition(db, plan, { countries: [], organisations: [body] })
    const rows: PlanRow[] = []
    for await (const row of activitiesOf(db, own, 'en')) rows.push(row)
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map((r) => r.organisationId))).toEqual(new Set([body]))
    const document = await planDocument(db, own, 'en')
    expect(document).toMatchObject({
      isDraft: true,
      version: null,
      published: null,
      totals: { activities: rows.length, organisations: 1 },
    })
    expect((await planDocument(db, await workingEdition(db, plan, 'all'), 'en')).totals.activities).toBe(60)
    const reporter = world.as([grant('organisation-reporter', { kind: 'organisation', organisationId: body })])
    const csv = String((await reporter.get(`/api/plans/${year.code}/draft/activities.csv`)).body)
    expect(csv.match(/^[0-9a-f]{8}-/gm)).toHaveLength(rows.length)
    expect((await world.as('viewer').get(`/api/plans/${year.code}/draft/activities.csv`)).status).toBe(403)
    expect((await reporter.get(`/api/plans/${year.code}/draft/nothing.csv`)).status).toBe(404)
  }),
)
