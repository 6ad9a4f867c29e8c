/** Random histories of deliveries, late entries, reversals and reviews: rows always say what the entries come to, and none contradicts itself. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { deliver, makeLine } from '../../../../test/lines.ts'
import { keptAndCounted, makePlan, type TestPlan } from '../../../../test/month.ts'
import { ownDatabase } from '../../../../test/own-database.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { ages } from '../../delivery/contract.ts'
import { cellOf } from '../../delivery/rules/cells.ts'
import { contributions, differences, type Entry } from '../../delivery/rules/contributions.ts'
import type { LineFacts } from '../../delivery/rules/firsts.ts'
import { populationGroups } from '../../people/contract.ts'
import { ageGenderColumns, populationColumns } from '../contract.ts'
import { takeStep } from '../desk/steps.ts'
import { computeRows } from './compute.ts'

type Deed =
  | { kind: 'give'; person: number; line: number; at: number }
  | { kind: 'group'; line: number; month: number; fresh: number; cell: number }
  | { kind: 'reverse'; pick: number }
  | { kind: 'step'; step: 'submit' | 'return' | 'accept' | 'lock' }
  | { kind: 'compute' }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('give' as const), person: fc.nat(5), line: fc.nat(6), at: fc.nat(50) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('group' as const),
      line: fc.nat(6),
      month: fc.integer({ min: 1, max: 9 }),
      fresh: fc.nat(9),
      cell: fc.nat(29),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('reverse' as const), pick: fc.nat(50) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('step' as const),
      step: fc.constantFrom('submit' as const, 'return' as const, 'accept' as const, 'lock' as const),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'compute' as const }) },
)

const cells = populationGroups.flatMap((group) => ages.map((age) => cellOf(group, age)))
type Given = { person: number; entry: Entry }
type Grouped = { line: number; cell: number; month: number; fresh: number }

async function makeLines({ db }: World, plan: TestPlan): Promise<LineFacts[]> {
  for (const asked of [
    {},
    { month: '2021-04' },
    { admin1: 'XA-2' },
    { organisation: plan.organisations[1]! },
    { indicator: plan.trained },
    { indicator: plan.output },
    { mechanism: plan.mechanism },
  ])
    await makeLine(db, plan, asked)
  return (await sql<LineFacts>`select * from delivery_lines where plan_id = ${plan.id} order by id`.execute(db)).rows
}

/** A ledger in memory: writes the same differences that deliveries write. */
async function live(world: World, plan: TestPlan, lines: LineFacts[], deeds: Deed[]) {
  const given: Given[] = []
  const groups: Grouped[] = []
  const of = (person: number) => contributions(given.filter((g) => g.person === person).map((g) => g.entry))
  const change = async (person: number, work: () => void) => {
    const before = of(person)
    work()
    for (const { line, cell, firsts, people } of differences(before, of(person)))
      await deliver(world.db, plan, line, { cell, firsts, people })
  }
  const amount = (line: number, sign: number) =>
    deliver(world.db, plan, line, { firsts: 0, entries: sign, quantity: sign * 2, cashValueUsd: sign * 10.5 })
  for (const d of deeds) {
    if (d.kind === 'give') {
      const line = lines[d.line]!
      await change(d.person, () =>
        given.push({
          person: d.person,
          entry: { line, at: d.at, delivery: v7(), person: String(d.person), cell: cells[(d.person * 7) % cells.length]! },
        }),
      )
      await amount(line.id, 1)
    } else if (d.kind === 'group') {
      const group = { line: lines[d.line]!.id, cell: cells[d.cell]!, month: d.month, fresh: Math.min(d.fresh, d.month) }
      groups.push(group)
      await deliver(world.db, plan, group.line, {
        firsts: 0,
        cell: group.cell,
        groupedMonth: group.month,
        groupedNew: group.fresh,
      })
      await amount(group.line, 1)
    } else if (d.kind === 'reverse' && given.length > 0) {
      const gone = given[d.pick % given.length]!
      await change(gone.person, () => given.splice(given.indexOf(gone), 1))
      await amount(gone.entry.line.id, -1)
    } else if (d.kind === 'step')
      await takeStep(world.ctx(), plan.code, { id: v7(), step: d.step, filter: {}, comment: '', comments: [] })
    else if (d.kind === 'compute') await computeRows(world.ctx())
  }
  await computeRows(world.ctx())
  return { given, groups, of }
}

/** What a line's row should say with its corrections, counted anew from the entries alone. */
function recount(line: LineFacts, { given, groups }: { given: Given[]; groups: Grouped[] }) {
  const here = new Set(given.filter((g) => g.entry.line.id === line.id).map((g) => g.person))
  const firstUnder = (person: number) =>
    given
      .filter(
        (g) =>
          g.person === person &&
          g.entry.line.organisationId === line.organisationId &&
          g.entry.line.indicatorId === line.indicatorId,
      )
      .map((g) => g.entry)
      .toSorted((a, b) => a.at - b.at || (a.delivery < b.delivery ? -1 : 1))[0]!.line.id
  const fresh = [...here].filter((person) => firstUnder(person) === line.id).length
  const its = groups.filter((g) => g.line === line.id)
  return {
    people: here.size + its.reduce((sum, g) => sum + g.month, 0),
    fresh: fresh + its.reduce((sum, g) => sum + g.fresh, 0),
    entries: given.filter((g) => g.entry.line.id === line.id).length + its.length,
  }
}

it('rows equal a recount from the entries, and no row contradicts itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), async (deeds) => {
      await scenario(async (world) => {
        const plan = await makePlan(world.db)
        const lines = await makeLines(world, plan)
        const ledger = await live(world, plan, lines, deeds)
        const rows = await world.db.selectFrom('activityReports').selectAll().where('planId', '=', plan.id).execute()
        for (const line of lines) {
          const its = rows.filter((r) => r.lineId === line.id && (r.corrects === null || r.state !== 'returned'))
          const returned = rows.some((r) => r.lineId === line.id && r.corrects !== null && r.state === 'returned')
          const sum = (column: keyof (typeof its)[number]) => its.reduce((all, r) => all + Number(r[column] ?? 0), 0)
          const { people, fresh, entries } = recount(line, ledger)
          if (returned) continue
          if (line.indicatorId === plan.output) expect(sum('outputQuantity')).toBe(entries * 2)
          else {
            expect(sum('peopleInMonth')).toBe(people)
            expect(sum('newPeople')).toBe(line.indicatorId === plan.trained ? 0 : fresh)
          }
          if (line.indicatorId === plan.direct) {
            expect(populationColumns.reduce((all, c) => all + sum(c), 0)).toBe(fresh)
            expect(ageGenderColumns.reduce((all, c) => all + sum(c), 0)).toBe(fresh)
          }
          expect(rows.filter((r) => r.lineId === line.id && r.corrects === null).length).toBeLessThanOrEqual(1)
          expect(
            rows.filter((r) => r.lineId === line.id && r.corrects !== null && ['submitted', 'returned'].includes(r.state)).length,
          ).toBeLessThanOrEqual(1)
        }
        expect(rows.filter((r) => r.isBlocked)).toEqual([])
        const { kept, counted } = await keptAndCounted(world.db, plan.id)
        expect(kept).toEqual(counted)
      })()
    }),
    { numRuns: 12 },
  )
}, 120_000)

it('killed in the middle nothing was done, and the next round does all of it', async () => {
  const own = await ownDatabase('computed')
  try {
    const { db } = own
    const plan = await makePlan(db)
    await deliver(db, plan, await makeLine(db, plan), { cell: cells[2]!, people: 3 })
    await expect(
      db.transaction().execute(async (trx) => {
        await computeRows({
          db: trx,
          actor: { id: 'system', name: '', grants: [] },
          accessChecked: true,
          language: 'en',
          requestId: '',
        })
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    const rows = () => db.selectFrom('activityReports').selectAll().where('planId', '=', plan.id).execute()
    expect(await rows()).toEqual([])
    const ctx = { db, actor: { id: 'system', name: '', grants: [] }, accessChecked: true, language: 'en' as const, requestId: '' }
    const rounds = await Promise.all([computeRows(ctx), computeRows(ctx), computeRows(ctx)])
    expect(rounds.reduce((sum, r) => sum + r.made, 0)).toBe(1)
    expect(await rows()).toMatchObject([{ newPeople: 3 }])
  } finally {
    await own.drop()
  }
})
