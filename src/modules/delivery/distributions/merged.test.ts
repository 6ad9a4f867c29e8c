/** Two of a list are found to be one household: it is expected once, given to once by whichever of its cards, and two again when the merge is undone. */
import { expect, test } from 'vitest'
import { cashOf, listOf, upload } from '../../../../test/cash.ts'
import { given } from '../../../../test/deliveries.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'

async function onList(world: World) {
  const cash = await cashOf(world)
  const { worker, families, list, url, field, mechanism } = cash
  await worker.post('/api/distributions', list)
  const officer = world.as([grant('registration-officer', { kind: 'organisation', organisationId: field.red })])
  const personsOf = async (household: string) =>
    (await world.db.selectFrom('persons').select('id').where('householdId', '=', household).orderBy('id').execute()).map(
      (p) => p.id,
    )
  /** @returns what undoes it */
  const merge = async (gone: number, kept: number) => {
    const [goes, stays] = [await personsOf(families[gone]!), await personsOf(families[kept]!)]
    const merges: string[] = []
    for (const [n, a] of goes.entries()) {
      const decision = { a, b: stays[n], keep: stays[n], outcome: 'same' }
      const { status, body } = await officer.post('/api/people/duplicates/decide', decision)
      expect(status).toBe(200)
      merges.unshift(body.merge.id)
    }
    return async () => {
      for (const id of merges) expect((await officer.post(`/api/people/merges/${id}/undo`)).status).toBeLessThan(300)
    }
  }
  const expecting = (...which: number[]) => worker.put(`${url}/households`, { households: which.map((n) => families[n]) })
  const read = async () => (await worker.get(url)).body
  const ofWhom = async () => (await read()).households.map((h: { household: string }) => families.indexOf(h.household))
  const back = async (text: string) => (await worker.post(`${url}/returned`, upload(`card,came\n${text}\n`))).body
  const tick = async (n: number, cashValueUsd = 40) => {
    const entry = { code: 'multipurpose-cash', household: families[n]!, distribution: list.id, mechanism, cashValueUsd }
    return (await worker.post('/api/deliveries', [given(field, { ...entry, overrideReason: 'As asked' })])).body[0]
  }
  return { ...cash, officer, merge, expecting, read, ofWhom, back, tick }
}

test(
  'who was merged stands on the list as the one that was kept, has come by what is given to it, and is given to once by paper from before',
  scenario(async (world) => {
    const { merge, expecting, read, ofWhom, back, tick, given: entries } = await onList(world)
    await expecting(0, 1)
    const undo = await merge(0, 5)
    expect(await ofWhom()).toEqual([5, 1])
    expect((await read()).households[0]).toMatchObject({
      card: 'H-00000006',
      size: 2,
      came: null,
      also: [{ card: 'H-00000001' }],
    })
    expect(await tick(0)).toMatchObject({ outcome: 'recorded' })
    expect(await read()).toMatchObject({ expected: 2, came: 1, given: 1, households: [{ came: { cashValueUsd: 40 } }, {}] })
    expect(await back('H-00000001,yes\nH-00000002,yes')).toMatchObject({ recorded: 1, again: 1 })
    expect(await entries()).toHaveLength(2)
    await undo()
    expect(await ofWhom()).toEqual([0, 1])
    expect((await read()).households[0]).toMatchObject({ card: 'H-00000001', came: null, also: [] })
  }),
)

test(
  'what one was given before the merge is what the one that was kept was given, however often it was merged on; paper with both gives once and says so',
  scenario(async (world) => {
    const { merge, expecting, read, ofWhom, back, tick, given: entries } = await onList(world)
    await expecting(0, 1, 2)
    await tick(0)
    await merge(0, 4)
    await merge(4, 5)
    expect(await ofWhom()).toEqual([5, 1, 2])
    expect(await back('H-00000001,yes')).toMatchObject({ again: 1 })
    await merge(1, 2)
    expect(await read()).toMatchObject({ expected: 2, came: 1 })
    expect(await ofWhom()).toEqual([5, 2])
    const both = await back('H-00000002,yes\nH-00000003,yes')
    expect(both).toMatchObject({
      recorded: 1,
      refused: 1,
      rows: [{ row: 3, says: expect.stringMatching(/one household by now/) }],
    })
    expect(await entries()).toHaveLength(2)
    expect(await read()).toMatchObject({ expected: 2, came: 2, given: 2 })
  }),
)

test(
  'its value is planned, held to and settled under either record; put on the list again it stands there once, and a new list has the one that was kept',
  scenario(async (world) => {
    const { merge, expecting, read, ofWhom, tick, worker, url, families, field, mechanism } = await onList(world)
    await expecting(0, 1)
    const change = (n: number, cashValueUsd: number) =>
      worker.put(`${url}/households/${families[n]}/value`, { cashValueUsd, reason: 'Seven persons' })
    await change(0, 20)
    await merge(0, 5)
    expect((await tick(5, 61)).problem).toMatchObject({ code: 'delivery/value-beyond' })
    expect((await change(5, 30)).status).toBe(200)
    await worker.put(`${url}/households`, { add: true, households: [families[5], families[0]] })
    expect((await worker.post(`${url}/households`, upload('card\nH-00000001\nH-00000002\n'))).body).toMatchObject({ unknown: [] })
    expect(await ofWhom()).toEqual([5, 1])
    expect((await read()).households[0]).toMatchObject({ cashValueUsd: 30, changes: [{ becomes: 30 }, { becomes: 20 }] })
    const other = listOf(field, { cashValueUsd: 40, mechanism })
    await worker.post('/api/distributions', other)
    const as = await worker.put(`/api/distributions/${other.id}/households`, { distribution: url.split('/').at(-1) })
    expect(as.body.households.map((h: { household: string }) => families.indexOf(h.household))).toEqual([5, 1])
    expect(await tick(5, 90)).toMatchObject({ outcome: 'recorded' })
    expect((await change(0, 50)).status).toBe(409)
    const file = await worker.post(`${url}/households`, upload('card,value\nH-00000001,55\n', { add: 'yes' }))
    expect(file.body).toMatchObject({ settled: [{ row: 2 }], expected: 2 })
    await worker.put(`${url}/households`, { households: [families[1]] })
    expect(await ofWhom()).toEqual([5, 1])
  }),
)

test(
  'a device takes along the one that was kept',
  scenario(async (world) => {
    const { merge, expecting, worker, list, families } = await onList(world)
    await expecting(0, 1)
    await merge(0, 5)
    const { body } = await worker.get(`/api/field/along?distribution=${list.id}`)
    expect(body.households.map((h: { household: { id: string } }) => families.indexOf(h.household.id))).toEqual([5, 1])
  }),
)
