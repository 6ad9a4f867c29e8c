/** A household is found as people ask for it: by a name as it was heard, a card, a number; and only by those who may meet it. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { plant } from '../../../../test/registry.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import type { HouseholdPage } from '../contract.ts'
import { cardOf, cardText } from '../rules/card.ts'

const worker = [grant('field-worker', { kind: 'organisation', organisationId: 9001 })]
async function find({ as }: World, query: Record<string, string>, grants: Parameters<World['as']>[0] = worker) {
  const { status, body } = await as(grants).get(`/api/people/households?${new URLSearchParams(query)}`)
  return { status, ids: (body as HouseholdPage).households?.map((h) => h.id), page: body as HouseholdPage }
}

test(
  'a name is found misspelt, without accents, in another order, with one name left out, and while it is still being typed',
  scenario(async (world) => {
    const wanted = await plant(world.db, ['Yuleisy Carolina/Zambrano Gonçalves 1988-11-03 f', 'Keiber/Zambrano 2015-01-02 m'])
    await plant(world.db, ['Yolanda/Zamora Gómez 1970-02-03 f'])
    for (const words of [
      'Yuleisi Sambrano',
      'zambrano gonsalves yuleisy',
      'Yuelisy Zambrano',
      'YULEISY CAROLINA ZAMBRNAO GONSALVEZ',
      'Yuleisy Zambrano 1988',
      'Keiber Zambrano',
      'Karolina Zambrano Gonzalves',
      'yuleis zamb',
      'Carolina María Zambrano',
    ])
      expect((await find(world, { words })).ids?.[0], words).toBe(wanted.id)
    expect((await find(world, { words: 'Wilmer Urdaneta' })).ids).toEqual([])
  }),
)

test(
  'names in other scripts are found too',
  scenario(async (world) => {
    const wanted = await plant(world.db, ['Олена/Шевченко 1990-01-02 f'])
    expect((await find(world, { words: 'шевченко олена' })).ids).toEqual([wanted.id])
    expect((await find(world, { words: 'Шевчнко Олена' })).ids).toEqual([wanted.id])
  }),
)

test(
  'a card is found by its number and by what its code says, a document and a telephone however they are written',
  scenario(async (world) => {
    const wanted = await plant(world.db, ['Luz/Mora 1990-03-04 f V-18273645'], { phone: '+593987654321' })
    const found = async (query: Record<string, string>) =>
      expect((await find(world, query)).ids, JSON.stringify(query)).toEqual([wanted.id])
    await found({ card: cardOf(wanted.id) })
    await found({ card: cardText(wanted.id) })
    await found({ words: cardText(wanted.id) })
    await found({ document: '18.273.645' })
    await found({ words: 'V 18273645' })
    await found({ words: '098 765 4321' })
    expect((await find(world, { card: 'H-ZZZZZZZZ' })).ids).toEqual([])
    expect((await find(world, { document: '99999' })).ids).toEqual([])
  }),
)

test(
  'the people of a household are counted with those of all that were merged into it, one after the other',
  scenario(async (world) => {
    const first = await plant(world.db, ['Ana/Mora 1990-03-04 f', 'Eva/Mora 2015-03-04 f'])
    const next = await plant(world.db, ['Ana/Mora 1990-03-05 f', 'Luz/Mora 2016-03-04 f'])
    const last = await plant(world.db, ['Ana/Mora 1990-03-06 f'])
    await sql`update households set merged_into = case id when ${first.id}::uuid then ${next.id}::uuid else ${last.id}::uuid end
      where id in (${first.id}, ${next.id})`.execute(world.db)
    const { page } = await find(world, { card: cardOf(last.id) })
    expect(page.households.map((h) => [h.id, h.size])).toEqual([[last.id, 5]])
  }),
)

test(
  'nobody finds households of another organisation or site, by whatever means; an administrator finds no names at all',
  scenario(async (world) => {
    const site = uuid()
    const theirs = await plant(world.db, ['Marbelys/Colmenares 1990-03-04 f V-18273645'], {
      organisation: 9002,
      site,
      phone: '+593987654321',
    })
    const ways: Record<string, string>[] = [
      { words: 'Marbelys Colmenares' },
      { card: cardText(theirs.id) },
      { document: '18273645' },
      { words: '0987654321' },
      {},
    ]
    const sees = async (grants: Parameters<World['as']>[0], expected: string[]) => {
      for (const way of ways) expect((await find(world, way, grants)).ids, JSON.stringify(way)).toEqual(expected)
    }
    await sees(worker, [])
    await sees([grant('field-worker', { kind: 'site', organisationId: 9002, siteId: uuid() })], [])
    await sees([grant('field-worker', { kind: 'site', organisationId: 9002, siteId: site })], [theirs.id])
    await sees([grant('field-worker', { kind: 'organisation', organisationId: 9002 })], [theirs.id])
    expect((await find(world, { words: 'x' }, 'administrator')).status).toBe(403)
  }),
)

test(
  'whoever is shown is noted as found, and the list of those seen last goes on page by page',
  scenario(async (world) => {
    const households = [await plant(world.db, ['A/B']), await plant(world.db, ['C/D']), await plant(world.db, ['E/F'])]
    await sql`update households set last_seen_at = now() + (registered_at - now()) where organisation_id = 9001`.execute(world.db)
    const first = await find(world, { limit: '2' })
    const second = await find(world, { limit: '2', after: first.page.next! })
    expect([...first.ids!, ...second.ids!].sort()).toEqual(households.map((h) => h.id).sort())
    expect(second.page.next).toBeNull()
    const { rows } = await sql<{ n: number }>`select count(*) as n from readings where organisation_id = 9001`.execute(world.db)
    expect(rows[0]!.n).toBeGreaterThanOrEqual(3)
  }),
)

test(
  'rubbish is answered in words or with nothing, never with a failure',
  scenario(async (world) => {
    const strange: Record<string, string>[] = [
      { after: 'x~y' },
      { after: '2021-01-01~zz' },
      { words: '%_\\\' " ; --' },
      { words: '   ' },
      { words: '٪' },
      { card: 'senda:x' },
    ]
    for (const query of strange) expect((await find(world, query)).status, JSON.stringify(query)).toBe(200)
    const wrong: Record<string, string>[] = [{ site: 'x' }, { organisation: '99999999999' }, { limit: '0' }]
    for (const query of wrong) expect((await find(world, query)).status).toBe(400)
  }),
)
