/** Counted people: distinct by every kept grouping, never added over months, beside the estimate, small numbers hidden. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { deliver, makeLine } from '../../../../test/lines.ts'
import { makePlan, newRows, soundRow, type TestPlan } from '../../../../test/month.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { computeRows } from '../../activities/computed/compute.ts'
import { cellOf } from '../../delivery/rules/cells.ts'
import { contributions, type Entry } from '../../delivery/rules/contributions.ts'
import type { LineFacts } from '../../delivery/rules/firsts.ts'
import type { Counted } from './contract.ts'

const woman = cellOf('inDestination', 'women')
const girl = cellOf('inTransit', 'girls')

/** Persons and the lines in which each was given something, in order. */
async function give({ db }: World, plan: TestPlan, persons: { cell: number; lines: number[]; times?: number }[]): Promise<void> {
  const { rows } = await sql<LineFacts>`select * from delivery_lines where plan_id = ${plan.id}`.execute(db)
  const facts = new Map(rows.map((line) => [line.id, line]))
  for (const { cell, lines, times = 1 } of persons) {
    const entries = lines.map((id, at): Entry => ({ line: facts.get(id)!, at, delivery: v7(), person: '', cell }))
    for (const c of contributions(entries)) await deliver(db, plan, c.line, { cell: c.cell, firsts: c.firsts, people: times })
  }
}

const year = async (world: World) => {
  const plan = await makePlan(world.db)
  const lines = {
    food: await makeLine(world.db, plan),
    foodLater: await makeLine(world.db, plan, { month: '2021-04' }),
    school: await makeLine(world.db, plan, { sector: plan.children, organisation: plan.organisations[1]! }),
    beyond: await makeLine(world.db, plan, { country: 'XB', admin1: 'XB-1', month: '2021-04' }),
  }
  await give(world, plan, [
    { cell: woman, lines: [lines.food, lines.foodLater, lines.school], times: 20 },
    { cell: girl, lines: [lines.school, lines.beyond], times: 7 },
    { cell: girl, lines: [lines.food], times: 2 },
  ])
  const get = async (query: string, as: Parameters<World['as']>[0] = [grant('regional-officer'), grant('organisation-office')]) =>
    (await world.as(as).get(`/api/plans/${plan.code}/figures/counted?${query}`)).body as Counted
  return { plan, lines, get }
}
const found = (table: Counted) => Object.fromEntries(table.lines.map((l) => [l.keys.join(' '), l.people]))

describe('counted people', () => {
  it(
    'are counted once, however often and by however many they were served',
    scenario(async (world) => {
      const { plan, get } = await year(world)
      const byCountry = await get('by=country')
      expect(found(byCountry)).toEqual({ XA: 29, XB: 7 })
      expect(byCountry.people).toBe(29)
      expect(found(await get('by=sector'))).toEqual({ [plan.sector]: 29, [plan.children]: 27 })
      expect(found(await get('by=organisation'))).toEqual({ [plan.organisations[0]!]: 29, [plan.organisations[1]!]: 27 })
      expect(found(await get('by=country-sector-month'))).toEqual({
        [`XA ${plan.sector} 2021-03`]: 22,
        [`XA ${plan.sector} 2021-04`]: 20,
        [`XA ${plan.children} 2021-03`]: 27,
        [`XB ${plan.sector} 2021-04`]: 7,
      })
      expect(found(await get('by=group'))).toEqual({ inDestination: 20, inTransit: 9 })
      expect(found(await get('by=group-age-gender'))).toEqual({ 'inDestination women': 20, 'inTransit girls': 9 })
      expect(found(await get('by=admin1&country=XB'))).toEqual({ 'XB-1': 7 })
    }),
  )

  it(
    'are never added over months: a month or a whole year can be had, and the rest is refused in words',
    scenario(async (world) => {
      const { plan, lines, get } = await year(world)
      expect((await get('by=country&month=2021-04')).people).toBe(27)
      expect((await get('by=country&from=2021-03&until=2021-04')).people).toBe(29)
      await give(world, plan, [{ cell: woman, lines: [lines.food], times: 1 }])
      await makeLine(world.db, plan, { month: '2021-06' })
      expect(await get('by=country&from=2021-03&until=2021-04')).toMatchObject({ code: 'figures/counted-period', years: '2021' })
      const months = await get('by=month&from=2021-03&until=2021-04')
      expect(found(months)).toEqual({ '2021-03': 30, '2021-04': 27 })
      expect(months.people).toBeNull()
    }),
  )

  it(
    'stand beside the estimate and the share of reports that nobody can open',
    scenario(async (world) => {
      const { plan, lines, get } = await year(world)
      await deliver(world.db, plan, lines.food, { cell: woman, groupedMonth: 50, groupedNew: 40 })
      await computeRows(world.ctx())
      await world
        .as('administrator')
        .put(`/api/plans/${plan.code}/activities`, newRows(soundRow(plan, { admin1: 'XA-2', newPeople: 100 })))
      const table = await get('by=country')
      expect(table.grouped).toBe(40)
      expect(table.lines[0]).toMatchObject({ people: 29, grouped: 40, link: expect.stringContaining('computed=yes') })
      expect(table.estimated.most).toBe(22 + 40 + 27 + 7 + 100)
      expect(table.estimated.aggregatedShare).toBeCloseTo(100 / 196)
      expect(table.lines[0]!.estimated).toBeGreaterThan(100)
    }),
  )

  it(
    'are shown where one has a say, and nowhere else',
    scenario(async (world) => {
      const { plan, get } = await year(world)
      const at = (country: string) => [grant('country-officer', { kind: 'country', country })]
      expect(found(await get('by=sector', at('XB')))).toEqual({ [plan.sector]: 7 })
      expect(await get('by=sector&country=XA', at('XB'))).toMatchObject({ status: 403, code: 'figures/counted-elsewhere' })
      expect(await get('by=sector', 'viewer')).toMatchObject({ status: 403 })
      const office = [grant('organisation-office', { kind: 'organisation', organisationId: plan.organisations[1]! })]
      expect(found(await get('by=country', office))).toEqual({ XA: 27 })
      expect(await get(`by=country&organisation=${plan.organisations[0]}`, office)).toMatchObject({ status: 403 })
      const two = [...at('XA'), ...at('XB')]
      const both = await get('by=country', two)
      expect(both.lines).toHaveLength(2)
      expect(both.people).toBeNull()
      expect(await get('by=sector', two)).toMatchObject({ status: 422, code: 'figures/counted-choose' })
    }),
  )

  it(
    'hide small numbers from whoever may not open the entries, and in every file',
    scenario(async (world) => {
      const { plan, get } = await year(world)
      const query = `by=age-gender&month=2021-03&sector=${plan.sector}`
      expect(found(await get(query))).toEqual({ women: 20, girls: 2 })
      expect(await get(query, 'regional-officer')).toMatchObject({ hidden: 2, lines: [{ people: null }, { people: null }] })
      for (const by of ['group', 'age-gender', 'group-age-gender', 'sector']) {
        const { lines } = await get(query.replace('age-gender', by), 'regional-officer')
        for (const line of lines) if (line.people === null) expect(line.estimated).toBeNull()
      }
      const office = world.as([grant('organisation-office')])
      const csv = await office.get(`/api/plans/${plan.code}/figures/counted.csv?${query}`)
      expect(csv.body).toContain('fewer than 5 or hidden')
      expect(csv.body).not.toMatch(/(^|,)2,/m)
      expect((await office.get(`/api/plans/${plan.code}/figures/counted.xlsx?${query}`)).status).toBe(200)
    }),
  )

  it(
    'hide the estimate of all with what all come to, on the screen and in files; where a total is not kept, the estimate stands',
    scenario(async (world) => {
      const { plan, get } = await year(world)
      const alone = await makeLine(world.db, plan, { country: 'XC', admin1: 'XC-1' })
      await give(world, plan, [{ cell: woman, lines: [alone], times: 3 }])
      await computeRows(world.ctx())
      const query = 'by=sector&country=XC&month=2021-03'
      expect(await get(query)).toMatchObject({ people: 3, estimated: { people: 3, most: 3 } })
      const hidden = { people: null, estimated: { people: null, least: null, most: null } }
      expect(await get(query, 'regional-officer')).toMatchObject(hidden)
      const all = [grant('regional-officer'), grant('organisation-office')]
      const csv = await world.as(all).get(`/api/plans/${plan.code}/figures/counted.csv?${query}`)
      const last = csv.body.trim().split('\n').at(-1)
      expect(last).toBe('Total,fewer than 5 or hidden,0,fewer than 5 or hidden')
      await makeLine(world.db, plan, { month: '2021-06' })
      const months = await get('by=month&country=XC&from=2021-03&until=2021-04', 'regional-officer')
      expect(months).toMatchObject({ people: null, estimated: { people: 3 } })
    }),
  )
})
