import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { scenario, type World } from '../../../../test/scenario.ts'
import { plantYear } from '../../../../test/year.ts'
import { transact } from '../../../core/database.ts'
import { loadPlaces } from '../../places/load.ts'
import { commands } from './commands.ts'
import type { Difference, PublicationPreview, PublishedPlan, Version, Versions } from './contract.ts'
import { assertOpen, openVersion } from './open.ts'

const code = 'versions-2022'
const path = `/api/plans/${code}/versions`
type State = 'draft' | 'submitted' | 'approved' | 'published' | 'withdrawn'

async function planted(world: World) {
  const { db } = world
  const names = JSON.stringify({ en: 'Test', es: 'Prueba' })
  await loadPlaces(db)
  const plan = { code, names, firstMonth: '2022-01', lastMonth: '2022-12' }
  const { id: planId } = await db.insertInto('plans').values(plan).returning('id').executeTakeFirstOrThrow()
  const sector = { planId, name: 'Health', key: 'health', look: 'health', names: JSON.stringify({ es: 'Salud' }) }
  const { id: sectorId } = await db.insertInto('planSectors').values(sector).returning('id').executeTakeFirstOrThrow()
  const indicator = { planId, sectorId, name: 'Consultations', key: 'consultations', kind: 'direct' }
  const { id: indicatorId } = await db.insertInto('planIndicators').values(indicator).returning('id').executeTakeFirstOrThrow()
  const body = { names: JSON.stringify({ en: 'Alas' }), acronym: 'ALAS' }
  const { id: organisationId } = await db.insertInto('organisations').values(body).returning('id').executeTakeFirstOrThrow()
  const add = async (state: State, more: Record<string, unknown> = {}) => {
    const id = uuid()
    const row = {
      planId,
      organisationId,
      sectorId,
      indicatorId,
      country: 'EC',
      admin1: 'EC-P',
      kind: 'direct',
      title: 'Clínica móvil',
      description: 'Visits',
      inKindUsd: 1000.1,
    }
    const people = { inDestination: 10, women: 10, targetPeople: 10, enteredBy: 'x', changedBy: 'x', state }
    await db
      .insertInto('planActivities')
      .values({ id, ...row, ...people, ...more })
      .execute()
    return id
  }
  const need = (line: number, level: 'country' | 'admin1', women: number, what = 'need') =>
    db
      .insertInto('planPeople')
      .values({
        planId,
        what,
        line,
        country: 'EC',
        level,
        placeCode: level === 'country' ? 'EC' : 'EC-P',
        sectorId,
        destinationWomen: women,
        written: ['', 'Ecuador', '', 'Health'],
      })
      .execute()
  return { planId, sectorId, organisationId, add, need, region: world.as('regional-officer') }
}
const publish = { agreedDifferences: true }
const stateOf = async ({ db }: World, id: string) =>
  await db.selectFrom('planActivities').select(['state', 'version']).where('id', '=', id).executeTakeFirstOrThrow()

describe('The open version', () => {
  test(
    'is opened once, when it is first needed, and never again after publication',
    scenario(async (world) => {
      const { planId } = await planted(world)
      const plan = { id: planId, code }
      await assertOpen(world.db, plan)
      expect(await world.db.selectFrom('planVersions').select('number').where('planId', '=', planId).execute()).toEqual([])
      expect(await openVersion(world.db, plan, 'somebody')).toMatchObject({ number: 1, openedBy: 'somebody' })
      expect(await openVersion(world.db, plan, 'another')).toMatchObject({ number: 1, openedBy: 'somebody' })
      await world.db
        .updateTable('planVersions')
        .set({ publishedAt: new Date(), publishedBy: 'x' })
        .where('planId', '=', planId)
        .execute()
      await expect(openVersion(world.db, plan)).rejects.toMatchObject({ code: 'plan/locked', detail: { number: 1, plan: code } })
      await expect(assertOpen(world.db, plan)).rejects.toMatchObject({ code: 'plan/locked' })
    }),
  )
})

describe('Publishing', () => {
  test(
    'says first what it takes and what stays behind, and changes nothing by saying so',
    scenario(async (world) => {
      const { add, need, region } = await planted(world)
      await add('approved')
      await add('submitted')
      await add('draft')
      await need(1, 'country', 50)
      await need(2, 'admin1', 40)
      const preview = (await region.get(`${path}/preview`)).body as PublicationPreview
      expect(preview).toMatchObject({
        number: 1,
        isOpen: true,
        takes: { approved: 1, unchanged: 0, asBefore: 0 },
        leaving: 0,
        counts: { activities: 1, organisations: 1, countries: 1, requiredUsd: 1000.1 },
        people: { needLines: 2, targetLines: 0 },
        hasNothing: false,
        targetRemarks: 0,
      })
      expect(preview.leftBehind.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
        { state: 'draft', activities: 1 },
        { state: 'submitted', activities: 1 },
      ])
      const differing = preview.tieOut.filter((line) => !line.agrees)
      expect(differing).toMatchObject([{ check: 'need-parts', country: 'EC', one: 50, other: 40 }])
      expect(differing[0]!.sentence).toBe('Ecuador, Health: the country row says 50 people in need, its parts add up to 40.')
      expect(((await region.get(path)).body as Versions).versions).toEqual([])
    }),
  )

  test(
    'freezes rows, people, names and sums; what was not approved stays as it is',
    scenario(async (world) => {
      const { add, need, region, planId } = await planted(world)
      const [taken, left] = [await add('approved', { cashUsd: 0.2 }), await add('draft')]
      await need(1, 'admin1', 40)
      const answer = await region.post(`${path}/1/publish`, { note: { en: 'First', es: 'Primera' } })
      expect(answer, JSON.stringify(answer.body)).toMatchObject({
        status: 200,
        body: {
          number: 1,
          isOpen: false,
          publishedBy: 'Amina',
          note: { es: 'Primera' },
          counts: { activities: 1, requiredUsd: 1000.3 },
        },
      })
      expect(await stateOf(world, taken)).toEqual({ state: 'published', version: 2 })
      expect(await stateOf(world, left)).toEqual({ state: 'draft', version: 1 })
      const frozen = await world.db.selectFrom('publishedActivities').selectAll().where('planId', '=', planId).execute()
      expect(frozen).toMatchObject([{ id: taken, version: 1, cashUsd: 0.2 }])
      for (const word of ['clinica movil', 'alas', 'salud', 'health', 'ecuador', 'pichincha', 'consultations'])
        expect(frozen[0]!.words).toContain(word)
      expect(
        await world.db
          .selectFrom('publishedPeople')
          .select(['line', 'version', 'destinationWomen'])
          .where('planId', '=', planId)
          .execute(),
      ).toEqual([{ line: 1, version: 1, destinationWomen: 40 }])
      const content = (await world.as('viewer').get(`${path}/1`)).body as PublishedPlan
      expect(content).toMatchObject({
        number: 1,
        requirements: {
          totalUsd: 1000.3,
          byCountry: [{ country: 'EC', inKindUsd: 1000.1, cashUsd: 0.2, givenUsd: null }],
          bySector: [{ totalUsd: 1000.3 }],
          byOrganisation: [{ activities: 1 }],
        },
        people: [{ country: 'EC', need: 40, target: null }],
        contributions: null,
        scenario: null,
      })
      expect(content.names.organisations.map((o) => o.acronym)).toEqual(['ALAS'])
      const changes = await world.db
        .selectFrom('planActivityChanges')
        .select(['step', 'fromState', 'toState', 'byName'])
        .where('activityId', '=', taken)
        .execute()
      expect(changes).toEqual([{ step: 'publish', fromState: 'approved', toState: 'published', byName: 'Amina' }])
      const events = await world.db.selectFrom('events').select(['action', 'detail']).where('subjectId', '=', code).execute()
      expect(events).toEqual([{ action: 'plan.published', detail: { number: 1, activities: 1, requiredUsd: 1000.3 } }])
    }),
  )

  test(
    'twice is once',
    scenario(async (world) => {
      const { add, region, planId } = await planted(world)
      await add('approved')
      const first = await region.post(`${path}/1/publish`, publish)
      await add('approved')
      const second = await region.post(`${path}/1/publish`, publish)
      expect(second).toMatchObject({ status: 200, body: { publishedAt: (first.body as Version).publishedAt } })
      const { rows } = await world.db
        .selectFrom('publishedActivities')
        .where('planId', '=', planId)
        .select((e) => e.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
      expect(rows).toBe(1)
      expect((await region.post(`${path}/2/publish`, publish)).status).toBe(404)
    }),
  )

  test(
    'with nothing approved is refused and leaves nothing behind; a plan that is told without activities is not nothing',
    scenario(async (world) => {
      const { add, region, planId } = await planted(world)
      expect(await region.post(`${path}/1/publish`, publish)).toMatchObject({
        status: 422,
        body: { code: 'plan/nothing-to-publish' },
      })
      const objective = uuid()
      await region.put(`/api/plans/${code}/areas/objectives/${objective}`, {
        version: 0,
        names: { en: 'Save lives' },
        narratives: {},
      })
      await sql`insert into plan_areas (id, plan_id, objective_id, position, names, changed_by) values (${uuid()}, ${planId}, ${objective}, 0, '{"en":"Health"}', 'x')`.execute(
        world.db,
      )
      const draft = await add('draft')
      expect(await region.post(`${path}/1/publish`, publish)).toMatchObject({ status: 422 })
      expect((await region.get(`${path}/preview`)).body).toMatchObject({ hasNothing: true, areas: 1 })
      await world.db.deleteFrom('planActivities').where('id', '=', draft).execute()
      expect(await region.post(`${path}/1/publish`, publish)).toMatchObject({ status: 200, body: { counts: { activities: 0 } } })
    }),
  )

  test(
    'asks that differences be seen, and publishes nothing until they are',
    scenario(async (world) => {
      const { add, need, region, planId } = await planted(world)
      await add('approved')
      await need(1, 'country', 50)
      await need(2, 'admin1', 40)
      const refused = await region.post(`${path}/1/publish`, {})
      expect(refused).toMatchObject({ status: 409, body: { code: 'plan/differences-not-seen', n: 1 } })
      expect((refused.body as { title: string }).title).toContain('the country row says 50 people in need')
      expect(await region.post(`${path}/1/publish`, publish)).toMatchObject({ status: 200 })
      expect(planId).toBeGreaterThan(0)
    }),
  )

  test(
    'is for the region alone',
    scenario(async (world) => {
      const { add } = await planted(world)
      await add('approved')
      for (const role of [
        'viewer',
        'country-officer',
        'sector-coordinator',
        'organisation-office',
        'organisation-reporter',
      ] as const) {
        const asker = world.as(role)
        expect((await asker.get(`${path}/preview`)).status, role).toBe(403)
        expect((await asker.post(`${path}/1/publish`, publish)).status, role).toBe(403)
        expect((await asker.post(path, {})).status, role).toBe(403)
      }
    }),
  )
})

describe('A revision', () => {
  test(
    'opens after a publication only, and once',
    scenario(async (world) => {
      const { add, region } = await planted(world)
      expect(await region.post(path, {})).toMatchObject({ status: 409, body: { code: 'plan/nothing-to-revise' } })
      await add('approved')
      await region.get(`${path}/preview`)
      await region.post(`${path}/1/publish`, publish)
      expect(await region.post(path, { note: { en: 'Rains' } })).toMatchObject({ status: 200, body: { number: 2, isOpen: true } })
      expect(await region.post(path, {})).toMatchObject({ status: 409, body: { code: 'plan/revision-open', number: 2 } })
      const { versions, may } = (await world.as('viewer').get(path)).body as Versions
      expect([versions.map((v) => [v.number, v.isOpen]), may]).toEqual([
        [
          [2, true],
          [1, false],
        ],
        { publish: false, revise: false },
      ])
    }),
  )

  test(
    'carries over what was published and not touched; what is being revised stays as it was; what was withdrawn leaves',
    scenario(async (world) => {
      const { add, region, planId } = await planted(world)
      const [untouched, revised, unfinished, withdrawn] = [
        await add('approved'),
        await add('approved'),
        await add('approved'),
        await add('approved'),
      ]
      await region.post(`${path}/1/publish`, publish)
      await region.post(path, {})
      const set = (id: string, values: Record<string, unknown>) =>
        world.db.updateTable('planActivities').set(values).where('id', '=', id).execute()
      await set(revised, { state: 'approved', title: 'Better', inKindUsd: 2000.2 })
      await set(unfinished, { state: 'submitted', title: 'Not yet decided' })
      await set(withdrawn, { state: 'withdrawn' })
      const added = await add('approved', { country: 'PE', admin1: null })
      expect((await region.get(`${path}/preview`)).body).toMatchObject({
        takes: { approved: 2, unchanged: 1, asBefore: 1 },
        leaving: 1,
        leftBehind: [],
        counts: { activities: 4, requiredUsd: 5000.5 },
      })
      const before = (await region.get(`${path}/2/difference`)).body as Difference
      expect(before).toMatchObject({ since: 1, until: 2, untilIsOpen: true })
      expect((await region.post(`${path}/2/publish`, publish)).status).toBe(200)
      const rows = await world.db
        .selectFrom('publishedActivities')
        .select(['id', 'title'])
        .where('planId', '=', planId)
        .where('version', '=', 2)
        .execute()
      expect(new Map(rows.map((r) => [r.id, r.title]))).toEqual(
        new Map([
          [untouched, 'Clínica móvil'],
          [revised, 'Better'],
          [unfinished, 'Clínica móvil'],
          [added, 'Clínica móvil'],
        ]),
      )
      expect(await stateOf(world, unfinished)).toMatchObject({ state: 'submitted' })
      const difference = (await world.as('viewer').get(`${path}/2/difference`)).body as Difference
      expect(difference).toEqual({ ...before, untilIsOpen: false })
      expect(new Map(difference.activities.map((a) => [a.id, a.what]))).toEqual(
        new Map([
          [revised, 'changed'],
          [withdrawn, 'gone'],
          [added, 'added'],
        ]),
      )
      expect(difference.activities.find((a) => a.id === revised)).toMatchObject({
        countryName: 'Ecuador',
        organisation: 'ALAS',
        sector: 'Health',
        cells: [
          { cell: 'title', before: 'Clínica móvil', after: 'Better' },
          { cell: 'inKindUsd', before: 'USD 1,000.1', after: 'USD 2,000.2' },
        ],
      })
      expect(difference.sentence).toBe('1 activity added, 1 gone, 1 changed in 2 countries.')
      expect(difference.countries.map((c) => c.sentence)).toEqual([
        'Ecuador: 1 gone, 1 changed, the same money asked: USD 4,000.4.',
        'Peru: 1 activity added, more money asked: USD 1,000.1 instead of 0.',
      ])
    }),
  )

  test(
    'shows what changed of people and of what is told, in words, page by page',
    scenario(async (world) => {
      const { add, need, region, planId } = await planted(world)
      const ids = [await add('approved'), await add('approved'), await add('approved')]
      await need(1, 'admin1', 40)
      const objective = uuid()
      const objectives = `/api/plans/${code}/areas/objectives/${objective}`
      await region.put(objectives, { version: 0, names: { en: 'Save lives' }, narratives: { en: 'Before', es: 'Antes' } })
      await region.post(`${path}/1/publish`, publish)
      await region.post(path, {})
      await world.db.updateTable('planActivities').set({ girls: 4 }).where('planId', '=', planId).execute()
      await world.db.updateTable('planPeople').set({ destinationWomen: 60 }).where('planId', '=', planId).execute()
      await region.put(objectives, { version: 1, names: { en: 'Save lives' }, narratives: { en: 'After', es: 'Antes' } })
      const first = (await region.get(`${path}/2/difference?limit=2`)).body as Difference
      expect(first).toMatchObject({
        people: [{ what: 'need', countryName: 'Ecuador', sector: 'Health', before: 40, after: 60 }],
        areas: [
          { of: 'Save lives', what: 'changed', cells: [{ name: 'Narrative (English)', before: 'Before', after: 'After' }] },
        ],
      })
      const second = (await region.get(`${path}/2/difference?limit=2&after=${encodeURIComponent(first.next!)}`))
        .body as Difference
      expect([...first.activities, ...second.activities].map((a) => a.id).toSorted()).toEqual(ids.toSorted())
      expect(second).toMatchObject({ next: null, countries: [] })
      expect(first.activities[0]!.cells).toEqual([{ cell: 'girls', name: 'Girls', before: null, after: '4' }])
    }),
  )

  test(
    'is compared with an earlier one only, and while it is open by the region only',
    scenario(async (world) => {
      const { add, region } = await planted(world)
      await add('approved')
      await region.post(`${path}/1/publish`, publish)
      await region.post(path, {})
      expect(await region.get(`${path}/1/difference?since=2`)).toMatchObject({
        status: 422,
        body: { code: 'plan/versions-reversed' },
      })
      expect((await world.as('viewer').get(`${path}/2/difference`)).status).toBe(403)
      expect((await world.as('viewer').get(`${path}/2`)).status).toBe(404)
      const whole = (await world.as('viewer').get(`${path}/1/difference?since=0`)).body as Difference
      expect(whole.activities.map((a) => a.what)).toEqual(['added'])
      expect(whole.areas).toEqual([])
    }),
  )
})

describe('A published version', () => {
  test(
    'can be read and not written under the reader role',
    scenario(async (world) => {
      const { add, region } = await planted(world)
      await add('approved')
      await region.post(`${path}/1/publish`, publish)
      const attempts = [
        "update published_activities set title = 'x'",
        'delete from published_people',
        "update plan_versions set note = '{}'",
        "update plan_areas set names = '{}'",
      ]
      for (const attempt of attempts) {
        const refused = transact(world.db, async (db) => {
          await sql`savepoint attempt`.execute(db)
          await sql`set local role senda_reader`.execute(db)
          try {
            await sql.raw(attempt).execute(db)
            return 'written'
          } catch (error) {
            return (error as { code?: string }).code
          } finally {
            await sql`rollback to savepoint attempt`.execute(db)
          }
        })
        expect(await refused, attempt).toBe('42501')
      }
    }),
  )

  test(
    'stays as it was, whatever becomes of its activities and lists',
    scenario(async (world) => {
      const { add, region, planId } = await planted(world)
      await add('approved')
      await region.post(`${path}/1/publish`, publish)
      const before = (await region.get(`${path}/1`)).body
      await region.post(path, {})
      await world.db.updateTable('planActivities').set({ title: 'Other', inKindUsd: 1 }).where('planId', '=', planId).execute()
      await world.db.updateTable('planSectors').set({ name: 'Other' }).where('planId', '=', planId).execute()
      await region.put(`/api/plans/${code}/areas/objectives/${uuid()}`, { version: 0, names: { en: 'New' }, narratives: {} })
      expect((await region.get(`${path}/1`)).body).toEqual(before)
      expect(((await region.get(`${path}/1/difference?since=0`)).body as Difference).activities[0]!.title).toBe('Clínica móvil')
    }),
  )
})

test(
  'the command line publishes, lists, revises',
  scenario(async (world) => {
    const { add, need } = await planted(world)
    await add('approved')
    await add('draft')
    await need(1, 'country', 50)
    await need(2, 'admin1', 40)
    const said: string[] = []
    const run = async (name: string, values: Record<string, string | boolean> = {}) => {
      said.length = 0
      const write = (text: string) => said.push(text)
      await commands
        .find((c) => c.name === name)!
        .run({ ctx: world.ctx(), positionals: [], values: { plan: code, ...values }, print: write, hint: write })
      return said.join('\n')
    }
    await expect(run('plan publish')).rejects.toMatchObject({ code: 'plan/differences-not-seen' })
    expect(await run('plan publish', { 'agree-differences': true, note: 'For all, at once' })).toMatch(
      /takes 1 approved.*\n1 activity stays behind: draft\.\n.*its parts add up to 40\.\n1,published,.*,1,1,1,1000\.1,"For all, at once"$/s,
    )
    expect(await run('plan revise')).toBe('2,open,,,,,,')
    expect(await run('plan versions')).toMatch(/^number,state.*\n2,open,.*\n1,published,/s)
    await expect(run('plan revise')).rejects.toMatchObject({ code: 'plan/revision-open' })
    await expect(
      commands[0]!.run({ ctx: world.ctx(), positionals: [], values: {}, print: () => {}, hint: () => {} }),
    ).rejects.toMatchObject({ code: 'plan/plan-missing' })
  }),
)

test(
  'thousands of activities are published in one go, and compared page by page',
  scenario(async (world) => {
    const year = await plantYear(world.db, { state: 'approved', activities: 3000, code: 'thousands' })
    const region = world.as('regional-officer')
    const at = `/api/plans/${year.code}/versions`
    const answer = await region.post(`${at}/1/publish`, publish)
    expect(answer, JSON.stringify(answer.body).slice(0, 500)).toMatchObject({
      status: 200,
      body: { counts: { activities: 3000 } },
    })
    await region.post(at, {})
    const { numUpdatedRows } = await world.db
      .updateTable('planActivities')
      .set((e) => ({ state: 'approved', inKindUsd: e('inKindUsd', '+', 1) }))
      .where('planId', '=', year.planId)
      .where('sectorId', '=', year.sectors[0]!)
      .executeTakeFirstOrThrow()
    const seen = new Set<string>()
    for (let after: string | null = ''; after !== null; ) {
      const page = (await region.get(`${at}/2/difference?limit=200&after=${encodeURIComponent(after)}`)).body as Difference
      for (const { id } of page.activities) seen.add(id)
      after = page.next
    }
    expect(seen.size).toBe(Number(numUpdatedRows))
  }),
  120_000,
)
