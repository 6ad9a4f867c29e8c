/** Consent, needs, photos, readings, erasure, the clock of keeping. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { aHousehold, aPerson } from '../../../../test/people.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { createApp } from '../../../app.ts'
import { jobContext } from '../../../core/jobs.ts'
import type { NewHousehold } from '../contract.ts'
import { loadPeopleLists } from './lists.ts'
import { eraseDue } from './retention.ts'

const path = '/api/people/households'
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==', 'base64')

async function cast({ db, as }: World, over: Partial<NewHousehold> = {}) {
  await loadPeopleLists(db)
  const names = JSON.stringify({ en: 'Alas' })
  const { id: organisation } = await db.insertInto('organisations').values({ names }).returning('id').executeTakeFirstOrThrow()
  const here = { kind: 'organisation' as const, organisationId: organisation }
  const [field, registrar, guard] = [
    as([grant('field-worker', here)]),
    as([grant('registration-officer', here)]),
    as([grant('protection-officer', here)]),
  ]
  const persons = [
    aPerson({ relation: 'head', birthDate: '1990-01-01' }),
    aPerson({ relation: 'child', birthDate: '2018-01-01' }),
  ]
  const household = aHousehold({ organisation, over: { persons, ...over } })
  expect(await field.post(path, household)).toMatchObject({ status: 200 })
  const [mother, child] = household.persons.map((p) => p.id) as [string, string]
  return { organisation, here, field, registrar, guard, household, mother, child, at: `${path}/${household.id}` }
}

const consent = (personId: string, over: Record<string, unknown> = {}) => ({
  id: uuid(),
  personId,
  purpose: 'photo',
  isGiven: true,
  textVersion: 1,
  language: 'es',
  how: 'spoken',
  at: '2026-06-01T10:00:00Z',
  ...over,
})

test(
  'a child agrees through an adult of the household or somebody named; to refuse, nobody is needed',
  scenario(async (world) => {
    const { field, mother, child, at } = await cast(world)
    const send = async (over: Record<string, unknown>) => (await field.post(`${at}/consents`, consent(child, over))).body
    expect(await send({})).toMatchObject({ code: 'people/guardian-missing' })
    expect(await send({ guardianId: child })).toMatchObject({ code: 'people/guardian-unfit' })
    expect(await send({ guardianId: uuid() })).toMatchObject({ code: 'people/guardian-unfit' })
    expect(await send({ personId: uuid() })).toMatchObject({ code: 'people/person-unknown' })
    expect(await send({ guardianId: mother })).toMatchObject({ consents: [{ personId: child, guardianId: mother }] })
    expect((await send({ isGiven: false })).consents).toHaveLength(2)
    const named = consent(child, { guardianName: 'Social worker' })
    await field.post(`${at}/consents`, named)
    expect((await field.post(`${at}/consents`, named)).body.consents).toHaveLength(3)
  }),
)

test(
  'a consent that is taken back stays with its day; the photos that stood on it are gone',
  scenario(async (world) => {
    const { db } = world
    const { field, mother, at, household } = await cast(world)
    const photo = `${at}/photos/${uuid()}`
    const sent = `${photo}?kind=person&person=${mother}`
    expect(await field.putRaw(sent, png)).toMatchObject({ status: 422, body: { code: 'people/photo-consent-missing' } })
    const given = consent(mother)
    await field.post(`${at}/consents`, given)
    expect(await field.putRaw(sent, png)).toMatchObject({ status: 200, body: { mediaType: 'image/png', bytes: png.length } })
    expect(await field.putRaw(sent, png)).toMatchObject({ status: 200 })
    expect(Buffer.from((await field.get(photo)).body)).toEqual(png)
    expect((await field.get(at)).body.photos).toHaveLength(1)
    expect((await field.post(`${at}/consents/${given.id}/withdraw`)).body).toMatchObject({
      photos: [],
      consents: [{ id: given.id }],
    })
    expect((await field.get(at)).body.consents[0].withdrawnAt).not.toBeNull()
    expect(await field.get(photo)).toMatchObject({ status: 404 })
    expect(await field.post(`${at}/consents/${uuid()}/withdraw`)).toMatchObject({ status: 404 })
    const what = await db.selectFrom('householdChanges').select('what').where('householdId', '=', household.id).execute()
    expect(what.map((w) => w.what).toSorted()).toEqual(['consent', 'consent-withdrawn', 'photo', 'registered'])
  }),
)

test(
  'what is no picture, or too large, is not kept, whatever it says of itself; a proof of what nobody was registered for is kept by who gave it',
  scenario(async (world) => {
    const { field, at, organisation } = await cast(world)
    const put = (address: string, bytes: Uint8Array) => field.putRaw(address, bytes)
    expect(await put(`${at}/photos/${uuid()}?kind=proof`, Buffer.from('<svg/>'))).toMatchObject({ status: 415 })
    const large = Buffer.concat([png, Buffer.alloc(400_001)])
    expect(await put(`${at}/photos/${uuid()}?kind=proof`, large)).toMatchObject({ status: 413 })
    expect(await put(`${at}/photos/${uuid()}?kind=other`, png)).toMatchObject({ status: 400 })
    const anonymous = `${path}/${uuid()}/photos/${uuid()}`
    expect(await put(`${anonymous}?kind=proof`, png)).toMatchObject({ status: 200 })
    expect(await field.get(anonymous)).toMatchObject({ status: 200 })
    expect(await put(`${anonymous}?kind=proof&organisation=${organisation + 5000}`, png)).toMatchObject({ status: 403 })
    expect(await world.as('administrator').get(anonymous)).toMatchObject({ status: 403 })
  }),
)

test(
  'a photo is kept without what hangs on it, is served as a picture and nothing else, and the face of nobody in particular is not taken',
  scenario(async (world) => {
    const { field, at } = await cast(world)
    const photo = `${at}/photos/${uuid()}`
    const behind = Buffer.concat([png, Buffer.from('<script>alert(1)</script>')])
    expect(await field.putRaw(`${photo}?kind=proof`, behind)).toMatchObject({ status: 200, body: { bytes: png.length } })
    const kept = await field.get(photo)
    expect(Buffer.from(kept.body)).toEqual(png)
    expect(kept.headers.get('content-type')).toBe('image/png')
    expect(kept.headers.get('cache-control')).toBe('no-store')
    const faceless = await field.putRaw(`${at}/photos/${uuid()}?kind=person`, png)
    expect(faceless).toMatchObject({ status: 422, body: { code: 'people/person-unknown' } })
    const nowhere = await field.putRaw(`${path}/${uuid()}/photos/${uuid()}?kind=person`, png)
    expect(nowhere).toMatchObject({ status: 422, body: { code: 'people/person-unknown' } })
  }),
)

test(
  'a body that calls itself an upload is read no further than a photo may be large',
  scenario(async (world) => {
    const { at, household } = await cast(world)
    const app = createApp(async () =>
      world.ctx([{ role: 'field-worker', scope: { kind: 'organisation', organisationId: household.organisation } }]),
    )
    let read = 0
    const body = new ReadableStream<Uint8Array>({
      pull(c) {
        read += 65_536
        if (read > 60 * 2 ** 20) c.close()
        else c.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await app.request(`${at}/photos/${uuid()}?kind=proof`, {
      method: 'PUT',
      headers,
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    expect(read).toBeLessThan(2 ** 20)
  }),
)

test(
  'a disability is what the Washington Group counts as one; a need ends when its last day is sent',
  scenario(async (world) => {
    const { field, mother, at } = await cast(world)
    const need = (over: Record<string, unknown>) => ({
      id: uuid(),
      personId: mother,
      need: 'disability',
      since: '2026-01-01',
      ...over,
    })
    const send = async (over: Record<string, unknown>) => (await field.post(`${at}/needs`, need(over))).body
    expect(await send({ detail: { seeing: 2 } })).toMatchObject({ code: 'people/washington-below' })
    expect(await send({ detail: { seeing: 7 } })).toMatchObject({ code: 'people/washington-answers' })
    expect(await send({ need: 'bravery' })).toMatchObject({ code: 'people/need-unknown' })
    expect(await send({ need: 'pregnant', until: '2025-01-01' })).toMatchObject({ code: 'people/need-ends-before' })
    const kept = need({ detail: { seeing: 3, hearing: 1 } })
    expect((await field.post(`${at}/needs`, kept)).body.needs).toMatchObject([{ need: 'disability', until: null }])
    expect((await field.post(`${at}/needs`, { ...kept, until: '2026-03-01' })).body.needs).toMatchObject([
      { until: '2026-03-01' },
    ])
  }),
)

test(
  'that somebody is a survivor is told to those who protect, in their own organisation only',
  scenario(async (world) => {
    const { field, guard, mother, at } = await cast(world)
    const need = { id: uuid(), personId: mother, need: 'survivor', since: '2026-01-01' }
    expect(await field.post(`${at}/needs`, need)).toMatchObject({ status: 403 })
    expect(await guard.post(`${at}/needs`, need)).toMatchObject({ status: 200, body: { needs: [{ need: 'survivor' }] } })
    expect((await field.get(at)).body.needs).toEqual([])
    expect(JSON.stringify((await field.get(`${at}/history`)).body)).not.toContain('survivor')
    expect((await field.get('/api/people/need-kinds')).body.some((k: { code: string }) => k.code === 'survivor')).toBe(false)
    expect((await guard.get('/api/people/need-kinds')).body.some((k: { code: string }) => k.code === 'survivor')).toBe(true)
    // Who protects elsewhere and only works here reads what a field worker reads.
    const { household } = await cast(world)
    const both = world.as([
      grant('protection-officer', { kind: 'organisation', organisationId: household.organisation }),
      grant('field-worker', { kind: 'organisation', organisationId: (await field.get(at)).body.organisation }),
    ])
    expect((await both.get(at)).body.needs).toEqual([])
  }),
)

test(
  'the words of consent are never changed: a new version follows, and those before stay',
  scenario(async (world) => {
    const { field } = await cast(world)
    const words = 'We would like to take a photo of you.'
    const next = { purpose: 'photo', version: 2, texts: { en: words, es: words, pt: words, fr: words } }
    const regional = world.as('regional-officer')
    expect(await regional.post('/api/people/consent-texts', { ...next, version: 3 })).toMatchObject({
      status: 409,
      body: { next: 2 },
    })
    expect(await regional.post('/api/people/consent-texts', next)).toMatchObject({ status: 200 })
    expect(await regional.post('/api/people/consent-texts', next)).toMatchObject({ status: 200 })
    const texts = (await field.get('/api/people/consent-texts')).body.filter((t: { purpose: string }) => t.purpose === 'photo')
    expect(texts.map((t: { version: number; isCurrent: boolean }) => [t.version, t.isCurrent])).toEqual([
      [2, true],
      [1, false],
    ])
    expect(await field.post('/api/people/consent-texts', next)).toMatchObject({ status: 403 })
  }),
)

test(
  'who read of a household is told: once an hour for the same reader and way',
  scenario(async (world) => {
    const { field, at, household } = await cast(world)
    for (const address of [at, at, `${at}/own-data.json`]) expect(await field.get(address)).toMatchObject({ status: 200 })
    const readings = (await field.get(`${at}/readings`)).body
    expect(readings.map((r: { how: string; byName: string }) => `${r.how} ${r.byName}`).toSorted()).toEqual([
      'exported Amina',
      'opened Amina',
    ])
    expect((await field.get('/api/people/readings/mine')).body.map((r: { household: string }) => r.household)).toContain(
      household.id,
    )
  }),
)

test(
  'own data hold everything that is kept: the household, what was agreed, who read, what happened',
  scenario(async (world) => {
    const { field, mother, at, household } = await cast(world)
    await field.post(`${at}/consents`, consent(mother))
    const { body, headers } = await field.get(`${at}/own-data.json`)
    expect(headers.get('content-disposition')).toContain('attachment')
    expect(body).toMatchObject({
      household: { id: household.id, persons: household.persons.map((p) => ({ family: p.family })) },
      given: [],
    })
    expect(body.consents).toHaveLength(1)
    expect(body.readings).toHaveLength(1)
    expect(body.history.map((h: { what: string }) => h.what)).toEqual(['consent', 'registered'])
    const paper = await field.get(`${at}/own-data.pdf`)
    expect(paper.headers.get('content-disposition')).toContain('.pdf')
    expect(Buffer.from(paper.body).subarray(0, 5).toString()).toBe('%PDF-')
  }),
)

test(
  'an erased household keeps its counts and nothing else; while it is held, it is not erased',
  scenario(async (world) => {
    const { db } = world
    const { field, registrar, at, household, mother } = await cast(world, { address: 'Calle Secreta 1', phone: '0987654321' })
    await field.post(`${at}/consents`, consent(mother))
    const before = await db.selectFrom('persons').select(['id', 'countedAs']).where('householdId', '=', household.id).execute()
    expect(await field.post(`${at}/erase`, { reason: 'asked for' })).toMatchObject({ status: 403 })
    await registrar.put(`${at}/hold`, { reason: 'a court asks' })
    expect(await registrar.post(`${at}/erase`, { reason: 'asked for' })).toMatchObject({
      status: 409,
      body: { code: 'people/held' },
    })
    await registrar.put(`${at}/hold`, { reason: null })
    const erased = await registrar.post(`${at}/erase`, { reason: 'asked for' })
    expect(erased).toMatchObject({
      status: 200,
      body: { address: '', phone: '', note: '', consents: [], may: { change: false } },
    })
    expect(erased.body.erasedAt).not.toBeNull()
    expect(await registrar.post(`${at}/erase`, { reason: 'asked for' })).toMatchObject({ status: 200 })
    const after = await db.selectFrom('persons').select(['id', 'countedAs']).where('householdId', '=', household.id).execute()
    expect(after).toEqual(before)
    for (const table of ['personDocuments', 'personConsents', 'personTokens', 'householdConflicts'] as const)
      expect(await db.selectFrom(table).select('householdId').where('householdId', '=', household.id).execute()).toEqual([])
    const left = await sql<{
      all: string
    }>`select (select h::text from households h where id = ${household.id}) || (select string_agg(p::text, '') from persons p
      where household_id = ${household.id}) || (select string_agg(c::text, '') from household_changes c where household_id = ${household.id}) as all`.execute(
      db,
    )
    for (const word of ['Calle Secreta', '987654321', ...household.persons.flatMap((p) => [p.family, p.documents[0]!.number])])
      expect(left.rows[0]!.all).not.toContain(word)
    expect((await registrar.get(`${at}/history`)).body).toMatchObject([{ what: 'erased', reason: 'asked for' }])
    const fact = { ...consent(mother) }
    expect(await field.post(`${at}/consents`, fact)).toMatchObject({ status: 410 })
  }),
)

test(
  'who was not seen for as long as the organisation keeps people is erased; who is held, or was seen, is not',
  scenario(async (world) => {
    const { db } = world
    const { organisation, field, registrar, household } = await cast(world)
    const more = [aHousehold({ organisation }), aHousehold({ organisation }), aHousehold({ organisation })]
    for (const one of more) await field.post(path, one)
    const [held, seen, soon] = more.map((h) => h.id) as [string, string, string]
    const past = (id: string, days: number) =>
      sql`update households set last_seen_at = now() - interval '12 months' - make_interval(days => ${days}) where id = ${id}`.execute(
        db,
      )
    for (const id of [household.id, held]) await past(id, 1)
    await past(soon, -20)
    await registrar.put(`${path}/${held}/hold`, { reason: 'a court asks' })
    expect(await registrar.put('/api/people/rules', { organisation, retentionMonths: 12 })).toMatchObject({ status: 200 })
    expect(await field.put('/api/people/rules', { organisation, retentionMonths: 12 })).toMatchObject({ status: 403 })
    expect((await field.get('/api/people/rules')).body).toContainEqual({ organisation, retentionMonths: 12 })
    const due = (await registrar.get('/api/people/due')).body.map((d: { id: string }) => d.id)
    expect(due.toSorted()).toEqual([household.id, soon].toSorted())
    await eraseDue(jobContext(db, 'test'))
    const rows = await db.selectFrom('households').select(['id', 'erasedAt']).where('organisationId', '=', organisation).execute()
    expect(rows.filter((r) => r.erasedAt !== null).map((r) => r.id)).toEqual([household.id])
    expect(rows.map((r) => r.id)).toContain(seen)
  }),
)

test(
  'who takes back the consent to registration is erased after 30 days unless held or asked again; the officer sees them first, with the reason',
  scenario(async (world) => {
    const { db } = world
    const { organisation, field, registrar, household, mother, at } = await cast(world)
    const more = [
      aHousehold({ organisation }),
      aHousehold({ organisation }),
      aHousehold({ organisation }),
      aHousehold({ organisation }),
    ]
    for (const one of more) await field.post(path, one)
    const [held, again, fresh, over] = more as [NewHousehold, NewHousehold, NewHousehold, NewHousehold]
    const withdraw = async (id: string, personId: string, days: number) => {
      const answers = (await field.get(`${path}/${id}`)).body.consents as { id: string; purpose: string }[]
      const given = answers.find((c) => c.purpose === 'registration') ?? consent(personId, { purpose: 'registration' })
      await field.post(`${path}/${id}/consents`, consent(personId, { purpose: 'registration', id: given.id }))
      expect(await field.post(`${path}/${id}/consents/${given.id}/withdraw`)).toMatchObject({ status: 200 })
      await sql`update person_consents set withdrawn_at = now() - make_interval(days => ${days}) where id = ${given.id}`.execute(
        db,
      )
    }
    await withdraw(household.id, mother, 31)
    for (const one of [held, again]) await withdraw(one.id, one.persons[0]!.id, 40)
    await withdraw(fresh.id, fresh.persons[0]!.id, 5)
    await registrar.put(`${path}/${held.id}/hold`, { reason: 'a court asks' })
    const anew = consent(again.persons[0]!.id, { purpose: 'registration', at: '2026-07-01T10:00:00Z' })
    await field.post(`${path}/${again.id}/consents`, anew)
    await sql`update households set last_seen_at = now() - interval '23 months' - interval '20 days' where id = ${over.id}`.execute(
      db,
    )
    const due = (await registrar.get('/api/people/due')).body as { id: string; reason: string; withdrawnAt: string | null }[]
    expect(due.map((d) => [d.id, d.reason, d.withdrawnAt === null])).toEqual([
      [household.id, 'consent-withdrawn', false],
      [fresh.id, 'consent-withdrawn', false],
      [over.id, 'retention', true],
    ])
    const counted = () => db.selectFrom('persons').select(['id', 'countedAs']).orderBy('id').execute()
    const before = await counted()
    await eraseDue(jobContext(db, 'test'))
    const rows = await db.selectFrom('households').select(['id', 'erasedAt']).where('organisationId', '=', organisation).execute()
    expect(rows.filter((r) => r.erasedAt !== null).map((r) => r.id)).toEqual([household.id])
    expect(await counted()).toEqual(before)
    expect((await registrar.get(`${at}/history`)).body).toMatchObject([{ what: 'erased', reason: 'consent withdrawn' }])
  }),
)
