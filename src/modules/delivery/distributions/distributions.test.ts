/** A distribution from its list to its deliveries, and the cards of those who are on it. */
import { writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { temporaryFiles } from '../../../../test/files.ts'
import { aHousehold, aPerson } from '../../../../test/people.ts'
import { scenario, type World } from '../../../../test/scenario.ts'
import { openBook } from '../../../core/tables/book.ts'
import { nameOrganisations } from '../../organisations/naming.ts'
import { registerHousehold } from '../../people/households/actions.ts'
import { loadPlaces } from '../../places/load.ts'
import { loadServices } from '../services/catalogue.ts'

const folder = temporaryFiles()
afterAll(folder.clear)
const site = { id: '01900000-0000-7000-8000-0000000000d1', country: 'EC', admin1: 'EC-C' }
const id = '01900000-0000-7000-8000-0000000000d2'

async function kits(world: World) {
  const { db, ctx } = world
  await loadPlaces(db)
  await loadServices(db)
  const [organisation] = await nameOrganisations(db, [{ names: { en: `Kits ${Math.random()}` } }])
  await db
    .insertInto('sites')
    .values({ ...site, kind: 'shelter', names: '{"en":"Tulcán"}', createdBy: 'test' })
    .execute()
  const households = []
  for (let i = 0; i < 3; i++)
    households.push(
      await registerHousehold(ctx('registration-officer'), aHousehold({ organisation: organisation!, site, size: 2 })),
    )
  const { id: service } = await db.selectFrom('services').select('id').where('code', '=', 'food-kit').executeTakeFirstOrThrow()
  const worker = world.as([{ role: 'field-worker', scope: { kind: 'organisation', organisationId: organisation! } }])
  const made = {
    id,
    organisation: organisation!,
    site: site.id,
    service,
    title: 'Kits of May',
    day: new Date().toISOString().slice(0, 10),
    quantity: 1,
  }
  await worker.post('/api/distributions', made)
  return { organisation: organisation!, households, worker, made }
}

const upload = (content: string | Uint8Array, name: string, fields: Record<string, string> = {}) => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(Buffer.from(content))], name))
  for (const [k, v] of Object.entries(fields)) form.set(k, v)
  return form
}

async function rowsIn(workbook: Uint8Array) {
  const book = await openBook(folder.put('list.xlsx', workbook))
  const rows = []
  for await (const some of book.rows(book.sheets[0]!)) rows.push(...some)
  book.close()
  return rows
}

test(
  'a list of a site stands in the order of the names, as people are called; whoever left the household is not called',
  scenario(async (world) => {
    const { organisation, worker, made } = await kits(world)
    const elsewhere = { ...site, id: '01900000-0000-7000-8000-0000000000e1' }
    await world.db
      .insertInto('sites')
      .values({ ...elsewhere, kind: 'shelter', names: '{"en":"Ipiales"}', createdBy: 'test' })
      .execute()
    for (const [given, over] of [
      ['Zoraida', {}],
      ['Ángel', {}],
      ['Beatriz', { hasLeft: true }],
      ['Ana', {}],
    ] as const) {
      const persons = [
        aPerson({ given, family: 'Lista', ...over }),
        aPerson({ given: 'Marcos', family: 'Lista', relation: 'hasLeft' in over ? 'head' : 'partner' }),
      ]
      await registerHousehold(world.ctx('registration-officer'), aHousehold({ organisation, site: elsewhere, over: { persons } }))
    }
    await worker.put(`/api/distributions/${made.id}/households`, { site: elsewhere.id })
    const { body } = await worker.get(`/api/distributions/${made.id}`)
    expect(body.households.map((h: { head: string }) => h.head)).toEqual([
      'Ana Lista',
      'Ángel Lista',
      'Marcos Lista',
      'Zoraida Lista',
    ])
  }),
)

test(
  'an hour on a list is that of the clock on the wall where it was written',
  scenario(async (world) => {
    const { households, worker, made } = await kits(world)
    const own = { ...made, id: '01900000-0000-7000-8000-0000000000d4', day: '2026-05-01' }
    await worker.post('/api/distributions', own)
    await worker.put(`/api/distributions/${own.id}/households`, { site: site.id })
    const [early, late] = households.map((h) => h.card)
    const back = `Card,Came (yes/no),Time\n${early},yes,1:00\n${late},yes,23:30\n`
    expect((await worker.post(`/api/distributions/${own.id}/returned`, upload(back, 'back.csv'))).body.recorded).toBe(2)
    const { body } = await worker.get(`/api/distributions/${own.id}`)
    const came = (card: string) => body.households.find((h: { card: string }) => h.card === card).came.at
    expect([came(early!), came(late!)]).toEqual(['2026-05-01T06:00:00+00:00', '2026-05-02T04:30:00+00:00'])
  }),
)

test(
  'who is expected at another site was read there: those who meet them at their own site see it',
  scenario(async (world) => {
    const { organisation, worker } = await kits(world)
    const other = { ...site, id: '01900000-0000-7000-8000-0000000000d3' }
    await world.db
      .insertInto('sites')
      .values({ ...other, kind: 'shelter', names: '{"en":"Huaca"}', createdBy: 'test' })
      .execute()
    const household = await registerHousehold(world.ctx('registration-officer'), aHousehold({ organisation, site: other }))
    await worker.put(`/api/distributions/${id}/households`, { households: [household.id] })
    const there = world.as([{ role: 'field-worker', scope: { kind: 'site', organisationId: organisation, siteId: other.id } }])
    const { body } = await there.get(`/api/people/households/${household.id}/readings`)
    expect(body.map((r: { how: string }) => r.how)).toContain('listed')
  }),
)

test(
  'a list goes out, comes back filled in, and each who came is given to once, however often it is sent',
  scenario(async (world) => {
    const { households, worker, made } = await kits(world)
    expect((await worker.post('/api/distributions', made)).status).toBe(200)
    const listed = await worker.put(`/api/distributions/${id}/households`, { site: site.id })
    expect([listed.status, listed.body.expected, listed.body.came]).toEqual([200, 3, 0])
    const out = await worker.get(`/api/distributions/${id}/list.xlsx`)
    const rows = await rowsIn(out.body)
    expect(rows[0]!.values.slice(0, 5)).toEqual(['Card', 'Head of household', 'Persons', 'Quantity expected', 'Came (yes/no)'])
    const cards = rows.slice(1).map((r) => String(r.values[0]))
    expect(new Set(cards)).toEqual(new Set(households.map((h) => h.card)))
    const back = `Card,Came (yes/no),Collected by,Quantity given,Time\n${cards[0]},yes,,,9:30\n${cards[1]},Sí,Her sister,2,\n${cards[2]},no,,,\nH-00000000,yes,,,\n${cards[0]},yes,,,\n`
    const first = await worker.post(`/api/distributions/${id}/returned`, upload(back, 'back.csv'))
    expect(first.body).toMatchObject({ recorded: 2, again: 0, refused: 2, absent: 1 })
    expect(first.body.rows.map((r: { row: number }) => r.row)).toEqual([5, 6])
    const second = await worker.post(`/api/distributions/${id}/returned`, upload(back, 'back.csv'))
    expect(second.body).toMatchObject({ recorded: 0, again: 2 })
    const { body } = await worker.get(`/api/distributions/${id}`)
    expect([body.came, body.given]).toEqual([2, 3])
    expect(body.households.find((h: { card: string }) => h.card === cards[1]).came).toMatchObject({
      collectedBy: 'Her sister',
      quantity: 2,
    })
    expect((await worker.post(`/api/distributions/${id}/close`)).body.state).toBe('closed')
    expect((await worker.put(`/api/distributions/${id}/households`, { site: site.id })).status).toBe(409)
  }),
)

test(
  'a list is made from a file of cards; a kit given twice is kept and said; what there is to say comes as a workbook too',
  scenario(async (world) => {
    const { households, worker, made } = await kits(world)
    const cards = upload(`tarjeta\n${households[0]!.card}\nH-99999999\n`, 'cards.csv')
    const listed = await worker.post(`/api/distributions/${id}/households`, cards)
    expect([listed.body.expected, listed.body.unknown]).toEqual([1, [{ row: 3, card: 'H-99999999' }]])
    const back = () => upload(`Tarjeta,Vino (sí/no)\n${households[0]!.card},sí\n`, 'vuelta.csv')
    await worker.post(`/api/distributions/${id}/returned`, back())
    const other = { ...made, id: '01900000-0000-7000-8000-0000000000d3' }
    await worker.post('/api/distributions', other)
    await worker.put(`/api/distributions/${other.id}/households`, { distribution: id })
    const { body } = await worker.post(`/api/distributions/${other.id}/returned`, back())
    expect(body).toMatchObject({ recorded: 1, doubles: 1 })
    expect(body.rows[0].says).toMatch(/^Kept and marked as double/)
    const { body: unclear } = await worker.post(
      `/api/distributions/${other.id}/returned`,
      upload(`Tarjeta,Vino (sí/no)\nH-1,tal vez\n`, 'x.csv'),
    )
    expect(unclear.refused).toBe(1)
    const rows = await rowsIn(Buffer.from(unclear.report, 'base64'))
    expect(rows[1]!.values).toEqual([2, 'H-1', 'refused', unclear.rows[0].says])
  }),
)

test(
  'an office sees how many came and no names; another organisation sees nothing',
  scenario(async (world) => {
    const { organisation, worker, made } = await kits(world)
    await worker.put(`/api/distributions/${id}/households`, { site: site.id })
    const office = world.as([{ role: 'organisation-office', scope: { kind: 'organisation', organisationId: organisation } }])
    expect((await office.get(`/api/distributions/${id}`)).body).toMatchObject({ expected: 3, households: null })
    expect((await office.get(`/api/distributions/${id}/list.xlsx`)).status).toBe(403)
    const other = world.as([{ role: 'field-worker', scope: { kind: 'organisation', organisationId: organisation + 1000 } }])
    expect((await other.get(`/api/distributions/${id}`)).status).toBe(404)
    expect((await other.get('/api/distributions')).body).toEqual([])
    expect((await other.post('/api/distributions', { ...made, id: site.id })).status).toBe(403)
  }),
)

test(
  'cards and the list to sign are set as accessible papers; cards say a name only where it is asked for',
  scenario(async (world) => {
    const { households, worker, organisation } = await kits(world)
    await worker.put(`/api/distributions/${id}/households`, { site: site.id })
    const ids = households.map((h) => h.id)
    const sheet = await worker.post('/api/people/cards.pdf', { households: ids })
    const named = await worker.post('/api/people/cards.pdf', { households: ids, names: true })
    const list = await worker.get(`/api/distributions/${id}/list.pdf`)
    for (const [name, { status, body }] of Object.entries({ sheet, named, list })) {
      expect([name, status, Buffer.from(body).subarray(0, 5).toString()]).toEqual([name, 200, '%PDF-'])
      if (process.env.SENDA_LOOK) writeFileSync(`${process.env.SENDA_LOOK}/${name}.pdf`, body)
    }
    const other = world.as([{ role: 'field-worker', scope: { kind: 'organisation', organisationId: organisation + 1000 } }])
    expect((await other.post('/api/people/cards.pdf', { households: ids })).status).toBe(404)
    const read = await world.db
      .selectFrom('readings')
      .select('how')
      .where('organisationId', '=', organisation)
      .where('how', '=', 'printed')
      .execute()
    expect(read.length).toBe(3)
  }),
)
