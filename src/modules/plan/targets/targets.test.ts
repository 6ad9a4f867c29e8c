/** The target check beside a plain recomputation, and who sees what of it. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { grant, scenario } from '../../../../test/scenario.ts'
import { plantYear, type Year } from '../../../../test/year.ts'
import type { Db, Row } from '../../../core/database.ts'
import { type Cell, cells } from '../needs/contract.ts'
import { aboveNeed, sumLines } from './check.ts'
import { checkedCells, type TargetCheck } from './contract.ts'
import { markAboveNeed, recheckTargets } from './mark.ts'
import { aboveCells, needOf, splitOf } from './rules.ts'

const people = fc.integer({ min: 0, max: 2_000_000_000 })
const groups = { inDestination: people, inTransit: people, hostCommunity: people, pendular: people, returnees: people }
const four = { girls: people, boys: people, women: people, men: people }
const none = { otherUnder18: fc.constant(0), otherAdult: fc.constant(0) }
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const allOf = (fifteen: readonly number[]) => fifteen[0]! + fifteen[5]! + fifteen[10]!

describe('one activity in 15 cells', () => {
  test('nobody is lost or counted twice: the three groups together are the target, and the ages of a group the group', () => {
    fc.assert(
      fc.property(fc.record({ ...groups, ...four, ...none }), (a) => {
        const split = splitOf(a)
        expect(allOf(split)).toBe(a.inDestination + a.inTransit + a.hostCommunity + a.pendular + a.returnees)
        const aged = a.girls + a.boys + a.women + a.men > 0
        for (const at of [0, 5, 10]) {
          const ages = sum(split.slice(at + 1, at + 5))
          // Four numbers rounded on their own: at most two people from the whole.
          expect(Math.abs(ages - (aged ? split[at]! : 0))).toBeLessThanOrEqual(2)
        }
      }),
    )
  })

  test('halves go up; other genders stand only among all', () => {
    const a = { inDestination: 5, inTransit: 1, hostCommunity: 0, pendular: 1, returnees: 1, girls: 1, boys: 1, women: 0, men: 0 }
    expect(splitOf({ ...a, otherUnder18: 0, otherAdult: 0 })).toEqual([5, 3, 3, 0, 0, 0, 0, 0, 0, 0, 3, 2, 2, 0, 0])
    expect(splitOf({ ...a, otherUnder18: 1, otherAdult: 1 })).toEqual([5, 1, 1, 0, 0, 0, 0, 0, 0, 0, 3, 1, 1, 0, 0])
    expect(splitOf({ ...a, girls: null, boys: 0, otherUnder18: null, otherAdult: null })).toEqual([
      5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0,
    ])
  })
})

type Activity = Row<'planActivities'>
const total = (rows: number[][]): number[] => checkedCells.map((_, i) => sum(rows.map((row) => row[i]!)))

/** The check as one would do it by hand: activity by activity, line by line. */
async function recomputed(db: Db, year: Year) {
  const cash = (
    await db
      .selectFrom('planSectors')
      .select('id')
      .where('planId', '=', year.planId)
      .where('isMultipurposeCash', '=', true)
      .execute()
  ).map((s) => s.id)
  const people = await db
    .selectFrom('planPeople')
    .selectAll()
    .where('planId', '=', year.planId)
    .where('what', '=', 'need')
    .execute()
  const numbers = (row: (typeof people)[number]) => {
    const values = row as unknown as Record<string, number>
    return Object.fromEntries(cells.map((c) => [c, values[c.replace(/_(\w)/, (_, l: string) => l.toUpperCase())]])) as Record<
      Cell,
      number
    >
  }
  const need = new Map(
    people.map((row) => [`${row.country} ${row.level} ${row.placeCode} ${row.sectorId}`, needOf(numbers(row))]),
  )
  const named = new Set(people.filter((row) => row.level === 'admin1').map((row) => row.placeCode))
  const activities = await db.selectFrom('planActivities').selectAll().where('planId', '=', year.planId).execute()
  const counted = activities.filter((a) => a.kind === 'direct' && a.state !== 'withdrawn' && !cash.includes(a.sectorId!))
  const areaOf = (a: Activity) =>
    a.admin1 === null
      ? `${a.country} country ${a.country}`
      : named.has(a.admin1)
        ? `${a.country} admin1 ${a.admin1}`
        : `${a.country} other ${a.country}`
  const lines = new Map<string, number[]>()
  const put = (key: string, its: Activity[]) => lines.set(key, total(its.map((a) => splitOf(a))))
  for (const [key, its] of Map.groupBy(
    counted.filter((a) => a.admin1 !== null),
    (a) => `${areaOf(a)} ${a.sectorId}`,
  ))
    put(key, its)
  for (const [key, its] of Map.groupBy(counted, (a) => `${a.country} country ${a.country} ${a.sectorId}`)) put(key, its)
  return { lines, need, counted, areaOf }
}

const small = { countries: 4, organisations: 12, activities: 900 }

describe('the whole check', () => {
  test(
    'says of every area and sector what adding up by hand says',
    scenario(async ({ db }) => {
      const year = await plantYear(db, small)
      await db
        .updateTable('planActivities')
        .set({ state: 'withdrawn' })
        .where('planId', '=', year.planId)
        .where('girls', '=', 7)
        .execute()
      const { lines, unchecked } = await sumLines(db, year.planId, { counts: 'all' }, 'all')
      const { lines: expected, need } = await recomputed(db, year)
      const key = (l: { country: string; level: string; place: string; sectorId: number }) =>
        `${l.country} ${l.level} ${l.place} ${l.sectorId}`
      expect(lines.map(key).toSorted()).toEqual([...expected.keys()].toSorted())
      for (const line of lines) {
        expect(line.target, key(line)).toEqual(expected.get(key(line)))
        expect(line.need, key(line)).toEqual(need.get(key(line)))
      }
      expect(lines.some((l) => l.level === 'other')).toBe(true)
      expect(lines.filter((l) => aboveCells(l.target, l.need).length > 0).length).toBeGreaterThan(5)
      for (const line of lines) {
        const isAbove = aboveCells(line.target, line.need).length > 0
        expect(total(line.bodies.map((b) => b.people)), key(line)).toEqual(isAbove ? line.target : checkedCells.map(() => 0))
      }
      expect(unchecked).toEqual([])
    }),
  )

  test(
    'a single activity above need is found alone, as the rules say',
    scenario(async ({ db }) => {
      const year = await plantYear(db, small)
      const { need, counted, areaOf } = await recomputed(db, year)
      const ids = counted.map((a) => a.id)
      const expected = counted.flatMap((a) => {
        const cellsAbove = aboveCells(splitOf(a), need.get(`${areaOf(a)} ${a.sectorId}`) ?? checkedCells.map(() => 0))
        return cellsAbove.length > 0 ? [[a.id, cellsAbove.map((c) => c.cell)] as const] : []
      })
      expect(expected.length).toBeGreaterThan(0)
      expect(await aboveNeed(db, year.planId, ids)).toEqual(new Map(expected))
      const marked = async () =>
        (
          await db
            .selectFrom('planActivities')
            .select('id')
            .where('planId', '=', year.planId)
            .where(sql<boolean>`'target-above-need' = any(findings)`)
            .execute()
        )
          .map((a) => a.id)
          .toSorted()
      expect(await markAboveNeed(db, year.planId, ids.slice(0, 100))).toBe((await marked()).length)
      await recheckTargets(db, year.planId)
      expect(await marked()).toEqual(expected.map(([id]) => id).toSorted())
      expect(await recheckTargets(db, year.planId)).toBe(0)
      await db.deleteFrom('planPeople').where('planId', '=', year.planId).execute()
      await recheckTargets(db, year.planId)
      expect(await marked()).toEqual([])
    }),
  )

  test(
    'a sector without people in need is named, not checked; a country of one row is checked as a whole',
    scenario(async ({ db }) => {
      const year = await plantYear(db, small)
      const [sector] = year.sectors
      const [country] = year.countries
      await db
        .deleteFrom('planPeople')
        .where('planId', '=', year.planId)
        .where('sectorId', '=', sector!)
        .where('country', '=', country!)
        .execute()
      await db
        .deleteFrom('planPeople')
        .where('planId', '=', year.planId)
        .where('country', '=', year.countries[1]!)
        .where('level', '<>', 'country')
        .execute()
      const { lines, unchecked } = await sumLines(db, year.planId, { counts: 'all' }, 'all')
      expect(unchecked.map((u) => [u.country, u.sectorId])).toEqual([[country, sector]])
      expect(lines.some((l) => l.country === country && l.sectorId === sector)).toBe(false)
      expect(new Set(lines.filter((l) => l.country === year.countries[1]).map((l) => l.level))).toEqual(new Set(['country']))
    }),
  )
})

describe('who sees what', () => {
  test(
    'an organisation sees the lines it takes part in, others together, and drafts of others not at all',
    scenario(async ({ db, as }) => {
      const year = await plantYear(db, small)
      const [mine] = year.organisations
      const reporter = as([grant('organisation-reporter', { kind: 'organisation', organisationId: mine! })])
      const get = async (who: typeof reporter, query = 'lines=all') =>
        (await who.get(`/api/plans/${year.code}/targets/check?${query}`)).body as TargetCheck
      const [all, own] = [await get(as('administrator')), await get(reporter)]
      expect(own.lines.length).toBeGreaterThan(0)
      expect(own.lines.length).toBeLessThan(all.lines.length)
      const shared = own.lines.find((l) => l.above.length > 0 && l.organisations.some((o) => o.id === null))!
      expect(shared.organisations.map((o) => o.id).toSorted()).toEqual([mine, null])
      const whole = all.lines.find((l) => l.place === shared.place && l.level === shared.level && l.sector === shared.sector)!
      expect(whole.target).toEqual(shared.target)
      const path = `/api/plans/${year.code}/targets/contributors?country=${shared.country}&level=${shared.level}&place=${shared.place}&sector=${shared.sector}`
      const behind = (await reporter.get(path)).body as {
        activities: { organisation: string }[]
        others: { people: number[] }
      }
      expect(new Set(behind.activities.map((a) => a.organisation)).size).toBe(1)
      const [theirs] = shared.organisations.filter((o) => o.id === null)
      expect(behind.others.people).toEqual(theirs!.people)
      await db
        .updateTable('planActivities')
        .set({ state: 'draft' })
        .where('planId', '=', year.planId)
        .where('organisationId', '<>', mine!)
        .execute()
      const alone = (await get(reporter)).lines.find(
        (l) => l.place === shared.place && l.level === shared.level && l.sector === shared.sector,
      )!
      expect(allOf(alone.target)).toBeLessThan(allOf(shared.target))
      expect((await get(as('administrator'))).lines).toEqual(all.lines)
      expect((await get(as('administrator'), 'lines=all&counts=submitted')).lines.length).toBeLessThan(all.lines.length)
    }),
  )

  test(
    'a sector coordinator sees the sector; a viewer is refused; files say the same as the screen',
    scenario(async ({ db, as }) => {
      const year = await plantYear(db, small)
      const country = year.countries[0]!
      const coordinator = as([grant('sector-coordinator', { kind: 'sector', country, sector: 'health' })])
      const path = `/api/plans/${year.code}/targets/check`
      const seen = (await coordinator.get(`${path}?lines=all`)).body as TargetCheck
      expect(new Set(seen.lines.map((l) => `${l.country} ${l.look}`))).toEqual(new Set([`${country} health`]))
      expect((await as('viewer').get(path)).status).toBe(403)
      const check = (await as('administrator').get(`${path}?country=${country}`)).body as TargetCheck
      const csv = ((await as('administrator').get(`${path}.csv?country=${country}`)).body as string).trim().split('\n')
      expect(csv[0]).toBe('country,admin1,sector,population,age,target,need,above,organisations,activities')
      expect(csv.length - 1).toBe(sum(check.lines.map((l) => l.above.length)))
      expect(check.countries.map((c) => c.code)).toEqual([country])
      const xlsx = (await as('administrator').get(`${path}.xlsx`)).body as Uint8Array
      expect(String.fromCharCode(...xlsx.slice(0, 2))).toBe('PK')
    }),
  )
})
