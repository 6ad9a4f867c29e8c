import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { scenario, type World } from '../../test/scenario.ts'
import { shared } from '../../test/shared.ts'
import { languages } from '../core/i18n.ts'
import { cellsOf } from '../modules/activities/desk/cells.ts'
import { listsOf } from '../modules/activities/desk/lists.ts'
import { checkRow } from '../modules/activities/rules/check.ts'
import { loadCrisisPlan } from '../modules/plan/areas/queries.ts'
import { getPlan, loadPlanLists } from '../modules/plan/queries.ts'
import { listVersions } from '../modules/plan/versions/queries.ts'
import type { OverviewDocument } from '../modules/reports/contract.ts'
import { findEdition, getDocument, listPublishedRows } from '../modules/reports/publications.ts'
import { loadSample } from './load.ts'
import { samplePlan } from './overview.ts'
import { samplePlan2022 } from './plan.ts'
import { sampleResponse } from './response.ts'

const table = (path: string) => parse(readFileSync(path, 'utf8'), { columns: true }) as Record<string, string>[]
async function loaded({ db }: World, language: (typeof languages)[number] = 'en') {
  await loadSample(db)
  const edition = (await findEdition(db, `${samplePlan}-2020-07-2020-09`))!
  return { edition, document: (await getDocument(db, edition.id, language)) as OverviewDocument }
}

describe('The sample response', () => {
  test(
    'is loaded once, and loading it again changes nothing',
    scenario(async ({ db }) => {
      const there = await db.selectFrom('plans').select('id').where('code', '=', samplePlan).executeTakeFirst()
      expect(await loadSample(db)).toBe(there === undefined)
      expect(await loadSample(db)).toBe(false)
      const { rows } = await db
        .selectFrom('activityReports')
        .innerJoin('plans', 'plans.id', 'planId')
        .where('plans.code', '=', samplePlan)
        .select((e) => e.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
      expect(rows).toBe(105)
    }),
  )

  test(
    'has no row that a check would find fault with',
    scenario(async ({ db }) => {
      await loadSample(db)
      const plan = await db.selectFrom('plans').select('id').where('code', '=', samplePlan).executeTakeFirstOrThrow()
      const lists = await listsOf(db, plan.id)
      const rows = await db.selectFrom('activityReports').selectAll().where('planId', '=', plan.id).execute()
      expect(rows).toHaveLength(105)
      expect(rows.flatMap((row) => checkRow(cellsOf(row), {}, lists))).toEqual([])
    }),
  )

  test(
    'shows nine sectors, and 51 285 people in 11 countries for food',
    scenario(async (world) => {
      const { document } = await loaded(world)
      expect(document.sectors.map((s) => s.look)).toEqual([
        'protection',
        'food',
        'nfi',
        'shelter',
        'education',
        'health',
        'cash',
        'transport',
        'integration',
      ])
      expect(document.sectors.find((s) => s.look === 'food')).toMatchObject({ people: 51285, countries: 11, rows: 13 })
      expect(document.totals).toMatchObject({
        people: 207914,
        countries: 16,
        hosts: 17,
        trained: 1109,
        output: 120068,
        rows: 105,
        directRows: 93,
      })
    }),
  )

  test(
    'says where printed totals differ from their rows, with a sentence in every language',
    scenario(async (world) => {
      for (const language of languages) {
        const { document } = await loaded(world, language)
        const differing = document.tieOut.filter((l) => !l.agrees)
        expect(differing.map((l) => [l.look, l.printedPeople, l.countedPeople, l.printedCountries, l.countedCountries])).toEqual([
          ['food', 51285, 51285, 9, 11],
          ['nfi', 42937, 42487, 9, 9],
          ['health', 6954, 5440, 10, 10],
          ['integration', 4017, 1285, 8, 7],
        ])
        for (const line of differing) expect(line.sentence).toMatch(/\.$/)
        expect(document.automatic).toEqual([])
      }
    }),
  )

  test(
    'has the same figures in its text in the four languages, all of them live',
    scenario(async (world) => {
      const figures = async (language: (typeof languages)[number]) =>
        Object.entries((await loaded(world, language)).document.figures)
          .map(([key, f]) => [key, f.value])
          .sort()
      const english = await figures('en')
      expect(english.length).toBeGreaterThan(100)
      for (const language of ['es', 'pt', 'fr'] as const) expect(await figures(language)).toEqual(english)
    }),
  )

  const [figures, totals, hosted] = [
    'overview-2020-q3-figures.csv',
    'overview-2020-q3-published-totals.csv',
    'venezuelans-by-country.csv',
  ].map(shared)
  test.skipIf(!figures)(
    'holds every figure of the source, number by number',
    scenario(async (world) => {
      const kinds: Record<string, string> = { direct: 'direct', capacity: 'capacity', indirect: 'output' }
      const { edition } = await loaded(world)
      const rows = await listPublishedRows(world.db, edition.id, 'en', {}, 0, 1000)
      const ours = rows.map((r) => `${r.sector}|${r.country}|${r.admin1 !== null}|${r.kind}|${r.number}`).sort()
      expect(ours).toEqual(
        table(figures!)
          .map((r) => `${r.sector}|${r.country}|${r.admin1 !== ''}|${kinds[r.kind!]}|${r.people}`)
          .sort(),
      )
    }),
  )
  test.skipIf(!totals)(
    'holds every printed total of the source',
    scenario(async (world) => {
      const { document } = await loaded(world)
      expect(document.tieOut.map((l) => `${l.name}|${l.printedPeople}|${l.printedCountries}`).sort()).toEqual(
        table(totals!)
          .map((r) => `${r.sector}|${r.people}|${r.countries}`)
          .sort(),
      )
    }),
  )
  test.skipIf(!hosted)(
    'holds every estimate of people hosted',
    scenario(async (world) => {
      await loadSample(world.db)
      const ours = await world.db.selectFrom('hostedPeople').select(['country', 'asOf', 'people', 'source']).execute()
      expect(ours.map((h) => `${h.country}|${h.asOf}|${h.people}|${h.source}`).sort()).toEqual(
        table(hosted!)
          .map((r) => `${r.country}|${r.as_of}|${r.people}|${r.source}`)
          .sort(),
      )
    }),
  )
})

describe('The sample plan of 2022', () => {
  test(
    'comes to a database that has the overview of 2020 already, once',
    scenario(async ({ db }) => {
      await loadSample(db)
      await db.updateTable('plans').set({ code: 'another-2022' }).where('code', '=', samplePlan2022).execute()
      expect(await loadSample(db)).toBe(true)
      expect(await loadSample(db)).toBe(false)
      const { rows } = await db
        .selectFrom('planActivities')
        .innerJoin('plans', 'plans.id', 'planId')
        .where('plans.code', '=', samplePlan2022)
        .select((e) => e.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
      expect(rows).toBe(25)
    }),
  )

  test(
    'is told in 4 objectives and 16 areas, in four languages, and its numbers are marked as examples',
    scenario(async ({ db }) => {
      await loadSample(db)
      const plan = await getPlan(db, samplePlan2022)
      expect(plan.isSample).toBe(true)
      const { objectives, countries, profile, totals } = await loadCrisisPlan(db, plan.id)
      expect([objectives.length, totals.areas, countries.length]).toEqual([4, 16, 17])
      for (const area of objectives.flatMap((o) => o.areas)) {
        for (const language of languages) {
          expect(area.narratives[language]!.split(/[.;] /).length, `${area.names.en} ${language}`).toBeGreaterThanOrEqual(2)
          expect(area.bullets[language]!.length).toBe(area.bullets.en!.length)
        }
        for (const field of ['peopleTargeted', 'entitiesTargeted', 'fundingRequiredUsd', 'fundingConfirmedUsd'] as const)
          expect(area.examples.includes(field), `${area.names.en} ${field}`).toBe(area[field] !== null)
      }
      expect(profile!.stated.every((figure) => figure.source !== '')).toBe(true)
      expect(profile).toMatchObject({ peopleInNeed: null, peopleTargeted: null })
    }),
  )

  test(
    'has version 1 published, a revision open, and something to decide for each of its people',
    scenario(async ({ db }) => {
      await loadSample(db)
      const plan = await getPlan(db, samplePlan2022)
      const versions = await listVersions(db, plan.id)
      expect(versions.map((v) => [v.number, v.isOpen, v.counts?.activities])).toEqual([
        [2, true, undefined],
        [1, false, 12],
      ])
      const rows = await db.selectFrom('planActivities').selectAll().where('planId', '=', plan.id).execute()
      const iom = (await db.selectFrom('organisations').select('id').where('acronym', '=', 'IOM').executeTakeFirstOrThrow()).id
      const [health] = await db
        .selectFrom('planSectors')
        .select('id')
        .where('planId', '=', plan.id)
        .where('look', '=', 'health')
        .execute()
      const some = (is: (row: (typeof rows)[number]) => boolean) => rows.filter(is).length
      expect(some((r) => r.organisationId === iom && (r.state === 'draft' || r.state === 'returned'))).toBe(3)
      expect(some((r) => r.organisationId === iom && r.state === 'submitted')).toBe(3)
      expect(some((r) => r.country === 'EC' && r.sectorId === health!.id && r.state === 'endorsed')).toBe(2)
      expect(some((r) => r.country === 'EC' && r.state === 'endorsed')).toBe(4)
      expect(some((r) => r.state === 'validated')).toBe(2)
      // One draft is unfinished on purpose; nothing that went on its way has a finding.
      expect(rows.filter((r) => r.findings.length > 0).map((r) => r.state)).toEqual(['draft'])
    }),
  )

  const [facts, parts] = ['iom-plan-figures.csv', 'iom-funding-2019-07.csv'].map(shared)
  test.skipIf(!facts || !parts)(
    'states the published figures as they are in their source',
    scenario(async ({ db }) => {
      await loadSample(db)
      const { profile } = await loadCrisisPlan(db, (await getPlan(db, samplePlan2022)).id)
      const stated = profile!.stated.map((figure) => figure.value).sort((a, b) => a - b)
      const source = [
        ...table(facts!).map((r) => Number(r.value)),
        ...table(parts!).flatMap((r) => [Number(r.needed_usd), Number(r.received_usd)]),
      ]
      expect(stated).toEqual(source.sort((a, b) => a - b))
    }),
  )
})

describe('The sample response of this year', () => {
  test(
    'holds today, has its lists closed, and nothing in it is without a name in the four languages',
    scenario(async ({ db }) => {
      await loadSample(db)
      const plan = await getPlan(db, sampleResponse())
      const month = new Date().toISOString().slice(0, 7)
      expect(plan.firstMonth <= month && month <= plan.lastMonth && plan.isSample).toBe(true)
      const lists = await loadPlanLists(db, plan.id)
      expect(lists.open.filter((list) => list !== 'proportions')).toEqual([])
      for (const { names } of [...lists.sectors, ...lists.indicators])
        for (const language of languages) expect(names[language]?.trim(), names.en).toBeTruthy()
      expect(new Set(lists.indicators.map((i) => i.kind))).toEqual(new Set(['direct', 'capacity', 'output']))
    }),
  )

  test(
    'has families who were given something lately, one person met by two organisations counted once, and nothing refused',
    scenario(async ({ db }) => {
      await loadSample(db)
      const { id: planId } = await getPlan(db, sampleResponse())
      const households = await db.selectFrom('households').select('id').where('registeredBy', '=', 'sample').execute()
      expect(households.length).toBeGreaterThanOrEqual(40)
      const persons = await db.selectFrom('persons').select(['countedAs', 'organisationId']).execute()
      const met = Map.groupBy(persons, (p) => p.countedAs)
      expect([...met.values()].some((records) => new Set(records.map((r) => r.organisationId)).size > 1)).toBe(true)
      const given = await db.selectFrom('deliveries').select(['householdId', 'lineId', 'at']).execute()
      expect(given.length).toBeGreaterThan(80)
      expect(new Set(given.map((d) => d.householdId)).size).toBeGreaterThanOrEqual(40)
      expect(given.every((d) => d.lineId !== null)).toBe(true)
      const lines = await db.selectFrom('deliveryLines').select('month').where('planId', '=', planId).execute()
      expect(new Set(lines.map((l) => l.month)).size).toBeGreaterThan(0)
    }),
  )
})
