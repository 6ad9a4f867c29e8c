/** The IATI file of a plan: the standard's schema and its ruleset hold for whatever a plan contains. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { scenario } from '../../../../../test/scenario.ts'
import { plantYear } from '../../../../../test/year.ts'
import type { Db } from '../../../../core/database.ts'
import { getPlan } from '../../../plan/queries.ts'
import { findPlanEdition, workingEdition } from '../edition.ts'
import { yearsOf } from './activity.ts'
import { iatiOf } from './file.ts'
import { escaped } from './xml.ts'

const schema = (name: string) => ({
  fileName: name,
  contents: readFileSync(new URL(`../../../../../test/iati/${name}`, import.meta.url), 'utf8'),
})
const options = { address: 'https://senda.example/plans/year', today: '2022-06-30' }

type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string }
function parse(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes: attributes as Record<string, string>, children: [], text: '' }
    open.at(-1)!.children.push(node)
    open.push(node)
  })
  parser.on('text', (text) => {
    open.at(-1)!.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return root.children[0]!
}
const all = (node: Node, name: string): Node[] => node.children.filter((child) => child.name === name)
const deep = (node: Node, name: string): Node[] =>
  node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...deep(child, name)])

async function written(pieces: AsyncGenerator<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

async function assertValid(xml: string): Promise<void> {
  const { valid, errors } = await validateXML({
    xml: { fileName: 'plan.xml', contents: xml },
    schema: [schema('iati-activities.xsd')],
    preload: [schema('xml.xsd')],
  })
  expect(errors.map((e) => e.message)).toEqual([])
  expect(valid).toBe(true)
}

/** Rules of the standard that no schema can say. */
function assertRules(file: Node, today: string): void {
  const activities = all(file, 'iati-activity')
  const identifiers = activities.map((a) => all(a, 'iati-identifier')[0]!.text)
  expect(new Set(identifiers).size).toBe(identifiers.length)
  for (const activity of activities) {
    const identifier = all(activity, 'iati-identifier')[0]!.text
    expect(identifier.startsWith(`${all(activity, 'reporting-org')[0]!.attributes.ref}-`)).toBe(true)
    expect(identifier).not.toMatch(/[/&|?]/)
    expect(activity.attributes['xml:lang']).toMatch(/^[a-z]{2}$/)
    expect(activity.attributes['default-currency']).toBe('USD')
    const dates = all(activity, 'activity-date').map((d) => [d.attributes.type, d.attributes['iso-date']!] as const)
    const [start, end] = ['1', '3'].map((type) => dates.find(([t]) => t === type)?.[1] ?? '')
    expect(start !== '' && start! <= end!).toBe(true)
    for (const [type, day] of dates) if (type === '2' || type === '4') expect(day <= today).toBe(true)
    assertPlacedAndSectored(activity)
    for (const budget of all(activity, 'budget')) {
      const [from, until] = ['period-start', 'period-end'].map((n) => Date.parse(all(budget, n)[0]!.attributes['iso-date']!))
      expect(until! - from!).toBeGreaterThan(0)
      expect(until! - from!).toBeLessThanOrEqual(366 * 86_400_000)
    }
    for (const transaction of all(activity, 'transaction'))
      expect(all(transaction, 'transaction-date')[0]!.attributes['iso-date']! <= today).toBe(true)
    for (const said of deep(activity, 'narrative')) expect(said.text.trim()).not.toBe('')
  }
}

function assertPlacedAndSectored(activity: Node): void {
  const transactions = all(activity, 'transaction')
  for (const names of [['sector'], ['recipient-country', 'recipient-region']]) {
    const here = names.flatMap((name) => all(activity, name))
    const there = transactions.map((t) => names.flatMap((name) => all(t, name)))
    if (here.length === 0) expect(there.length > 0 && there.every((found) => found.length > 0)).toBe(true)
    else expect(there.every((found) => found.length === 0)).toBe(true)
    const byVocabulary = Map.groupBy(here, (node) => (node.name === 'sector' ? node.attributes.vocabulary : 'place'))
    for (const nodes of byVocabulary.values())
      expect(nodes.reduce((sum, node) => sum + Number(node.attributes.percentage), 0)).toBe(100)
  }
}

const small = (db: Db) => plantYear(db, { countries: 3, organisations: 6, activities: 60, published: true, code: 'year' })

describe('the IATI file', () => {
  test(
    'of a published plan is valid and follows the ruleset, to the last cent and the last person',
    scenario(async ({ db }) => {
      const year = await small(db)
      await spoil(db, year.planId)
      const reported = () => ({ value: 7, until: '2022-05' })
      const xml = await written(iatiOf(db, (await findPlanEdition(db, 'year'))!, 'en', { ...options, reported }))
      await assertValid(xml)
      const file = parse(xml)
      assertRules(file, options.today)
      expect(deep(file, 'actual').every((a) => a.attributes.value === '7')).toBe(true)
      const { rows, usd, people } = await db
        .selectFrom('publishedActivities')
        .where('planId', '=', year.planId)
        .select((e) => [e.fn.countAll<number>().as('rows'), e.fn.sum<number>('targetPeople').as('people')])
        .select(sql<number>`sum(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0))`.as('usd'))
        .executeTakeFirstOrThrow()
      expect(all(file, 'iati-activity')).toHaveLength(rows)
      const budgets = deep(file, 'budget').reduce((sum, b) => sum + Math.round(Number(all(b, 'value')[0]!.text) * 100), 0)
      expect(budgets).toBe(Math.round(usd * 100))
      const targets = deep(file, 'target').filter((t) => all(t, 'dimension').length === 0)
      const outputs = await outputOf(db, year.planId)
      expect(targets.reduce((sum, t) => sum + Number(t.attributes.value), 0)).toBeCloseTo(people + outputs, 6)
    }),
  )

  test(
    'tells the money each organisation received once, above its activities, in the currency it came in',
    scenario(async ({ db }) => {
      const year = await small(db)
      await give(db, year.planId, year.organisations)
      const xml = await written(iatiOf(db, (await findPlanEdition(db, 'year'))!, 'es', options))
      await assertValid(xml)
      const file = parse(xml)
      assertRules(file, options.today)
      const transactions = deep(file, 'transaction')
      expect(transactions.map((t) => all(t, 'value')[0]!).map((v) => [v.text, v.attributes.currency])).toEqual([
        ['1234.56', 'EUR'],
        ['5000.00', 'USD'],
      ])
      expect(transactions.map((t) => all(t, 'transaction-type')[0]!.attributes.code)).toEqual(['1', '13'])
      expect(xml).toContain('1 contributions are not in this file')
      const parent = all(file, 'iati-activity')[0]!
      const child = all(file, 'iati-activity').find((a) => all(a, 'related-activity').length > 0)!
      expect(all(child, 'related-activity')[0]!.attributes.ref).toBe(all(parent, 'iati-identifier')[0]!.text)
      expect(all(parent, 'budget')).toEqual([])
    }),
  )

  test(
    'of a plan in the making says that it is a draft, and holds only what its reader may see',
    scenario(async ({ db }) => {
      const year = await plantYear(db, { countries: 2, organisations: 4, activities: 20, code: 'year' })
      const plan = await getPlan(db, 'year')
      const mine = year.organisations[0]!
      const reach = { countries: [], organisations: [mine] }
      const xml = await written(iatiOf(db, await workingEdition(db, plan, reach), 'en', options))
      expect(xml).toContain('Draft of year')
      const expected = await db
        .selectFrom('planActivities')
        .where('planId', '=', year.planId)
        .where('organisationId', '=', mine)
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      expect(xml.split('<iati-activity ').length - 1).toBe(expected.n)
    }),
  )
})

test(
  'of a plan without activities and money tells of the plan itself, and is valid',
  scenario(async ({ db }) => {
    const year = await small(db)
    await db.deleteFrom('publishedActivities').where('planId', '=', year.planId).execute()
    const xml = await written(iatiOf(db, (await findPlanEdition(db, 'year'))!, 'pt', options))
    await assertValid(xml)
    assertRules(parse(xml), options.today)
  }),
)

test('a budget of two years is two budgets of one, a plan of 14 months one of twelve and one of two', () => {
  expect(yearsOf('2025-01-01', '2026-12-31')).toEqual([
    { start: '2025-01-01', end: '2025-12-31', months: 12 },
    { start: '2026-01-01', end: '2026-12-31', months: 12 },
  ])
  expect(yearsOf('2024-03-01', '2025-04-30')).toEqual([
    { start: '2024-03-01', end: '2025-02-28', months: 12 },
    { start: '2025-03-01', end: '2025-04-30', months: 2 },
  ])
})

test('what XML cannot hold is left out, and nothing that was typed becomes markup', () => {
  expect(escaped('a<b & "c" > \u0000\u0008\uD800d')).toBe('a&lt;b &amp; &quot;c&quot; &gt; \uFFFDd')
})

/** Hostile names, no country, no description, nothing to count, other genders. */
async function spoil(db: Db, planId: number): Promise<void> {
  const ids = await db
    .selectFrom('publishedActivities')
    .select('id')
    .where('planId', '=', planId)
    .orderBy('id')
    .limit(3)
    .execute()
  const change = (i: number, set: object) =>
    db.updateTable('publishedActivities').set(set).where('planId', '=', planId).where('id', '=', ids[i]!.id).execute()
  await change(0, { title: '</narrative><script>alert("x")</script> & \u0007 ]]>', description: '' })
  await change(1, { country: null, admin1: null, title: '', description: null })
  await change(2, { targetPeople: null, outputQuantity: null, otherUnder18: 3, otherAdult: 4, inKindUsd: 0, cashUsd: 0 })
}

const outputOf = async (db: Db, planId: number): Promise<number> => {
  const row = await db
    .selectFrom('publishedActivities')
    .where('planId', '=', planId)
    .where('kind', '=', 'output')
    .select((e) => [e.fn.sum<number>('outputQuantity').as('output'), e.fn.sum<number>('targetPeople').as('people')])
    .executeTakeFirstOrThrow()
  return (row.output ?? 0) - (row.people ?? 0)
}

async function give(db: Db, planId: number, organisations: number[]): Promise<void> {
  const row = { planId, source: 'hand', form: 'hand', recipientId: organisations[0]!, enteredBy: 'test' }
  const flow = (n: number, more: object) => ({
    ...row,
    id: `019a0000-0000-7000-8000-00000000000${n}`,
    flowId: String(n),
    ...more,
  })
  await db
    .insertInto('contributions')
    .values([
      flow(1, {
        donor: 'A & B',
        status: 'paid',
        amount: 1234.56,
        currency: 'EUR',
        usd: 1400,
        decidedOn: '2022-02-01',
        country: 'EC',
      }),
      flow(2, { donor: 'C', status: 'pledge', amount: 5000, currency: 'USD', usd: 5000, decidedOn: '2022-03-01' }),
      flow(3, { donor: 'D', status: 'paid', amount: 10, currency: 'COP', decidedOn: '2022-03-01' }),
    ] as never)
    .execute()
}
