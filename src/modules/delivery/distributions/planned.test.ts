/** What is planned for a household of a list of cash: what is given is held to it however it comes, and it changes in sight of all. */
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { cashOf, upload } from '../../../../test/cash.ts'
import { given } from '../../../../test/deliveries.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'

async function onList(world: World) {
  const cash = await cashOf(world)
  const { worker, families, list, url, field, mechanism } = cash
  await worker.post('/api/distributions', list)
  await worker.put(`${url}/households`, { households: families })
  const ticked = (n: number, cashValueUsd: number, over = {}) =>
    given(field, { code: 'multipurpose-cash', household: families[n]!, distribution: list.id, mechanism, cashValueUsd, ...over })
  const change = (n: number, cashValueUsd: number | null, reason = 'Seven persons') =>
    worker.put(`${url}/households/${families[n]}/value`, { cashValueUsd, reason })
  const line = async (n: number) =>
    (await worker.get(url)).body.households.find((h: { household: string }) => h.household === families[n])
  return { ...cash, ticked, change, line }
}

test(
  'three times what is planned is the most, by the API, by the question before it and by a phone; a sentence says so',
  scenario(async (world) => {
    const { worker, ticked } = await onList(world)
    const { body } = await worker.post('/api/deliveries', [ticked(0, 120), ticked(1, 120.01)])
    expect(body.map((o: { outcome: string }) => o.outcome)).toEqual(['recorded', 'refused'])
    expect(body[1].problem).toEqual({
      code: 'delivery/value-beyond',
      title: expect.stringMatching(/^120\.01 USD is more than three times the 40 USD planned for this household\./),
    })
    expect((await worker.post('/api/deliveries/check', ticked(1, 400))).body).toMatchObject({
      status: 422,
      code: 'delivery/value-beyond',
      value: 400,
      planned: 40,
    })
    const id = uuid()
    const sync = {
      device: null,
      sentAt: new Date().toISOString(),
      operations: [{ kind: 'delivery.record', id, body: ticked(2, 400) }],
    }
    const { answers } = (await worker.post('/api/field/sync', sync)).body
    expect(answers).toMatchObject([{ id, outcome: 'refused', problem: { code: 'delivery/value-beyond' } }])
    expect((await worker.post('/api/deliveries', [ticked(3, 400, { distribution: null })])).body[0].outcome).toBe('recorded')
  }),
)

test(
  'what is planned for one household changes, with who did it and why; the next change is held against it',
  scenario(async (world) => {
    const { worker, ticked, change, line, url, families } = await onList(world)
    expect((await change(0, 90)).status).toBe(200)
    expect((await change(0, 90)).status).toBe(200)
    expect(await line(0)).toMatchObject({
      cashValueUsd: 90,
      changes: [{ was: 40, becomes: 90, reason: 'Seven persons', by: expect.any(String) }],
    })
    expect((await worker.post('/api/deliveries', [ticked(0, 270)])).body[0].outcome).toBe('recorded')
    await change(1, 90)
    await change(1, null, 'A slip')
    expect(await line(1)).toMatchObject({ cashValueUsd: 40, changes: [{ was: 90, becomes: 40, reason: 'A slip' }, { was: 40 }] })
    expect((await worker.post('/api/deliveries', [ticked(1, 270)])).body[0].outcome).toBe('refused')
    expect([(await change(1, 0)).status, (await change(1, 50, ' ')).status]).toEqual([400, 400])
    const file = upload(`card,value\nH-00000003,55\nH-00000001,60\n`, { add: 'yes' })
    const { body } = await worker.post(`${url}/households`, file)
    expect([body.settled, body.households.length]).toEqual([[{ row: 3, card: 'H-00000001' }], families.length])
    expect([await line(2), await line(0)]).toMatchObject([
      { changes: [{ was: 40, becomes: 55, reason: 'list.csv' }] },
      { cashValueUsd: 90 },
    ])
    const again = await worker.put(`${url}/households`, { households: families.slice(1, 4) })
    expect(again.body.households.map((h: { cashValueUsd: number }) => h.cashValueUsd)).toEqual([90, 40, 55, 40])
  }),
)

test(
  'what was ticked without a network is held against what was planned when the phone went out, and stays recorded',
  scenario(async (world) => {
    const { worker, ticked, change, line } = await onList(world)
    const entry = ticked(0, 110)
    await change(0, 20)
    expect((await worker.post('/api/deliveries', [entry])).body[0].outcome).toBe('refused')
    const sync = () => ({
      device: null,
      sentAt: new Date().toISOString(),
      operations: [{ kind: 'delivery.record', id: uuid(), body: entry }],
    })
    expect((await worker.post('/api/field/sync', sync())).body.answers).toMatchObject([{ outcome: 'done' }])
    expect((await worker.post('/api/deliveries', [entry])).body[0].outcome).toBe('recorded')
    expect(await line(0)).toMatchObject({ cashValueUsd: 20, came: { cashValueUsd: 110 } })
  }),
)

test(
  'who has come keeps what was planned until the delivery is taken back; a closed list, kits and others change nothing',
  scenario(async (world) => {
    const { worker, ticked, change, line, url, families, list, field } = await onList(world)
    const entry = ticked(0, 45)
    await worker.post('/api/deliveries', [entry])
    expect((await change(0, 60)).body).toMatchObject({ status: 409, title: expect.stringMatching(/^This household has come/) })
    expect(await line(0)).toMatchObject({ cashValueUsd: 40, changes: [] })
    const back = { id: uuid(), delivery: entry.id, reason: 'Another household', at: new Date().toISOString() }
    expect((await worker.post(`/api/deliveries/${entry.id}/reverse`, back)).status).toBe(200)
    expect((await change(0, 60)).status).toBe(200)
    const body = { cashValueUsd: 60, reason: 'x' }
    expect((await worker.put(`${url}/households/${uuid()}/value`, body)).status).toBe(404)
    const office = world.as([grant('organisation-office', { kind: 'organisation', organisationId: field.red })])
    expect((await office.put(`${url}/households/${families[1]}/value`, body)).status).toBe(403)
    const kits = { ...list, id: uuid(), service: field.services['food-kit'], cashValueUsd: null, mechanism: null }
    await worker.post('/api/distributions', kits)
    const toKits = await worker.put(`/api/distributions/${kits.id}/households`, { households: families, cashValueUsd: 5 })
    expect(toKits.body).toMatchObject({ status: 422, code: 'delivery/value-none' })
    await worker.post(`${url}/close`)
    expect((await change(1, 60)).body).toMatchObject({ status: 409, code: 'delivery/distribution-closed' })
  }),
)
