/** What holds, what was answered, what was photographed and whose a document is follows a person through every record and household of theirs. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { aHousehold, aPerson } from '../../../../test/people.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import { jobContext } from '../../../core/jobs.ts'
import type { Household, NewHousehold } from '../contract.ts'
import { loadPeopleLists } from './lists.ts'
import { eraseDue } from './retention.ts'

const path = '/api/people/households'
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==', 'base64')

/** Three households of two; who is merged into whom the test says. */
async function cast({ db, as }: World) {
  await loadPeopleLists(db)
  const names = JSON.stringify({ en: 'Alas' })
  const { id: organisation } = await db.insertInto('organisations').values({ names }).returning('id').executeTakeFirstOrThrow()
  const officer = as([grant('registration-officer', { kind: 'organisation', organisationId: organisation })])
  const persons = () => [aPerson({ relation: 'head', birthDate: '1990-01-01' }), aPerson({ relation: 'partner' })]
  const homes = Array.from({ length: 3 }, () => aHousehold({ organisation, over: { persons: persons() } }))
  for (const home of homes) expect(await officer.post(path, home)).toMatchObject({ status: 200 })
  const [one, two, three] = homes as [NewHousehold, NewHousehold, NewHousehold]
  const merge = async (kept: NewHousehold, gone: NewHousehold, which = [0]) => {
    const ids: string[] = []
    for (const n of which) {
      const [a, b] = [kept.persons[n]!.id, gone.persons[n]!.id]
      const done = await officer.post('/api/people/duplicates/decide', { a, b, outcome: 'same', keep: a })
      expect(done, JSON.stringify(done.body)).toMatchObject({ status: 200 })
      ids.push(done.body.merge.id)
    }
    return ids
  }
  const read = async (home: NewHousehold) => (await officer.get(`${path}/${home.id}`)).body
  const due = async () =>
    ((await officer.get('/api/people/due')).body as { id: string; person: string | null }[]).map((d) => d.id)
  const over = async () => (await officer.get('/api/people/waiting')).body
  const hold = (home: NewHousehold, reason: string | null) => officer.put(`${path}/${home.id}/hold`, { reason })
  const past = () =>
    sql`update households set last_seen_at = now() - interval '30 months' where organisation_id = ${organisation}`.execute(db)
  const erased = async () => {
    const rows = await db.selectFrom('persons').select(['id', 'erasedAt']).where('organisationId', '=', organisation).execute()
    return new Set(rows.flatMap((r) => (r.erasedAt === null ? [] : r.id)))
  }
  return { organisation, officer, one, two, three, merge, read, due, over, hold, past, erased }
}

const consent = (personId: string, over: Record<string, unknown> = {}) => ({
  ...{ id: uuid(), personId, purpose: 'registration', isGiven: true, textVersion: 1, language: 'es', how: 'spoken' },
  ...{ at: '2026-06-01T10:00:00Z', ...over },
})

test(
  'a hold goes with a household into the one where it is shown, and is let go there',
  scenario(async (world) => {
    const { officer, one, two, merge, read, due, over, hold, past } = await cast(world)
    await hold(two, 'a court asks')
    await merge(one, two, [0, 1])
    await past()
    expect(await read(one)).toMatchObject({ holdReason: 'a court asks', heldWith: null })
    expect(await due()).not.toContain(one.id)
    expect((await over()).over.n).toBe(1)
    const erase = (what = '') => officer.post(`${path}/${one.id}${what}/erase`, { reason: 'asked for' })
    expect(await erase()).toMatchObject({ status: 409, body: { code: 'people/held', reason: 'a court asks' } })
    expect(await erase(`/persons/${one.persons[0]!.id}`)).toMatchObject({ status: 409 })
    await eraseDue(jobContext(world.db, 'test'))
    expect((await read(one)).erasedAt).toBeNull()
    expect((await hold(one, null)).body).toMatchObject({ holdReason: null })
    expect((await officer.get(`${path}/${one.id}/history`)).body[0]).toMatchObject({ what: 'hold-ended' })
    expect(await due()).toContain(one.id)
    expect((await over()).over.n).toBe(1)
    expect(await erase()).toMatchObject({ status: 200 })
  }),
)

test(
  'whose second record stands in a household that is held is not erased in another; that household is named',
  scenario(async (world) => {
    const { officer, one, two, three, merge, read, due, hold, past, erased } = await cast(world)
    await merge(two, three)
    await merge(one, two)
    await hold(three, 'an open complaint')
    expect(await read(one)).toMatchObject({ holdReason: null, heldWith: { id: three.id, reason: 'an open complaint' } })
    expect(await read(two)).toMatchObject({ holdReason: null, heldWith: { id: three.id } })
    expect(await read(three)).toMatchObject({ holdReason: 'an open complaint', heldWith: null })
    await past()
    expect(await due()).toEqual([])
    const erase = (what = '') => officer.post(`${path}/${one.id}${what}/erase`, { reason: 'asked for' })
    expect(await erase()).toMatchObject({ status: 409, body: { code: 'people/held', household: three.id } })
    expect(await erase(`/persons/${one.persons[0]!.id}`)).toMatchObject({ status: 409 })
    await eraseDue(jobContext(world.db, 'test'))
    expect(await erased()).toEqual(new Set())
    await hold(three, null)
    expect(await due()).toHaveLength(3)
    expect(await erase()).toMatchObject({ status: 200 })
    expect(await erased()).toContain(three.persons[0]!.id)
  }),
)

test(
  'who is held in the household where they are shown is not erased with a second record in another',
  scenario(async (world) => {
    const { officer, one, two, three, merge, read, due, hold, past, erased } = await cast(world)
    await merge(two, three)
    await merge(one, two)
    await hold(one, 'a court asks')
    for (const home of [two, three])
      expect(await read(home)).toMatchObject({ holdReason: null, heldWith: { id: one.id, reason: 'a court asks' } })
    await past()
    expect(await due()).toEqual([])
    const held = { status: 409, body: { code: 'people/held', household: one.id } }
    for (const home of [two, three])
      expect(await officer.post(`${path}/${home.id}/erase`, { reason: 'asked for' })).toMatchObject(held)
    await eraseDue(jobContext(world.db, 'test'))
    expect(await erased()).toEqual(new Set())
    await hold(one, null)
    expect(await officer.post(`${path}/${three.id}/erase`, { reason: 'asked for' })).toMatchObject({ status: 200 })
  }),
)

test(
  'no to photos erases the face at once, through all records and households of the person; a no that comes late undoes no later yes',
  scenario(async (world) => {
    const { officer, one, two, merge, read } = await cast(world)
    const [she, second] = [one.persons[0]!.id, two.persons[0]!.id]
    const say = async (home: NewHousehold, personId: string, over: Record<string, unknown> = {}) => {
      const said = consent(personId, { purpose: 'photo', ...over })
      expect(await officer.post(`${path}/${home.id}/consents`, said)).toMatchObject({ status: 200 })
      return said.id
    }
    const take = async (home: NewHousehold, personId: string) =>
      (await officer.putRaw(`${path}/${home.id}/photos/${uuid()}?kind=person&person=${personId}`, png)).status
    const faces = async () => (await world.db.selectFrom('photos').select('personId').execute()).map((p) => p.personId).toSorted()
    await say(one, she)
    expect(await take(one, she)).toBe(200)
    await say(one, she, { isGiven: false, at: '2026-05-01T10:00:00Z' })
    expect(await faces()).toEqual([she])
    await say(one, she, { isGiven: false, at: '2026-06-02T10:00:00Z' })
    expect(await faces()).toEqual([])
    expect(await take(one, she)).toBe(422)
    await say(two, second, { at: '2026-06-03T10:00:00Z' })
    expect(await take(two, second)).toBe(200)
    const merges = await merge(one, two, [0, 1])
    expect(await take(one, second)).toBe(200)
    expect(await take(one, she)).toBe(200)
    const yes = (await read(one)).consents.find((c: { at: string }) => c.at.startsWith('2026-06-03')).id
    expect(await officer.post(`${path}/${one.id}/consents/${yes}/withdraw`)).toMatchObject({ status: 200 })
    expect(await faces()).toEqual([])
    // Taken while she was shown there, and still hers when she is not any more.
    await say(one, second, { at: '2026-06-04T10:00:00Z' })
    expect(await take(one, second)).toBe(200)
    for (const id of merges) await officer.post(`/api/people/merges/${id}/undo`)
    await say(two, second, { isGiven: false, at: '2026-06-05T10:00:00Z' })
    expect(await faces()).toEqual([])
  }),
)

test(
  'what a second record took back counts where the person stands, and what it agreed to is taken back there',
  scenario(async (world) => {
    const { db } = world
    const { officer, one, two, three, merge, read, due, erased } = await cast(world)
    const [she, third] = [one.persons[0]!.id, three.persons[0]!.id]
    const given = consent(third)
    await officer.post(`${path}/${three.id}/consents`, given)
    await officer.post(`${path}/${one.id}/consents`, consent(one.persons[1]!.id))
    await merge(two, three)
    await merge(one, two)
    expect(await read(one)).toMatchObject({
      consents: expect.arrayContaining([expect.objectContaining({ id: given.id, personId: she })]),
    })
    expect(await officer.post(`${path}/${two.id}/consents/${uuid()}/withdraw`)).toMatchObject({ status: 404 })
    const withdrawn = await officer.post(`${path}/${one.id}/consents/${given.id}/withdraw`)
    expect(withdrawn).toMatchObject({ status: 200 })
    expect(withdrawn.body.consents.find((c: { id: string }) => c.id === given.id).withdrawnAt).not.toBeNull()
    await sql`update person_consents set withdrawn_at = now() - interval '31 days' where id = ${given.id}`.execute(db)
    expect(await due()).toEqual([one.id])
    await eraseDue(jobContext(db, 'test'))
    expect(await erased()).toEqual(new Set([she, two.persons[0]!.id, third]))
  }),
)

test(
  'a document that a second record brought stays that record’s, however it is changed where it is shown, and goes back with it when the merge is undone',
  scenario(async (world) => {
    const { organisation, officer, one, two, three, merge, read } = await cast(world)
    const [twoHead, threeHead] = [two.persons[0]!, three.persons[0]!]
    const first = await merge(two, three)
    const [second] = await merge(one, two)
    const shown = (await read(one)) as Household
    const { site, country, admin1, admin2, populationGroup, origin, destination, address, phone, email, languages, note } = shown
    const base = {
      site,
      country,
      admin1,
      admin2,
      populationGroup,
      origin,
      destination,
      address,
      phone,
      email,
      languages,
      note,
      persons: shown.persons,
    }
    const documentOf = (id: string) => shown.persons.flatMap((p) => p.documents).find((d) => d.id === id)!
    const [changed, gone] = [documentOf(twoHead.documents[0]!.id), documentOf(threeHead.documents[0]!.id)]
    const persons = shown.persons.map((p) => ({
      ...p,
      documents: p.documents.flatMap((d) => (d.id === gone.id ? [] : [d.id === changed.id ? { ...d, number: '918273645' } : d])),
    }))
    const content = { ...base, persons }
    const change = { id: uuid(), version: shown.version, base, content, reason: '' }
    expect(await officer.put(`${path}/${one.id}`, change)).toMatchObject({ status: 200 })
    const numbers = async (home: NewHousehold) =>
      ((await read(home)) as Household).persons.flatMap((p) => p.documents.map((d) => d.number)).toSorted()
    const own = (p: { documents: { number: string }[] }[]) => p.flatMap((q) => q.documents.map((d) => d.number))
    expect(await numbers(one)).toEqual([...own(one.persons), '918273645'].toSorted())
    for (const id of [second, ...first])
      expect(await officer.post(`/api/people/merges/${id}/undo`)).toMatchObject({ status: 200 })
    expect(await numbers(one)).toEqual(own(one.persons).toSorted())
    expect(await numbers(two)).toEqual([...own(two.persons.slice(1)), '918273645'].toSorted())
    expect(await numbers(three)).toEqual(own(three.persons.slice(1)).toSorted())
    // By the new number the second record is recognised, and the one that showed it is not.
    const again = aHousehold({
      organisation,
      over: { persons: [aPerson({ documents: [{ ...changed, id: uuid(), number: '918273645' }] })] },
    })
    expect(await officer.post(path, again)).toMatchObject({ status: 200 })
    const counted = await world.db
      .selectFrom('persons')
      .select(['id', 'countedAs'])
      .where('organisationId', '=', organisation)
      .execute()
    const as = (id: string) => counted.find((p) => p.id === id)!.countedAs
    expect(as(again.persons[0]!.id)).toBe(as(twoHead.id))
    expect(as(one.persons[0]!.id)).not.toBe(as(twoHead.id))
  }),
)
