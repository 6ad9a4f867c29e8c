/** Over random histories of money: none counted twice, none lost, whatever comes first and however often. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { scenario, type World } from '../../../../test/scenario.ts'
import { createPlan } from '../actions.ts'
import { importList } from '../lists/import.ts'
import type { Coverage, Overview } from './contract.ts'

const plan = 'highland-2021'
const ours = { type: 'Plan', id: '1', name: 'Highland 2021' }
const other = { type: 'Plan', id: '2', name: 'Lowland 2021' }
const appealing = ['Aid Union', 'Water for All', 'Health Network']
const countries = ['Ecuador', 'Peru', 'Colombia']
const sectors = ['Health', 'Education', 'Shelter']

type Thing = { type: string; id: string; name: string }
const thing = (type: string, name: string): Thing => ({ type, id: name, name })
const some = (type: string, names: string[]): Thing[] => names.map((name) => thing(type, name))

/** What really happened, in cents: the flows are only what was written about it. */
type Gift = {
  cents: number
  currency: 'USD' | 'EUR'
  status: 'pledge' | 'commitment' | 'paid'
  /** Shares of the gift told in detail by further flows, in percent. */
  parts: { percent: number; status: 'pledge' | 'paid'; country: string[]; sector: string[] }[]
  parked: boolean
  to: string
  country: string[]
  sector: string[]
  passedOn: { percent: number; to: string; says: 'plan' | 'organisation' | 'chain' }[]
  left: number
  shared: boolean
  foreign: boolean
}
const places = fc.subarray(countries, { maxLength: 2 })
const clusters = fc.subarray(sectors, { maxLength: 2 })
const gift: fc.Arbitrary<Gift> = fc.record({
  cents: fc.integer({ min: 100, max: 10 ** 11 }),
  currency: fc.constantFrom('USD', 'EUR'),
  status: fc.constantFrom('pledge', 'commitment', 'paid'),
  parts: fc.array(
    fc.record({
      percent: fc.integer({ min: 1, max: 33 }),
      status: fc.constantFrom('pledge', 'paid'),
      country: places,
      sector: clusters,
    }),
    { maxLength: 3 },
  ),
  parked: fc.boolean(),
  to: fc.constantFrom(...appealing),
  country: places,
  sector: clusters,
  passedOn: fc.array(
    fc.record({
      percent: fc.integer({ min: 1, max: 80 }),
      to: fc.constantFrom(...appealing),
      says: fc.constantFrom('plan', 'organisation', 'chain'),
    }),
    { maxLength: 2 },
  ),
  left: fc.integer({ min: 0, max: 40 }),
  shared: fc.boolean(),
  foreign: fc.boolean(),
}) // prettier-ignore

type FlowJson = Record<string, unknown> & { id: string; versionId: number }
type Told = { flows: FlowJson[]; counted: bigint; pledged: bigint; original: Record<string, bigint> }

const euro = 2n // one EUR is 2 USD here: the arithmetic of rates is tested elsewhere
const usdOf = (cents: bigint, currency: string): bigint => (currency === 'EUR' ? cents * euro : cents)
const text = (cents: bigint): number => Number(`${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`)

function tell(gifts: Gift[]): Told {
  const told: Told = { flows: [], counted: 0n, pledged: 0n, original: { USD: 0n, EUR: 0n } }
  for (const [i, g] of gifts.entries()) tellOne(g, `${i + 1}`, told)
  return told
}

function tellOne(g: Gift, id: string, told: Told): void {
  const whole = BigInt(g.cents)
  const flow = (suffix: string, cents: bigint, currency: string, extra: Record<string, unknown>): FlowJson => ({
    id: id + suffix,
    versionId: 2,
    updatedAt: '2021-02-01T00:00:00Z',
    amountUSD: text(usdOf(cents, currency)),
    originalAmount: text(cents),
    originalCurrency: currency,
    decisionDate: '2021-01-01',
    flowType: 'Standard',
    sourceObjects: [thing('Organization', 'Norland')],
    destinationObjects: [ours, thing('Organization', g.to), ...some('Location', g.country), ...some('GlobalCluster', g.sector)],
    status: g.status,
    ...extra,
  }) // prettier-ignore
  const count = (cents: bigint, currency: string, status: string): void => {
    if (status === 'pledge') told.pledged += usdOf(cents, currency)
    else {
      told.counted += usdOf(cents, currency)
      told.original[currency]! += cents
    }
  }
  if (g.foreign)
    return void told.flows.push(flow('f', whole, g.currency, { destinationObjects: [other, thing('Organization', g.to)] }))
  if (g.shared)
    return void told.flows.push(flow('s', whole, g.currency, { destinationObjects: [ours, other, thing('Organization', g.to)] }))
  let rest = whole
  g.parts.forEach((part, i) => {
    const cents = (whole * BigInt(part.percent)) / 100n
    // What is only promised takes nothing of what was given.
    if (part.status === 'paid' || g.status === 'pledge') rest -= cents
    count(cents, g.currency, part.status)
    told.flows.push(
      flow(`p${i}`, cents, g.currency, {
        parentFlowId: id,
        status: part.status,
        destinationObjects: [
          ours,
          thing('Organization', g.to),
          ...some('Location', part.country),
          ...some('GlobalCluster', part.sector),
        ],
      }),
    ) // prettier-ignore
  })
  count(rest, g.currency, g.status)
  told.flows.push(g.parked ? flow('', rest, g.currency, { flowType: 'Parked' }) : flow('', whole, g.currency, {}))
  if (g.status === 'paid')
    told.flows.push({ ...flow('', whole, g.currency, { status: 'pledge', versionId: 1, updatedAt: '2021-01-05T00:00:00Z' }) })
  const giver = thing('Organization', g.to)
  for (const [i, { percent, to, says }] of g.passedOn.entries()) {
    if (to === g.to && says !== 'plan') continue
    const cents = (whole * BigInt(percent)) / 100n
    told.flows.push(
      flow(`q${i}`, cents, 'USD', {
        status: 'paid',
        sourceObjects: says === 'plan' ? [ours, giver] : [giver],
        destinationObjects: [ours, thing('Organization', to), thing('Location', 'Peru')],
        ...(says === 'chain' && { parentFlowId: id }),
      }),
    ) // prettier-ignore
  }
  const gone = (whole * BigInt(g.left)) / 100n
  if (gone === 0n) return
  told.counted -= gone
  told.original.USD! -= gone
  told.flows.push(
    flow('l', gone, 'USD', {
      status: 'paid',
      sourceObjects: [ours, giver],
      destinationObjects: [other, thing('Organization', 'Lowland Relief')],
    }),
  ) // prettier-ignore
}

const cents = (amount: string): bigint => BigInt(amount.replace('.', ''))
const added = (amounts: string[]): bigint => amounts.reduce((sum, amount) => sum + cents(amount), 0n)

type Asker = ReturnType<World['as']>
async function send(asker: Asker, flows: FlowJson[]): Promise<void> {
  const form = new FormData()
  form.append('file', new File([JSON.stringify({ data: { flows } })], 'flows.json'))
  const { status, body } = await asker.post(`/api/plans/${plan}/funding/imports`, form)
  expect(status, JSON.stringify(body)).toBe(200)
}
const read = async <A>(asker: Asker, path: string): Promise<A> => (await asker.get(`/api/plans/${plan}/funding${path}`)).body as A

async function checkSums(asker: Asker, told: Told): Promise<void> {
  for (const by of ['country', 'sector', 'organisation']) {
    const { lines, total } = await read<Coverage>(asker, `/coverage?by=${by}`)
    expect(cents(total.contributed), by).toBe(told.counted)
    expect(cents(total.pledged), by).toBe(told.pledged)
    expect(added(lines.map((l) => l.contributed)), by).toBe(told.counted)
    expect(added(lines.map((l) => l.pledged)), by).toBe(told.pledged)
    for (const l of lines) expect(cents(l.given) + cents(l.received) - cents(l.passedOn)).toBe(cents(l.contributed))
  }
  const { currencies } = await read<Overview>(asker, '')
  for (const [currency, sum] of Object.entries(told.original))
    expect(cents(currencies.find((c) => c.currency === currency)?.amount ?? '0.00'), currency).toBe(sum)
}

const shuffled = <A>(list: A[], seed: number): A[] =>
  list
    .map((item, i) => ({ item, key: (Math.imul(i + 1, 2_654_435_761) ^ Math.imul(seed, 40_503)) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item) // prettier-ignore

test(
  'what counts is what came in less what left, by every cut, in every currency, in any order of arrival',
  scenario(async (world) => {
    const ctx = world.ctx()
    const asker = world.as('administrator')
    await createPlan(ctx, { code: plan, firstMonth: '2021-01', lastMonth: '2021-12', defaultMethod: 'max-sector' })
    await importList(ctx, plan, 'organisations', [['Name'], ...appealing.map((name) => [name])], 'o.csv')
    await importList(ctx, plan, 'indicators', [['Sector', 'Indicator'], ...sectors.map((s) => [s, `People in ${s}`])], 'i.csv')
    await fc.assert(
      fc.asyncProperty(
        fc.array(gift, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 2 ** 30 }),
        async (gifts, seed) => {
          await sql`delete from contributions where plan_id = (select id from plans where code = ${plan})`.execute(world.db)
          const told = tell(gifts)
          const flows = shuffled(told.flows, seed)
          const cut = seed % (flows.length + 1)
          // Two files, overlapping, the second twice.
          await send(asker, [...flows.slice(0, cut), { ...flows[0]! }])
          await send(asker, flows.slice(Math.max(cut - 2, 0)))
          await checkSums(asker, told)
          await send(asker, shuffled(flows, seed + 1))
          await checkSums(asker, told)
        },
      ),
      { numRuns: 25 },
    )
  }),
  120_000,
)
