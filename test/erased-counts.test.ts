/** Figures do not move when somebody is erased, nor with what others correct afterwards. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { checkDeliveries } from '../src/modules/delivery/ledger/checking.ts'
import type { HouseholdContent, NewHousehold } from '../src/modules/people/contract.ts'
import { given, makeField } from './deliveries.ts'
import { aHousehold, aPerson } from './people.ts'
import { grant, scenario, type World } from './scenario.ts'

const path = '/api/people/households'
const contentOf = ({ id: _, organisation: __, consents: ___, needs: ____, ...content }: NewHousehold): HouseholdContent => content
type Who = { given: string; cedula?: string; body?: 'red' | 'casa' }

/** People of two organisations in one country, each given a kit in May. */
async function cast({ db, as }: World, ...who: Who[]) {
  const field = await makeField(db)
  const grantOf = (body: 'red' | 'casa') => [
    grant('registration-officer', { kind: 'organisation', organisationId: field[body] }),
    grant('field-worker', { kind: 'organisation', organisationId: field[body] }),
  ]
  const site = { id: field.sites[0], country: field.west, admin1: `${field.west}-1` }
  const homes = []
  for (const { given: name, cedula, body = 'red' } of who) {
    const documents = cedula
      ? [{ id: uuid(), kind: 'national-id' as const, country: 'VE', number: cedula, validUntil: null }]
      : []
    const born = { family: 'Quetzalberta Inventado', birthDate: '1990-01-01', sex: 'female' as const }
    const one = aHousehold({ organisation: field[body], site, over: { persons: [aPerson({ ...born, given: name, documents })] } })
    const me = as(grantOf(body))
    expect(await me.post(path, one)).toMatchObject({ status: 200 })
    const kit = given(field, {
      organisation: field[body],
      household: one.id,
      overrideReason: 'asked',
      at: '2026-05-04T15:00:00Z',
    })
    expect((await me.post('/api/deliveries', [kit])).body).toMatchObject([{ outcome: 'recorded' }])
    homes.push({ me, one, at: `${path}/${one.id}` })
  }
  const people = async () => {
    expect(await checkDeliveries(db)).toEqual([])
    const { rows } = await sql<{ people: number }>`select coalesce(sum(people), 0)::int as people from counted_people_now
      where plan_id = ${field.plans[1].id} and period = '2026-05' and place = ${field.west} and sector_id = 0 and organisation_id = 0`.execute(
      db,
    )
    return rows[0]!.people
  }
  return { homes, people }
}
type Home = Awaited<ReturnType<typeof cast>>['homes'][number]

async function correct(home: Home, over: Partial<HouseholdContent['persons'][number]>) {
  const { me, one, at } = home
  const base = contentOf(one)
  const content = { ...base, persons: base.persons.map((p) => ({ ...p, ...over })) }
  const change = { id: uuid(), version: 1, base, content, reason: 'spelling' }
  expect(await me.put(at, change)).toMatchObject({ status: 200, body: { conflict: false } })
  home.one = { ...one, persons: content.persons }
}
const erase = async ({ me, at }: Home) =>
  expect(await me.post(`${at}/erase`, { reason: 'she asked' })).toMatchObject({ status: 200 })

test(
  'the first record of somebody is erased: the other, corrected later, is the same one person',
  scenario(async (world) => {
    const { homes, people } = await cast(
      world,
      { given: 'Xiomarilda', cedula: '18273645' },
      { given: 'Xiomara Luz', cedula: '18273645', body: 'casa' },
    )
    expect(await people()).toBe(1)
    await erase(homes[0]!)
    expect(await people()).toBe(1)
    await correct(homes[1]!, { given: 'Xiomara' })
    expect(await people()).toBe(1)
  }),
)

test(
  'the record between two is erased: they stay one, until somebody says that they are two',
  scenario(async (world) => {
    const { homes, people } = await cast(
      world,
      { given: 'Xiomarilda', cedula: '18273645' },
      { given: 'Xiomara', cedula: '18273645', body: 'casa' },
      { given: 'Xiomara' },
    )
    expect(await people()).toBe(1)
    await erase(homes[1]!)
    await correct(homes[2]!, { given: 'Xiomara Luz' })
    await correct(homes[0]!, { documents: [] })
    expect(await people()).toBe(1)
    const [a, b] = [homes[0]!, homes[2]!].map(({ one }) => one.persons[0]!.id)
    const decided = await homes[0]!.me.post('/api/people/duplicates/decide', { a, b, outcome: 'different' })
    expect(decided, JSON.stringify(decided.body)).toMatchObject({ status: 200 })
    expect(await people()).toBe(2)
    await correct(homes[2]!, { given: 'Xiomara Luzmila' })
    expect(await people()).toBe(2)
  }),
)
