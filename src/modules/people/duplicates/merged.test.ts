/** Somebody who was merged is found again in the list of what was merged: by either name, by either card, page by page, and by nobody else. */
import { expect, test } from 'vitest'
import { type Planted, plant } from '../../../../test/registry.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { cardOf, cardText } from '../rules/card.ts'
import { mostLookups } from '../rules/lookups.ts'
import type { Merge } from './contract.ts'

const of = (organisationId: number, role: 'registration-officer' | 'field-worker' = 'registration-officer') => [
  grant(role, { kind: 'organisation', organisationId }),
]
const first = (h: Planted) => h.persons[0]!.id

async function merged({ db, as }: World, kept: string, gone: string, organisation = 9001) {
  const [a, b] = [await plant(db, [kept], { organisation }), await plant(db, [gone], { organisation })]
  const decision = { a: first(a), b: first(b), keep: first(a), outcome: 'same' }
  const { status, body } = await as(of(organisation)).post('/api/people/duplicates/decide', decision)
  expect(status).toBe(200)
  return { id: body.merge.id as string, kept: a, gone: b }
}

test(
  'a merge is found by the name of either, spelt otherwise too, and by the card of either; what is looked for in vain is not there',
  scenario(async (world) => {
    const one = await merged(world, 'Yuleisy Carolina/Zambrano Pérez 1988-11-03 f', 'Carolina/Oropeza 1988-11-03 f')
    const two = await merged(world, 'Solangel/Esbozo Traza 1979-02-01 f', 'Solangel/Esbozo 1979-02-01 f')
    await plant(world.db, ['Yuleisy Carolina/Zambrano Pérez 1990-01-01 f'])
    const found = async (words: string) => {
      const answer = await world.as(of(9001)).get(`/api/people/merges?words=${encodeURIComponent(words)}`)
      expect(answer.status).toBe(200)
      return answer.body.merges.map((m: Merge) => m.id)
    }
    for (const words of ['Yuleisi Sambrano', 'carolina oropeza', cardOf(one.kept.id), cardText(one.gone.id)])
      expect(await found(words), words).toEqual([one.id])
    // Eight letters that might be the number of a card.
    expect(await found('Solangel')).toEqual([two.id])
    expect(await found('  ')).toEqual([two.id, one.id])
    for (const words of ['Wilmer Ejemplo', 'H-00000000', '1234567']) expect(await found(words), words).toEqual([])
  }),
)

test(
  'those found come page by page, and of another organisation none',
  scenario(async (world) => {
    const ids: string[] = []
    for (let n = 0; n < 27; n++) ids.unshift((await merged(world, 'Betzabeth/Modelo 1990-01-01 f', 'Betzabet/Modelo f')).id)
    await merged(world, 'Betzabeth/Modelo 1990-01-01 f', 'Betzabet/Modelo f', 9002)
    await merged(world, 'Keiber/Traza 2015-01-02 m', 'Keiver/Traza m')
    const page = async (after = '', grants = of(9001)) =>
      (await world.as(grants).get(`/api/people/merges?words=betzabeth%20modelo${after}`)).body
    const begin = await page()
    expect(begin.merges).toHaveLength(25)
    const rest = await page(`&after=${begin.next}`)
    expect([...begin.merges, ...rest.merges].map((m: Merge) => m.id)).toEqual(ids)
    expect(rest.next).toBeNull()
    expect((await page('', of(9002, 'field-worker'))).merges).toHaveLength(1)
    expect((await page('', of(9003))).merges).toEqual([])
  }),
)

test(
  'whoever looks for a merged person has asked, and whoever is shown was read: both households of each line',
  scenario(async (world) => {
    const { kept, gone } = await merged(world, 'Marlenis/Modelo 1990-01-01 f', 'Marleny/Modelo 1990-01-01 f')
    const me = world.as(of(9001))
    await world.db.deleteFrom('readings').where('by', '=', 'test-user').execute()
    const asked = async () =>
      (await world.db.selectFrom('lookups').select('asked').where('by', '=', 'test-user').executeTakeFirst())?.asked ?? 0
    const readings = async (how: string) =>
      (
        await world.db.selectFrom('readings').select('householdId').where('by', '=', 'test-user').where('how', '=', how).execute()
      ).map((r) => r.householdId)
    const both = [kept.id, gone.id].toSorted()
    await me.get('/api/people/merges')
    expect(await asked()).toBe(0)
    expect((await readings('listed')).toSorted()).toEqual(both)
    await me.get('/api/people/merges?words=Nobody%20Anywhere')
    expect([await asked(), await readings('found')]).toEqual([1, []])
    await me.get(`/api/people/merges?words=${cardOf(gone.id)}`)
    expect(await asked()).toBe(2)
    expect((await readings('found')).toSorted()).toEqual(both)
    await world.db.updateTable('lookups').set({ asked: mostLookups }).where('by', '=', 'test-user').execute()
    expect((await me.get('/api/people/merges?words=Marlenis')).status).toBe(429)
    expect((await me.get('/api/people/merges')).status).toBe(200)
  }),
)
