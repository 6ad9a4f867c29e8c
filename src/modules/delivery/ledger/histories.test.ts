/** Whatever is given, recorded late, taken back, merged and folded, in any order and by many at once: figures are what the entries come to. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { type Family, type Field, given, groupOf, makeFamily, makeField } from '../../../../test/deliveries.ts'
import { ownDatabase } from '../../../../test/own-database.ts'
import { grant, scenario } from '../../../../test/scenario.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import type { NewDelivery } from '../contract.ts'
import { recordDeliveries, reverseDelivery } from './actions.ts'
import { checkDeliveries } from './checking.ts'
import { foldDeliveries, moveServed } from './counting.ts'
import { recountDeliveries } from './recount.ts'

type Deed =
  | {
      do: 'give'
      family: number
      person: number
      code: string
      month: string
      day: number
      toPerson: boolean
      casa: boolean
      isLate: boolean
    }
  | { do: 'group'; women: number; month: string; casa: boolean }
  | { do: 'again'; which: number }
  | { do: 'reverse'; which: number }
  | { do: 'merge'; a: number; b: number }
  | { do: 'unmerge'; which: number }
  | { do: 'fold' }

const month = fc.constantFrom('2025-12', '2026-01', '2026-02', '2026-03', '2026-04')
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      family: fc.nat(3),
      person: fc.nat(2),
      code: fc.constantFrom('food-kit', 'hot-meal', 'hygiene-kit', 'legal-advice'),
      month,
      day: fc.integer({ min: 1, max: 28 }),
      toPerson: fc.boolean(),
      casa: fc.boolean(),
      isLate: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('group' as const),
      women: fc.integer({ min: 1, max: 20 }),
      month,
      casa: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), a: fc.nat(11), b: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unmerge' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fold' as const) }) },
)

const contextFor = (db: Db, field: Field): Context => ({
  db,
  actor: {
    id: 'test',
    name: 'Amina',
    grants: [field.red, field.casa].map((organisationId) =>
      grant('registration-officer', { kind: 'organisation', organisationId }),
    ),
  },
  accessChecked: false,
  language: 'en',
  requestId: 'test',
})

const asDelivery = (field: Field, families: Family[], act: Extract<Deed, { do: 'give' }>): NewDelivery => {
  const family = families[act.family % families.length]!
  return given(field, {
    code: act.code,
    organisation: act.casa ? field.casa : field.red,
    site: field.sites[act.casa ? 2 : act.day % 2],
    household: family.id,
    ...(act.toPerson && { to: 'person', person: family.persons[act.person % family.persons.length]!.id }),
    at: `${act.month}-${String(act.day).padStart(2, '0')}T15:00:00Z`,
  })
}

/** As people's rooms do it: the record is changed, then what was given follows. */
async function regroup(db: Db, personId: string, from: string, to: string): Promise<void> {
  await sql`update persons set counted_as = ${to} where id = ${personId}`.execute(db)
  await moveServed(db, [{ personId, from, to }])
}

async function perform(db: Db, field: Field, families: Family[], deeds: readonly Deed[]): Promise<void> {
  const ctx = contextFor(db, field)
  const sent: NewDelivery[] = []
  const merged: { personId: string; from: string; to: string }[] = []
  const persons = families.flatMap((f) => f.persons)
  const now = new Map(persons.map((p) => [p.id, p.countedAs]))
  for (const act of deeds) {
    if (act.do === 'give') {
      const one = asDelivery(field, families, act)
      sent.push(one)
      await recordDeliveries(ctx, [one], { isLate: act.isLate })
    } else if (act.do === 'group') {
      const at = `${act.month}-10T15:00:00Z`
      const over = { code: 'hot-meal', to: 'group' as const, groups: [groupOf(act.women, act.women >> 1)], at }
      sent.push(given(field, act.casa ? { ...over, organisation: field.casa, site: field.sites[2] } : over))
      await recordDeliveries(ctx, [sent.at(-1)!], { isLate: false })
    } else if (act.do === 'again' && sent.length > 0)
      await recordDeliveries(ctx, [sent[act.which % sent.length]!], { isLate: true })
    else if (act.do === 'reverse' && sent.length > 0) {
      const reversal = { id: uuid(), delivery: sent[act.which % sent.length]!.id, reason: 'x', at: '2026-05-01T00:00:00Z' }
      await reverseDelivery(ctx, reversal).catch((problem: { code: string }) =>
        expect(['delivery/reversed-already', 'core/not-found']).toContain(problem.code),
      )
    } else if (act.do === 'merge') {
      const [a, b] = [persons[act.a % persons.length]!, persons[act.b % persons.length]!]
      const [from, to] = [now.get(a.id)!, now.get(b.id)!]
      if (from === to) continue
      await regroup(db, a.id, from, to)
      now.set(a.id, to)
      merged.push({ personId: a.id, from, to })
    } else if (act.do === 'unmerge' && merged.length > 0) {
      const last = merged.pop()!
      if (now.get(last.personId) !== last.to) continue
      await regroup(db, last.personId, last.to, last.from)
      now.set(last.personId, last.from)
    } else if (act.do === 'fold') await foldDeliveries(db)
  }
}

const fourFamilies = async (db: Db, field: Field): Promise<Family[]> => {
  const families: Family[] = []
  for (const [n, size] of [3, 2, 1, 3].entries())
    families.push(await makeFamily(db, { organisation: n % 2 ? field.casa : field.red, site: null, country: field.west, size }))
  return families
}

test('after any history the figures are what the entries come to, folded, not folded and recounted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 25 }), (deeds) =>
      scenario(async ({ db }) => {
        const field = await makeField(db)
        await perform(db, field, await fourFamilies(db, field), deeds)
        expect(await checkDeliveries(db)).toEqual([])
        await foldDeliveries(db)
        expect(await checkDeliveries(db)).toEqual([])
        const kept = await figuresOf(db)
        await recountDeliveries(db)
        expect(await figuresOf(db)).toEqual(kept)
      })(),
    ),
    { numRuns: 25 },
  )
}, 300_000)

/** To the last cell. */
const figuresOf = async (db: Db) => [
  (
    await sql`select * from line_sums where people_in_month <> 0 or entries <> 0 or grouped_month <> 0 order by 1, 2, 3`.execute(
      db,
    )
  ).rows,
  (await sql`select * from counted_people where people <> 0 order by 1, 2, 3, 4, 5, 6, 7`.execute(db)).rows,
]

test('many who give, take back, merge, send again and fold at once lose and double nothing', async () => {
  const own = await ownDatabase('deliveries', 12)
  try {
    const field = await makeField(own.db)
    const families = await fourFamilies(own.db, field)
    const histories = fc.sample(fc.array(deed, { minLength: 12, maxLength: 20 }), { numRuns: 6, seed: 7 })
    // Merges of the same people by several hands at once are settled in people's rooms, before anything here is asked.
    const alone = histories.map((deeds, n) => (n === 0 ? deeds : deeds.filter((d) => d.do !== 'merge' && d.do !== 'unmerge')))
    const ended = await Promise.allSettled([
      ...alone.map((deeds) => perform(own.db, field, families, deeds)),
      ...Array.from({ length: 5 }, () => foldDeliveries(own.db)),
    ])
    expect(ended.filter((e) => e.status === 'rejected')).toEqual([])
    expect(await checkDeliveries(own.db)).toEqual([])
  } finally {
    await own.drop()
  }
}, 120_000)

test('two organisations that give the same kit at the same moment: one of them is told', async () => {
  const own = await ownDatabase('double', 12)
  try {
    const field = await makeField(own.db)
    for (let round = 0; round < 5; round++) {
      const [ours, theirs] = [
        await makeFamily(own.db, { organisation: field.red, site: null, country: field.west, size: 1 }),
        await makeFamily(own.db, { organisation: field.casa, site: null, country: field.east, size: 1 }),
      ]
      await sql`update persons set counted_as = ${ours.persons[0]!.countedAs} where id = ${theirs.persons[0]!.id}`.execute(own.db)
      // Each on a connection of its own, as two servers would.
      const give = (organisation: number, household: string, site: string) =>
        own.db
          .transaction()
          .execute((db) =>
            recordDeliveries(contextFor(db, field), [given(field, { organisation, household, site })], { isLate: false }),
          )
      const answers = await Promise.all([give(field.red, ours.id, field.sites[0]), give(field.casa, theirs.id, field.sites[2])])
      expect(answers.map(([a]) => a!.outcome).toSorted()).toEqual(['recorded', 'stopped'])
    }
    expect(await checkDeliveries(own.db)).toEqual([])
  } finally {
    await own.drop()
  }
}, 120_000)

test('who stands behind an entry that waits for somebody else’s lock is not kept waiting', async () => {
  const own = await ownDatabase('behind', 12)
  try {
    const field = await makeField(own.db)
    const ctx = contextFor(own.db, field)
    const make = () => makeFamily(own.db, { organisation: field.red, site: null, country: field.west, size: 1 })
    const [held, ...others] = [await make(), await make(), await make(), await make()]
    const give = (family: Family) => recordDeliveries(ctx, [given(field, { household: family.id })], { isLate: false })
    const ended: string[] = []
    let stuck: ReturnType<typeof give> | undefined
    await own.db.transaction().execute(async (db) => {
      await sql`select from counted where id = ${held!.persons[0]!.countedAs} for update`.execute(db)
      stuck = give(held!).finally(() => ended.push('held'))
      for (;;) {
        const { rows } =
          await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
        if (rows.length > 0) break
      }
      for (const family of others) ended.push((await give(family))[0]!.outcome)
      expect(ended).toEqual(['recorded', 'recorded', 'recorded'])
    })
    expect((await stuck!)[0]!.outcome).toBe('recorded')
    expect(await checkDeliveries(own.db)).toEqual([])
  } finally {
    await own.drop()
  }
}, 60_000)

test('what is sent by many at once and cut is recorded once each, and one bad request fails nobody else', async () => {
  const own = await ownDatabase('together', 12)
  try {
    const field = await makeField(own.db)
    const ctx = contextFor(own.db, field)
    const families = await Promise.all(
      Array.from({ length: 12 }, () => makeFamily(own.db, { organisation: field.red, site: null, country: field.west, size: 2 })),
    )
    const kits = families.map((f) => given(field, { household: f.id }))
    const broken = { ...given(field, { household: families[0]!.id, code: 'hygiene-kit' }), collectedBy: 'a\u0000b' }
    const ended = await Promise.allSettled([
      ...kits.flatMap((kit) => [
        recordDeliveries(ctx, [kit], { isLate: false }),
        recordDeliveries(ctx, [kit], { isLate: false }),
      ]),
      recordDeliveries(ctx, [broken], { isLate: false }),
    ])
    expect(ended.filter((e) => e.status === 'rejected')).toHaveLength(1)
    const outcomes = ended.flatMap((e) => (e.status === 'fulfilled' ? e.value : []))
    expect(outcomes.filter((o) => o.outcome === 'recorded')).toHaveLength(24)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from deliveries`.execute(own.db)
    expect(rows[0]!.n).toBe(12)
    expect(await checkDeliveries(own.db)).toEqual([])
  } finally {
    await own.drop()
  }
}, 120_000)
