import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, it } from 'vitest'
import { aPost, aUser, giving, type Post, registering, worker } from '../../../../test/field.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { createApp } from '../../../app.ts'
import { dayIn } from '../rules/days.ts'
import type { Bundle, Device, Operation, SyncAnswer } from './contract.ts'

const hour = 3_600_000
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

async function field({ db, as }: World, options: { intervalDays?: number } = {}) {
  const post = await aPost(db, options)
  await aUser(db, 'test-user', post)
  const me = as(worker(post))
  const device = uuid()
  const added = await me.post('/api/field/devices', { id: device, name: 'Phone' })
  expect(added.status).toBe(200)
  const sync = async (operations: Operation[], sentAt = new Date(), of: string | null = device) => {
    const answer = await me.post('/api/field/sync', { device: of, sentAt: sentAt.toISOString(), operations })
    return { status: answer.status, body: answer.body as SyncAnswer & { code?: string } }
  }
  return { post, me, device, sync }
}

const outcomes = ({ body }: { body: SyncAnswer }) => body.answers.map(({ outcome }) => outcome)
const deliveriesOf = (db: World['db'], { organisation }: Post) =>
  db.selectFrom('deliveries').selectAll().where('organisationId', '=', organisation).orderBy('id').execute()

describe('what a device brings back', () => {
  it(
    'is carried out in its order: a household, then what was given to it',
    scenario(async (world) => {
      const { post, sync } = await field(world)
      const household = registering(post)
      const kits = [giving(post, household.body.id, minutesAgo(30)), giving(post, household.body.id, minutesAgo(20))]
      expect(outcomes(await sync([household, ...kits]))).toEqual(['done', 'done', 'done'])
      expect(await deliveriesOf(world.db, post)).toHaveLength(2)
    }),
  )

  it(
    'is carried out once, however often it arrives, and answered the same',
    scenario(async (world) => {
      const { post, sync } = await field(world)
      const household = registering(post)
      const all = [household, giving(post, household.body.id, minutesAgo(30)), giving(post, uuid(), minutesAgo(10))]
      const first = await sync(all)
      expect(outcomes(first)).toEqual(['done', 'done', 'refused'])
      expect((await sync(all)).body.answers).toEqual(first.body.answers)
      expect((await sync([all[1]!, all[1]!])).body.answers.map((a) => a.outcome)).toEqual(['done', 'done'])
      expect(await deliveriesOf(world.db, post)).toHaveLength(1)
    }),
  )

  it(
    'is carried out once whatever letters its ids are written in',
    scenario(async (world) => {
      const { post, sync, device } = await field(world)
      const inCapitals = (operations: Operation[]): Operation[] =>
        JSON.parse(JSON.stringify(operations).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => id.toUpperCase()))
      const household = registering(post)
      const all = [household, giving(post, household.body.id, minutesAgo(30)), giving(post, household.body.id, minutesAgo(20))]
      const first = await sync(inCapitals(all), new Date(), device.toUpperCase())
      expect(first.body.answers.map(({ id, outcome }) => [id, outcome])).toEqual(all.map(({ id }) => [id, 'done']))
      for (const again of [all, inCapitals(all)]) expect((await sync(again)).body.answers).toEqual(first.body.answers)
      expect(await deliveriesOf(world.db, post)).toHaveLength(2)
    }),
  )

  it(
    'has a sentence where it is refused, and stops nothing behind it',
    scenario(async (world) => {
      const { post, sync } = await field(world)
      const household = registering(post)
      const wrong: Operation = {
        kind: 'consent.withdraw',
        id: uuid(),
        household: household.body.id,
        consent: uuid(),
      }
      const answer = await sync([household, wrong, giving(post, household.body.id)])
      expect(outcomes(answer)).toEqual(['done', 'refused', 'done'])
      expect(answer.body.answers[1]?.problem).toMatchObject({ code: 'core/not-found', title: expect.stringMatching(/\w/) })
    }),
  )

  it(
    'is stopped where it was given already, unless nobody could be asked: then it is kept and marked',
    scenario(async (world) => {
      const { post, sync } = await field(world, { intervalDays: 30 })
      const household = registering(post)
      const late = [giving(post, household.body.id, minutesAgo(60)), giving(post, household.body.id, minutesAgo(50))]
      const first = await sync([household, ...late])
      expect(first.body.answers.map(({ outcome, isDouble }) => [outcome, isDouble])).toEqual([
        ['done', false],
        ['done', false],
        ['done', true],
      ])
      const now = await sync([giving(post, household.body.id)])
      expect(now.body.answers[0]).toMatchObject({
        outcome: 'refused',
        isDouble: true,
        problem: { code: 'delivery/given-before' },
      })
      expect(await deliveriesOf(world.db, post)).toHaveLength(2)
    }),
  )

  it(
    'counts who was there as the phone knew it: not who had left by then nor who was added after, but who left after',
    scenario(async (world) => {
      const { post, sync, me } = await field(world)
      await world.db.updateTable('services').set({ counts: 'all' }).where('id', '=', post.service).execute()
      const household = registering(post, 3)
      await sync([household])
      const { consents: _, needs: __, id, organisation: ___, ...base } = household.body
      const leaving = (n: number, version: number, at: Date, from: typeof base) => {
        const content = { ...from, persons: from.persons.map((p, i) => (i === n ? { ...p, hasLeft: true } : p)) }
        const body = { id: uuid(), version, base: from, content, reason: '', at: at.toISOString() }
        return { kind: 'household.change' as const, id: uuid(), household: id, body }
      }
      const first = leaving(1, 1, minutesAgo(60), base)
      const second = leaving(2, 2, minutesAgo(20), first.body.content)
      const added = registering(post, 2).body.persons.map((p) => ({ ...p, relation: 'child' as const }))
      const adding = (n: number, version: number, at: Date, from: typeof base) => {
        const content = { ...from, persons: [...from.persons, added[n]!] }
        const body = { id: uuid(), version, base: from, content, reason: '', at: at.toISOString() }
        return { kind: 'household.change' as const, id: uuid(), household: id, body }
      }
      const third = adding(0, 3, minutesAgo(50), second.body.content)
      const fourth = adding(1, 4, minutesAgo(10), third.body.content)
      const kit = giving(post, id, minutesAgo(40))
      // Of two phones: the entry comes when the household is already as the other left it.
      expect(outcomes(await sync([first, second, third, fourth, kit]))).toEqual(Array.from({ length: 5 }, () => 'done'))
      const { rows } = await sql`select person_id from served where delivery_id = ${kit.body.id} order by 1`.execute(world.db)
      expect(rows).toEqual(
        [base.persons[0]!, base.persons[2]!, added[0]!]
          .map((p) => ({ personId: p.id }))
          .toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
      )
      expect((await me.get(`/api/people/households/${id}`)).body.persons.map((p: { hasLeft: boolean }) => p.hasLeft)).toContain(
        true,
      )
    }),
  )

  it(
    'is put right where the clock of the device is wrong by hours',
    scenario(async (world) => {
      const { post, sync, me } = await field(world)
      const household = registering(post)
      const ahead = new Date(Date.now() + 5 * hour)
      const kit = giving(post, household.body.id, new Date(ahead.getTime() - 30 * 60_000))
      const answer = await sync([household, kit], ahead)
      expect(outcomes(answer)).toEqual(['done', 'done'])
      expect(answer.body.clockSeconds / 3600).toBeCloseTo(5, 1)
      const [entry] = await deliveriesOf(world.db, post)
      expect(Math.abs(entry!.at.getTime() - minutesAgo(30).getTime())).toBeLessThan(10_000)
      expect(entry!.deviceAt?.toISOString()).toBe(kit.body.at)
      const devices = (await me.get('/api/field/devices')).body as Device[]
      expect(devices[0]!.clockSeconds / 3600).toBeCloseTo(5, 1)
    }),
  )

  it(
    'comes compressed, and not too much of it',
    scenario(async (world) => {
      const { post, device } = await field(world)
      const app = createApp(async () => world.ctx(worker(post)))
      const send = (body: Uint8Array, encoding = 'gzip') =>
        app.request('/api/field/sync', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-encoding': encoding },
          body: new Uint8Array(body),
        })
      const request = { device, sentAt: new Date().toISOString(), operations: [registering(post)] }
      const answer = await send(gzipSync(JSON.stringify(request)))
      expect([answer.status, ((await answer.json()) as SyncAnswer).answers[0]?.outcome]).toEqual([200, 'done'])
      expect((await send(gzipSync(Buffer.alloc(30 * 2 ** 20)))).status).toBe(413)
      expect((await send(Buffer.from('not gzip'))).status).toBe(400)
      expect((await send(gzipSync('{}'), 'br')).status).toBe(415)
    }),
  )

  it(
    'is refused where its number is somebody else’s',
    scenario(async (world) => {
      const { post, sync } = await field(world)
      const household = registering(post)
      await sync([household])
      await world.db.updateTable('operations').set({ userId: 'another' }).where('id', '=', household.id).execute()
      expect((await sync([household])).body.answers[0]?.problem?.code).toBe('delivery/operation-id-taken')
    }),
  )

  it(
    'is nothing for those who give nothing',
    scenario(async (world) => {
      const { post } = await field(world)
      const request = { device: null, sentAt: new Date().toISOString(), operations: [registering(post)] }
      expect((await world.as('viewer').post('/api/field/sync', request)).status).toBe(403)
      expect((await world.as('nobody').post('/api/field/sync', request)).status).toBe(401)
      expect((await world.as('field-worker').post('/api/field/sync', { device: 'x' })).status).toBe(400)
      const other = world.as([grant('field-worker', { kind: 'organisation', organisationId: post.organisation + 1 })])
      const answer = await other.post('/api/field/sync', request)
      expect((answer.body as SyncAnswer).answers[0]).toMatchObject({ outcome: 'refused', problem: { code: 'core/not-allowed' } })
    }),
  )
})

describe('a device', () => {
  it(
    'that was revoked is told so, whatever it asks; nothing of what it brings is carried out',
    scenario(async (world) => {
      const { post, me, device, sync } = await field(world)
      const revoked = await me.post(`/api/field/devices/${device}/revoke`)
      expect((revoked.body as Device).revokedAt).not.toBeNull()
      expect((await me.post(`/api/field/devices/${device}/revoke`)).status).toBe(200)
      expect(await sync([registering(post)])).toMatchObject({ status: 410, body: { code: 'delivery/device-revoked' } })
      expect((await me.get(`/api/field/along?recent=true&device=${device}`)).status).toBe(410)
      expect((await me.post('/api/field/held', { device, households: [uuid()] })).status).toBe(410)
      expect((await me.post('/api/field/devices', { id: device, name: 'again' })).status).toBe(410)
    }),
  )

  it(
    'nobody knows yet is asked to introduce itself; another person’s is never taken over',
    scenario(async (world) => {
      const { post, me, sync } = await field(world)
      expect(await sync([registering(post)], new Date(), uuid())).toMatchObject({
        status: 404,
        body: { code: 'delivery/device-unknown' },
      })
      await aUser(world.db, 'other')
      const others = uuid()
      await world.db.insertInto('devices').values({ id: others, userId: 'other', name: 'Theirs' }).execute()
      const refused = { status: 403, body: { code: 'delivery/device-of-another' } }
      const refuseAll = async () => {
        expect(await sync([registering(post)], new Date(), others)).toMatchObject(refused)
        expect(await me.get(`/api/field/along?recent=true&device=${others}`)).toMatchObject(refused)
        expect(await me.post('/api/field/held', { device: others, households: [uuid()] })).toMatchObject(refused)
        expect(await me.post('/api/field/devices', { id: others, name: 'Mine' })).toMatchObject(refused)
      }
      await refuseAll()
      // Whether it was revoked is its own person's to hear: nobody else empties it.
      await world.db.updateTable('devices').set({ revokedAt: new Date() }).where('id', '=', others).execute()
      await refuseAll()
      expect((await me.post(`/api/field/devices/${others}/revoke`)).status).toBe(404)
    }),
  )

  it(
    'is revoked by those who register for the organisation of its person, and by administrators; by nobody else',
    scenario(async (world) => {
      const { post, device } = await field(world)
      const of = (organisationId: number) => world.as([grant('registration-officer', { kind: 'organisation', organisationId })])
      await aUser(world.db, 'somebody', post)
      const theirs = uuid()
      await world.db.insertInto('devices').values({ id: theirs, userId: 'somebody', name: 'Theirs' }).execute()
      expect((await of(post.organisation + 1).post(`/api/field/devices/${theirs}/revoke`)).status).toBe(404)
      expect((await world.as('viewer').get('/api/field/devices')).status).toBe(403)
      const listed = ((await of(post.organisation).get('/api/field/devices')).body as Device[]).map(({ id }) => id)
      expect(listed).toEqual(expect.arrayContaining([device, theirs]))
      expect((await of(post.organisation).post(`/api/field/devices/${theirs}/revoke`)).status).toBe(200)
      expect((await world.as('administrator').post(`/api/field/devices/${theirs}/revoke`)).status).toBe(200)
    }),
  )
})

describe('what is taken along', () => {
  it(
    'is the households of a site, page by page, with what was given lately; each is noted as read',
    scenario(async (world) => {
      const { post, me, sync, device } = await field(world, { intervalDays: 30 })
      const households = Array.from({ length: 103 }, () => registering(post, 1))
      await sync(households)
      const [first] = households
      await sync([giving(post, first!.body.id, minutesAgo(60))])
      const page = (await me.get(`/api/field/along?site=${post.site.id}&device=${device}`)).body as Bundle
      expect(page.households).toHaveLength(100)
      const rest = (await me.get(`/api/field/along?site=${post.site.id}&after=${encodeURIComponent(page.next!)}`)).body as Bundle
      expect([rest.households.length, rest.next]).toEqual([3, null])
      const all = [...page.households, ...rest.households]
      expect(new Set(all.map(({ household }) => household.id)).size).toBe(103)
      const given = all.find(({ household }) => household.id === first!.body.id)?.given
      expect(given).toMatchObject([{ service: post.service, isOurs: true }])
      const readings = await world.db.selectFrom('readings').select('how').where('by', '=', 'test-user').execute()
      expect(readings.filter(({ how }) => how === 'taken-along')).toHaveLength(103)
    }),
  )

  it(
    'is nothing of another organisation, at the same site or met by the same person',
    scenario(async (world) => {
      const { post, sync, me } = await field(world)
      const household = registering(post)
      await sync([household])
      const other = world.as([grant('field-worker', { kind: 'organisation', organisationId: post.organisation + 1 })])
      for (const what of [`site=${post.site.id}`, 'recent=true'])
        expect(((await other.get(`/api/field/along?${what}`)).body as Bundle).households).toEqual([])
      expect(((await me.get('/api/field/along?recent=true')).body as Bundle).households).toHaveLength(1)
      const held = await other.post('/api/field/held', { device: null, households: [household.body.id] })
      expect(held.body).toEqual({ gone: [household.body.id] })
      expect((await me.post('/api/field/held', { device: null, households: [household.body.id] })).body).toEqual({ gone: [] })
      expect((await world.as('administrator').get('/api/field/along?recent=true')).status).toBe(403)
      expect((await me.get('/api/field/along')).status).toBe(422)
      expect((await me.get(`/api/field/along?recent=true&after=x`)).status).toBe(400)
      await world.db.updateTable('households').set({ erasedAt: new Date() }).where('id', '=', household.body.id).execute()
      expect((await me.get('/api/field/along?recent=true')).body).toMatchObject({ households: [], gone: [] })
      const erased = await me.post('/api/field/held', { device: null, households: [household.body.id] })
      expect(erased.body).toEqual({ gone: [household.body.id] })
    }),
  )

  it(
    'tells of other organisations only the service and the day, and of a confidential service nothing',
    scenario(async (world) => {
      const { post, sync, me } = await field(world, { intervalDays: 30 })
      const mine = registering(post, 1)
      await sync([mine])
      const other = { ...post, organisation: (await aPost(world.db)).organisation }
      const theirs = registering(other, 1)
      theirs.body.persons = [
        { ...mine.body.persons[0]!, id: uuid(), documents: mine.body.persons[0]!.documents.map((d) => ({ ...d, id: uuid() })) },
      ]
      const them = world.as(worker(other))
      const given = giving(other, theirs.body.id, minutesAgo(90))
      await them.post('/api/field/sync', { device: null, sentAt: new Date().toISOString(), operations: [theirs, given] })
      const page = (await me.get(`/api/field/along?site=${post.site.id}`)).body as Bundle
      expect(page.households).toHaveLength(1)
      // Midnight in Greenwich is the evening before in Ecuador: a device would allow it one day too early.
      const day = `${dayIn('EC', new Date(given.body.at))}T12:00:00Z`
      expect(dayIn('EC', new Date(day))).toBe(dayIn('EC', new Date(given.body.at)))
      expect(page.households[0]?.given).toEqual([
        { service: post.service, personId: mine.body.persons[0]!.id, isOurs: false, at: day },
      ])
      await world.db.updateTable('services').set({ isConfidential: true }).where('id', '=', post.service).execute()
      const without = (await me.get(`/api/field/along?site=${post.site.id}`)).body as Bundle
      expect(without.households[0]?.given).toEqual([])
    }),
  )
})
