/** Progress beside a plain recomputation: key by key, along each side, and what is silent, unplanned, behind, beyond. */
import { describe, expect, test } from 'vitest'
import { scenario } from '../../../../test/scenario.ts'
import { plantYear, type Year } from '../../../../test/year.ts'
import type { Db } from '../../../core/database.ts'
import { ageGenderCells, peopleReached, populationCells, type SectorGroup } from '../rules.ts'
import { readActivityProgress, readProgress } from './actions.ts'
import type { ActivityProgress, Show } from './contract.ts'
import { monthShare, paceOf } from './pace.ts'

const small = { countries: 3, organisations: 10, activities: 400, reports: 1500, published: true }
const sum = (numbers: (number | null)[]) => numbers.reduce<number>((a, b) => a + (b ?? 0), 0)
type Work = {
  organisationId: number | null
  country: string | null
  admin1: string | null
  indicatorId: number | null
  sectorId: number | null
  kind: string | null
}
const keyOf = (w: Work) => `${w.organisationId} ${w.country} ${w.admin1} ${w.indicatorId}`

async function worksOf(db: Db, { planId }: Year) {
  const planned = await db.selectFrom('publishedActivities').selectAll().where('planId', '=', planId).execute()
  const reported = await db.selectFrom('activityReports').selectAll().where('planId', '=', planId).execute()
  return { planned, reported }
}

/** Sectors of an area and month with what the methods need; the plan has no shares of its own. */
function groups(works: (Work & { month: string; people: number | null } & Record<string, unknown>)[]): SectorGroup[] {
  const direct = works.filter((w) => w.kind === 'direct')
  return [...Map.groupBy(direct, (w) => `${w.country} ${w.admin1} ${w.month} ${w.sectorId}`).values()].map((its) => {
    const cells = Object.fromEntries(
      [...populationCells, ...ageGenderCells].map((c) => [c, sum(its.map((w) => w[c] as number | null))]),
    )
    const { country, admin1, month, sectorId } = its[0]!
    return {
      country: country ?? '',
      admin1: admin1 ?? '',
      month,
      sector: sectorId ?? 0,
      part: null,
      shares: null,
      newPeople: sum(its.map((w) => w.people)),
      ...cells,
    } as SectorGroup
  })
}

describe('progress', () => {
  test(
    'along sectors people are added; along countries and in all they are counted by the plan’s method, on both sides',
    scenario(async ({ db, ctx }) => {
      const year = await plantYear(db, small)
      const { planned, reported } = await worksOf(db, year)
      const bySector = await readProgress(ctx(), year.code, {}, 'sector', '2022-07-15')
      for (const line of bySector.lines) {
        const plan = planned.filter((a) => String(a.sectorId) === line.key)
        const rows = reported.filter((r) => String(r.sectorId) === line.key)
        expect(line.activities).toBe(plan.length)
        expect(line.rows).toBe(rows.length)
        expect(line.people.planned).toBe(sum(plan.filter((a) => a.kind === 'direct').map((a) => a.targetPeople)))
        expect(line.people.reported).toBe(sum(rows.map((r) => r.newPeople)))
        expect(line.trained.planned).toBe(sum(plan.filter((a) => a.kind === 'capacity').map((a) => a.targetPeople)))
        expect(line.output.reported).toBe(sum(rows.map((r) => r.outputQuantity)))
        expect(line.cash.planned).toBeCloseTo(sum(plan.map((a) => a.cashUsd)), 2)
        expect(line.people.expected).toBe(Math.round(line.people.planned / 2))
      }
      const plannedGroups = groups(planned.map((a) => ({ ...a, month: '', people: a.targetPeople })))
      const reportedGroups = groups(reported.map((r) => ({ ...r, month: r.month!, people: r.newPeople })))
      const byCountry = await readProgress(ctx(), year.code, {}, 'country', '2022-07-15')
      for (const line of byCountry.lines) {
        expect(line.people.planned).toBe(
          peopleReached(
            'max-cell',
            plannedGroups.filter((g) => g.country === line.key),
          ),
        )
        expect(line.people.reported).toBe(
          peopleReached(
            'max-cell',
            reportedGroups.filter((g) => g.country === line.key),
          ),
        )
      }
      const periodGroups = groups(reported.map((r) => ({ ...r, month: '', people: r.newPeople })))
      const all = {
        planned: peopleReached('max-cell', plannedGroups),
        reported: peopleReached('max-cell', reportedGroups),
        comparable: peopleReached('max-cell', periodGroups),
      }
      expect(all.comparable).toBeLessThan(all.reported)
      const organisations = await readProgress(ctx(), year.code, {}, 'organisation', '2022-07-15')
      for (const { total } of [bySector, byCountry, organisations])
        expect(total.people).toEqual({ ...all, expected: Math.round(all.planned / 2) })
      expect(sum(bySector.lines.map((l) => l.people.planned))).toBeGreaterThan(all.planned)
      const byMonth = await readProgress(ctx(), year.code, {}, 'month', '2022-07-15')
      expect(byMonth.lines).toHaveLength(12)
      expect(sum(byMonth.lines.map((l) => l.people.planned))).toBe(Math.round(all.planned))
      expect(sum(byMonth.lines.map((l) => l.people.reported))).toBe(all.reported)
    }),
  )

  test(
    'key by key: silent, unplanned, behind and above are what they say; pages go on where they ended',
    scenario(async ({ db, ctx }) => {
      const year = await plantYear(db, small)
      const { planned, reported } = await worksOf(db, year)
      const planKeys = new Set(planned.map(keyOf))
      const reportKeys = new Set(reported.map(keyOf))
      const read = async (show: Show) => {
        const lines: ActivityProgress[] = []
        for (let after: string | undefined; ; ) {
          const page = await readActivityProgress(ctx(), year.code, {}, { show, after, limit: 37 }, '2022-07-15')
          lines.push(...page.lines)
          if (page.next === null) return lines
          after = page.next
        }
      }
      const keys = (lines: ActivityProgress[]) =>
        lines.map((l) => `${l.organisation.id} ${l.country} ${l.admin1} ${l.indicator.id}`).toSorted()
      const all = await read('all')
      expect(keys(all)).toEqual([...new Set([...planKeys, ...reportKeys])].toSorted())
      const silent = [...planKeys].filter((key) => !reportKeys.has(key))
      expect(silent.length).toBeGreaterThan(0)
      expect(keys(await read('silent'))).toEqual(silent.toSorted())
      const unplanned = [...reportKeys].filter((key) => !planKeys.has(key))
      expect(unplanned.length).toBeGreaterThan(0)
      expect(keys(await read('unplanned'))).toEqual(unplanned.toSorted())
      const behind = all.filter((l) => l.activities > 0 && (l.done ?? 1) < 0.5)
      expect(keys(await read('behind'))).toEqual(keys(behind))
      const above = all.filter((l) => l.activities > 0 && (l.done ?? 0) > 1)
      expect(above.length).toBeGreaterThan(0)
      expect(keys(await read('above'))).toEqual(keys(above))
      const { total } = await readProgress(ctx(), year.code, {}, 'sector', '2022-07-15')
      expect(total.silent).toBe(planned.filter((a) => silent.includes(keyOf(a))).length)
      expect(total.unplanned).toBe(reported.filter((r) => unplanned.includes(keyOf(r))).length)
    }),
  )

  test(
    'filters narrow both sides alike; an unpublished plan has reports and no targets',
    scenario(async ({ db, as }) => {
      const year = await plantYear(db, small)
      const { planned, reported } = await worksOf(db, year)
      const [country, organisation, sector] = [year.countries[0]!, year.organisations[0]!, year.sectors[2]!]
      const get = async (query: string) => (await as('viewer').get(`/api/plans/${year.code}/progress?${query}`)).body
      const fits = (w: Work) => w.country === country && w.organisationId === organisation && w.sectorId === sector
      const narrow = await get(`by=country&country=${country}&organisation=${organisation}&sector=${sector}`)
      expect(narrow.total.activities).toBe(planned.filter(fits).length)
      expect(narrow.total.rows).toBe(reported.filter(fits).length)
      await db.deleteFrom('planVersions').where('planId', '=', year.planId).execute()
      const unpublished = await get('by=sector&until=2022-03')
      expect([unpublished.version, unpublished.total.activities, unpublished.total.people.planned]).toEqual([null, 0, 0])
      expect(unpublished.total.rows).toBe(reported.filter((r) => r.month! <= '2022-03').length)
      const backwards = await as('viewer').get(`/api/plans/${year.code}/progress?from=2022-05&until=2022-02`)
      expect([backwards.status, backwards.body.code]).toEqual([422, 'figures/months-reversed'])
      expect((await as('viewer').get(`/api/plans/${year.code}/progress/activities?after=zzz`)).status).toBe(400)
      const csv = (await as('viewer').get(`/api/plans/${year.code}/progress.csv?by=country`)).body as string
      expect(csv.split('\n')[0]).toMatch(/^key,name,activities,silent,/)
      expect(csv.trim().split('\n')).toHaveLength(year.countries.length + 2)
      expect((await as('viewer').get(`/api/plans/${year.code}/progress.xlsx`)).status).toBe(200)
    }),
  )
})

test('the even pace counts the months that were due, not those that passed', () => {
  const plan = { firstMonth: '2022-01', lastMonth: '2022-12', dueDay: 10 }
  const year = { from: '2022-01', until: '2022-12' }
  expect(paceOf(plan, year, '2021-11-01')).toEqual({ passed: 0, months: 12, share: 0, month: null })
  expect(paceOf(plan, year, '2022-04-10').passed).toBe(2)
  expect(paceOf(plan, year, '2022-04-11')).toEqual({ passed: 3, months: 12, share: 0.25, month: '2022-03' })
  expect(paceOf(plan, { from: '2022-02', until: '2022-03' }, '2023-06-01').passed).toBe(2)
  expect(sum(Array.from({ length: 12 }, (_, i) => monthShare(1003, i, 12)))).toBe(1003)
})
