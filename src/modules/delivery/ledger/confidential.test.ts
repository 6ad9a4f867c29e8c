/** What one organisation gives in confidence: not told by an entry's mark, by the paper for the people themselves, or once the service is no longer confidential. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Field, given, makeFamily, makeField } from '../../../../test/deliveries.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'

const at = (organisationId: number) => grant('field-worker', { kind: 'organisation', organisationId })

/** One person, registered by both organisations; Red gave them something confidential. */
async function both({ db, as }: World) {
  const field = await makeField(db)
  const mine = await makeFamily(db, { organisation: field.red, site: field.sites[0], country: field.west })
  const theirs = await makeFamily(db, { organisation: field.casa, site: field.sites[2], country: field.east })
  await sql`update persons set counted_as = ${mine.persons[0]!.countedAs} where id = ${theirs.persons[0]!.id}`.execute(db)
  await db.updateTable('services').set({ isConfidential: true }).where('id', '=', field.services['food-kit']!).execute()
  const [first] = (await as([at(field.red)]).post('/api/deliveries', [given(field, { household: mine.id })])).body
  expect(first).toMatchObject({ outcome: 'recorded' })
  return { field, mine, theirs }
}
const ofCasa = (field: Field, household: string, day = '2026-05-06') =>
  given(field, { organisation: field.casa, site: field.sites[2], household, at: `${day}T15:00:00Z` })

test(
  'whoever works for both organisations leaves no mark of it on the entry of the other',
  scenario(async (world) => {
    const { field, theirs } = await both(world)
    const inBoth = world.as([at(field.red), at(field.casa)])
    const second = ofCasa(field, theirs.id)
    expect((await inBoth.post('/api/deliveries/check', second)).body).toBeNull()
    expect((await inBoth.post('/api/deliveries', [second])).body).toMatchObject([{ outcome: 'recorded', double: null }])
    const { body } = await world.as([at(field.casa)]).get(`/api/deliveries?household=${theirs.id}`)
    expect(body.deliveries).toMatchObject([{ id: second.id, isDouble: false }])
    // Within one organisation it stops as ever.
    expect((await inBoth.post('/api/deliveries/check', ofCasa(field, theirs.id, '2026-05-07'))).body).toMatchObject({
      isOurs: true,
    })
  }),
)

test(
  'own data are without what another organisation gives in confidence, and say in words that it is to be asked',
  scenario(async (world) => {
    const { field, mine } = await both(world)
    const inBoth = world.as([at(field.red), at(field.casa)])
    const foreign = ofCasa(field, mine.id, '2026-06-20')
    const open = { ...ofCasa(field, mine.id), service: field.services['hygiene-kit']! }
    for (const one of [foreign, open])
      expect((await inBoth.post('/api/deliveries', [one])).body).toMatchObject([{ outcome: 'recorded' }])
    const path = `/api/people/households/${mine.id}/own-data`
    const { body } = await world.as([at(field.red)]).get(`${path}.json`)
    expect(body.given.map((g: { organisation: string; at: string }) => `${g.organisation} ${g.at.slice(0, 10)}`)).toEqual([
      'Casa Abierta 2026-05-06',
      'Red Solidaria 2026-05-04',
    ])
    expect(body.aboutGiven).toMatch(/^Confidential services of other organisations are not listed/)
    expect((await world.as([at(field.red)]).get(`${path}.pdf`)).status).toBe(200)
    expect((await inBoth.get(`${path}.json`)).body.given).toHaveLength(3)
  }),
)

test(
  'once a service is no longer confidential, what was given before stays so, and what is given from then on is told',
  scenario(async (world) => {
    const { field, mine, theirs } = await both(world)
    const service = `/api/services/${field.services['food-kit']}`
    const steers = world.as('regional-officer')
    const opened = (await steers.patch(service, { isConfidential: false })).body
    expect(Date.parse(opened.confidentialUntil)).toBeGreaterThan(Date.now() - 60_000)
    const casa = world.as([at(field.casa)])
    expect((await casa.post('/api/deliveries/check', ofCasa(field, theirs.id))).body).toBeNull()
    const along = async () =>
      (await casa.get(`/api/field/along?site=${field.sites[2]}`)).body.households.flatMap((h: { given: unknown[] }) => h.given)
    await sql`update served set at = now() - interval '3 days'`.execute(world.db)
    expect(await along()).toEqual([])
    await steers.patch(service, { names: { en: 'Food kit' } })
    await sql`update services set confidential_until = now() - interval '5 days' where id = ${field.services['food-kit']!}`.execute(
      world.db,
    )
    expect(await along()).toMatchObject([{ isOurs: false }])
    const today = { ...ofCasa(field, theirs.id), at: new Date().toISOString() }
    expect((await casa.post('/api/deliveries/check', today)).body).toMatchObject({ isOurs: false })
    const own = `/api/people/households/${mine.id}/own-data.json`
    expect((await world.as([at(field.red)]).get(own)).body.given).toHaveLength(1)
  }),
)
