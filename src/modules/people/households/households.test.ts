/** Households: registered whole, opened, changed, never overwritten. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { aHousehold, aPerson } from '../../../../test/people.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import type { Household, NewHousehold } from '../contract.ts'
import { cardOf } from '../rules/card.ts'

const path = '/api/people/households'

async function cast({ db, as }: World) {
  const body = async (name: string) =>
    (
      await db
        .insertInto('organisations')
        .values({ names: JSON.stringify({ en: name }) })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const [a, b] = [await body('Alas'), await body('Bahía')]
  const site = async () => {
    const row = { id: uuid(), kind: 'service-point', names: '{}', country: 'EC', admin1: 'EC-P', createdBy: 'test' }
    await db.insertInto('sites').values(row).execute()
    return { id: row.id, country: 'EC', admin1: 'EC-P' }
  }
  const of = (organisationId: number) => ({ kind: 'organisation' as const, organisationId })
  const [one, two] = [await site(), await site()]
  return {
    a,
    b,
    one,
    two,
    fieldA: as([grant('field-worker', of(a))]),
    fieldB: as([grant('field-worker', of(b))]),
    atOne: as([grant('field-worker', { kind: 'site', organisationId: a, siteId: one.id })]),
    officer: as([grant('country-officer', { kind: 'country', country: 'EC' })]),
  }
}

/** What a device sends back: the household as it was seen, and as it shall be. */
function change(household: Household, over: Partial<NewHousehold>) {
  const { id: _, organisation: __, version, ...seen } = household
  return { id: uuid(), version, base: seen, content: { ...seen, ...over } }
}

describe('a household is registered', () => {
  test(
    'with everybody in it, once, however often it is sent',
    scenario(async (world) => {
      const { a, one, fieldA } = await cast(world)
      const household = aHousehold({ organisation: a, site: one, size: 4, over: { phone: '098 765 4321' } })
      const first = await fieldA.post(path, household)
      expect(first).toMatchObject({
        status: 200,
        body: {
          id: household.id,
          card: cardOf(household.id),
          version: 1,
          phone: '+593987654321',
          may: { change: true, manage: false },
        },
      })
      expect(first.body.persons).toHaveLength(4)
      expect(first.body.persons[0].documents[0].number).toBe(household.persons[0]!.documents[0]!.number)
      expect(await fieldA.post(path, household)).toMatchObject({ status: 200, body: { version: 1 } })
      const events = await world.db.selectFrom('events').selectAll().where('subjectId', '=', household.id).execute()
      expect(events.map((e) => e.action)).toEqual(['household.registered'])
      expect(JSON.stringify(events)).not.toContain(household.persons[0]!.family)
    }),
  )

  test(
    'all of it or nothing: a consent nobody gave in these words leaves no household behind',
    scenario(async (world) => {
      const { a, fieldA } = await cast(world)
      const household = aHousehold({ organisation: a })
      const consents = [consent(household.persons[0]!.id, { textVersion: 99 })]
      const stopped = await savepoint(world, () => fieldA.post(path, { ...household, consents }))
      expect(stopped).toMatchObject({ status: 422, body: { code: 'people/consent-text-unknown' } })
      expect(await fieldA.get(`${path}/${household.id}`)).toMatchObject({ status: 404 })
    }),
  )

  test(
    'and refused where a rule stops it, in a sentence with the field',
    scenario(async (world) => {
      const { a, fieldA } = await cast(world)
      const household = aHousehold({ organisation: a })
      const sent = async (over: Partial<NewHousehold>) =>
        (await savepoint(world, () => fieldA.post(path, { ...household, ...over }))).body
      expect(await sent({ persons: [aPerson({ birthDate: '2999-01-01' })] })).toMatchObject({
        code: 'people/born-later',
        field: 'persons.0.birthDate',
      })
      expect(await sent({ admin1: 'UY-MO' })).toMatchObject({ code: 'people/place-unknown' })
      expect(await sent({ site: uuid() })).toMatchObject({ code: 'people/site-unknown' })
      expect(await sent({ consents: [consent(household.persons[0]!.id, { isGiven: false })] })).toMatchObject({
        code: 'people/registration-refused',
        title: 'They do not agree to be registered. Give what they need without registration: nothing of them is kept.',
      })
      expect(await sent({ organisation: a + 10_000 })).toMatchObject({ status: 403 })
      expect(await fieldA.post(path, { ...household, persons: [] })).toMatchObject({ status: 400 })
      const nowhere = 'There is nothing at this address, or it is not for you to see.'
      expect(await fieldA.get(`${path}/merges`)).toMatchObject({
        status: 404,
        body: { code: 'core/no-such-address', title: nowhere },
      })
      expect(await fieldA.post(path, household)).toMatchObject({ status: 200 })
      const stolen = aHousehold({ organisation: a, over: { persons: household.persons } })
      expect(await savepoint(world, () => fieldA.post(path, stolen))).toMatchObject({
        status: 409,
        body: { code: 'people/id-taken' },
      })
    }),
  )

  test(
    'the same person at two organisations is one counted person, and neither sees the other',
    scenario(async (world) => {
      const { a, b, fieldA, fieldB } = await cast(world)
      const [here, there] = [aHousehold({ organisation: a }), aHousehold({ organisation: b })]
      there.persons = [{ ...here.persons[0]!, id: uuid(), documents: [{ ...here.persons[0]!.documents[0]!, id: uuid() }] }]
      await fieldA.post(path, here)
      await fieldB.post(path, there)
      const ids = [here.persons[0]!.id, there.persons[0]!.id]
      const rows = await world.db.selectFrom('persons').select('countedAs').where('id', 'in', ids).execute()
      expect(new Set(rows.map((r) => r.countedAs)).size).toBe(1)
      expect(await fieldA.get(`${path}/${there.id}`)).toMatchObject({ status: 404 })
      expect(await fieldB.post(path, here)).toMatchObject({ status: 403 })
      expect(await fieldB.post(path, { ...here, organisation: b })).toMatchObject({ status: 404 })
    }),
  )
})

test(
  'names are for those who meet people there: not for another site, an officer, an administrator',
  scenario(async (world) => {
    const { a, one, two, fieldA, atOne, fieldB, officer } = await cast(world)
    const [here, elsewhere] = [aHousehold({ organisation: a, site: one }), aHousehold({ organisation: a, site: two })]
    for (const household of [here, elsewhere]) await fieldA.post(path, household)
    expect(await atOne.get(`${path}/${here.id}`)).toMatchObject({ status: 200 })
    expect(await atOne.get(`${path}/${elsewhere.id}`)).toMatchObject({ status: 404 })
    expect(await atOne.post(path, aHousehold({ organisation: a, site: two }))).toMatchObject({ status: 403 })
    expect(await fieldB.get(`${path}/${here.id}`)).toMatchObject({ status: 404 })
    for (const other of [officer, world.as('administrator'), world.as('regional-officer')])
      expect(await other.get(`${path}/${here.id}`)).toMatchObject({ status: 403 })
  }),
)

describe('a household is changed', () => {
  test(
    'and read back as it was meant: names, documents, who came, who left',
    scenario(async (world) => {
      const { a, one, two, fieldA, atOne } = await cast(world)
      const sent = aHousehold({ organisation: a, site: one, size: 2 })
      const { body: seen } = await fieldA.post(path, sent)
      const [head, partner] = seen.persons
      const child = aPerson({ relation: 'child' })
      const persons = [{ ...head, family: 'Otro', documents: [] }, { ...partner, hasLeft: true }, child]
      const changed = change(seen, { persons, site: two.id, phone: '0987654321' })
      const answer = await fieldA.put(`${path}/${sent.id}`, changed)
      expect(answer).toMatchObject({
        status: 200,
        body: { conflict: false, household: { version: 2, site: two.id, phone: '+593987654321' } },
      })
      const byId = new Map(answer.body.household.persons.map((p: { id: string }) => [p.id, p]))
      expect(byId.get(head.id)).toMatchObject({ family: 'Otro', documents: [] })
      expect(byId.get(partner.id)).toMatchObject({ hasLeft: true })
      expect(byId.get(child.id)).toMatchObject({ documents: child.documents })
      expect(await fieldA.put(`${path}/${sent.id}`, changed)).toMatchObject({
        body: { conflict: false, household: { version: 2 } },
      })
      // It is met elsewhere now: those of the old site no longer see it.
      expect(await atOne.get(`${path}/${sent.id}`)).toMatchObject({ status: 404 })
      const history = (await fieldA.get(`${path}/${sent.id}/history`)).body
      expect(history.map((h: { what: string }) => h.what)).toEqual(['changed', 'registered'])
      expect(history[0].changes.map((c: { field: string }) => c.field).toSorted()).toEqual(
        ['documents', 'family', 'hasLeft', 'person', 'phone', 'site'].toSorted(),
      )
    }),
  )

  test(
    'a document that is written later makes two records one person',
    scenario(async (world) => {
      const { a, b, fieldA, fieldB } = await cast(world)
      const [here, there] = [aHousehold({ organisation: a }), aHousehold({ organisation: b })]
      here.persons = [{ ...here.persons[0]!, documents: [] }]
      const { body: seen } = await fieldA.post(path, here)
      await fieldB.post(path, there)
      const documents = there.persons[0]!.documents.map((d) => ({ ...d, id: uuid() }))
      await fieldA.put(`${path}/${here.id}`, change(seen, { persons: [{ ...seen.persons[0], documents }] }))
      const ids = [here.persons[0]!.id, there.persons[0]!.id]
      const rows = await world.db.selectFrom('persons').select('countedAs').where('id', 'in', ids).execute()
      expect(new Set(rows.map((r) => r.countedAs)).size).toBe(1)
    }),
  )
})

describe('two change one household without seeing each other', () => {
  const both = async (world: World) => {
    const people = await cast(world)
    const sent = aHousehold({ organisation: people.a, size: 2 })
    const { body: seen } = await people.fieldA.post(path, sent)
    const [mine, theirs] = [change(seen, { note: 'mine' }), change(seen, { address: 'theirs' })]
    await people.fieldA.put(`${path}/${sent.id}`, theirs)
    const answer = await people.fieldA.put(`${path}/${sent.id}`, mine)
    return { ...people, id: sent.id, seen, mine, theirs, answer }
  }
  const conflictsOf = async (field: Awaited<ReturnType<typeof both>>['fieldA']) =>
    (await field.get('/api/people/conflicts')).body.conflicts

  test(
    'both stand, nothing is overwritten, and sent again it is still one conflict',
    scenario(async (world) => {
      const { id, mine, answer, fieldA, fieldB } = await both(world)
      expect(answer.body).toMatchObject({ conflict: true, household: { version: 2, address: 'theirs', note: '' } })
      expect((await fieldA.put(`${path}/${id}`, mine)).body).toMatchObject({ conflict: true })
      const [conflict, ...more] = await conflictsOf(fieldA)
      expect(more).toEqual([])
      expect(conflict).toMatchObject({
        household: { id },
        base: { note: '', address: '' },
        proposed: { note: 'mine', address: '' },
        current: { note: '', address: 'theirs' },
        may: { settle: true },
      })
      expect(await conflictsOf(fieldB)).toEqual([])
      expect(await fieldB.post(`/api/people/conflicts/${mine.id}`, { outcome: 'mine' })).toMatchObject({ status: 404 })
    }),
  )

  for (const [outcome, stands] of [
    ['theirs', { note: '', address: 'theirs' }],
    ['mine', { note: 'mine', address: '' }],
    ['joined', { note: 'mine', address: 'theirs' }],
  ] as const)
    test(
      `settled as “${outcome}”, both versions stay in the history with who wrote them`,
      scenario(async (world) => {
        const { id, seen, mine, fieldA } = await both(world)
        const { content } = change(seen, stands)
        const decision = { outcome, ...(outcome === 'joined' && { content }) }
        expect((await fieldA.post(`/api/people/conflicts/${mine.id}`, decision)).body).toMatchObject(stands)
        expect((await fieldA.post(`/api/people/conflicts/${mine.id}`, decision)).body).toMatchObject(stands)
        expect(await conflictsOf(fieldA)).toEqual([])
        const [settled] = (await fieldA.get(`${path}/${id}/history`)).body
        const said = Object.fromEntries(settled.changes.map((c: { field: string; after: unknown }) => [c.field, c.after]))
        expect(said).toMatchObject({ outcome, proposedBy: 'Amina', proposed: { note: 'mine' } })
        const other = outcome === 'mine' ? 'theirs' : 'mine'
        expect(await fieldA.post(`/api/people/conflicts/${mine.id}`, { outcome: other })).toMatchObject({ status: 409 })
      }),
    )

  test(
    'a decision about what stood before is not carried out',
    scenario(async (world) => {
      const { mine, fieldA } = await both(world)
      const late = await fieldA.post(`/api/people/conflicts/${mine.id}`, { outcome: 'mine', version: 1 })
      expect(late).toMatchObject({ status: 409, body: { code: 'people/changed-meanwhile' } })
    }),
  )

  test(
    'who says the same as what stands, or builds on it, makes no conflict',
    scenario(async (world) => {
      const { id, seen, theirs, fieldA } = await both(world)
      const same = { ...theirs, id: uuid() }
      expect((await fieldA.put(`${path}/${id}`, same)).body).toMatchObject({ conflict: false, household: { version: 2 } })
      const next = { ...change(seen, { address: 'theirs', note: 'next' }), base: theirs.content }
      expect((await fieldA.put(`${path}/${id}`, next)).body).toMatchObject({
        conflict: false,
        household: { version: 3, note: 'next' },
      })
    }),
  )
})

test(
  'of a merged household the kept one shows the members, documents and needs of both; the other says where it went',
  scenario(async (world) => {
    const { a, fieldA } = await cast(world)
    const [kept, gone] = [aHousehold({ organisation: a, size: 2 }), aHousehold({ organisation: a, size: 2 })]
    for (const household of [kept, gone]) await fieldA.post(path, household)
    const need = { id: uuid(), personId: gone.persons[0]!.id, need: 'pregnant', since: '2026-01-01' }
    expect(await fieldA.post(`${path}/${gone.id}/needs`, need)).toMatchObject({ status: 200 })
    // The head of the one is the head of the other.
    await sql`update households set merged_into = ${kept.id} where id = ${gone.id}`.execute(world.db)
    await sql`update persons set merged_into = ${kept.persons[0]!.id} where id = ${gone.persons[0]!.id}`.execute(world.db)
    const read = (await fieldA.get(`${path}/${kept.id}`)).body as Household
    expect(read.persons.map((p) => p.id).toSorted()).toEqual([...kept.persons.map((p) => p.id), gone.persons[1]!.id].toSorted())
    expect(read.persons.find((p) => p.id === kept.persons[0]!.id)!.documents).toHaveLength(2)
    expect(read.needs).toMatchObject([{ need: 'pregnant', personId: kept.persons[0]!.id }])
    expect((await fieldA.get(`${path}/${gone.id}`)).body).toMatchObject({
      mergedInto: kept.id,
      persons: [],
      may: { change: false },
    })
    // A device that has not heard of it changes the one it knows: what it says waits beside what stands, once.
    const { id: _, organisation: __, ...seen } = gone
    const heardLate = {
      id: uuid(),
      version: 1,
      base: seen,
      content: { ...seen, note: 'Moved', persons: seen.persons.map((p, i) => ({ ...p, also: `also ${i}` })) },
      reason: '',
    }
    for (const _twice of [1, 2])
      expect((await fieldA.put(`${path}/${gone.id}`, heardLate)).body).toMatchObject({
        conflict: true,
        household: { id: gone.id, mergedInto: kept.id },
      })
    const [waiting, ...more] = (await fieldA.get(`/api/people/conflicts?household=${kept.id}`)).body.conflicts
    expect(more).toEqual([])
    const named = (persons: Household['persons']) => Object.fromEntries(persons.map((p) => [p.id, p.also]))
    expect(waiting.proposed).toMatchObject({ note: 'Moved', phone: kept.phone })
    expect(named(waiting.proposed.persons)).toEqual({
      [kept.persons[0]!.id]: 'also 0',
      [kept.persons[1]!.id]: kept.persons[1]!.also,
      [gone.persons[1]!.id]: 'also 1',
    })
    expect(await fieldA.post(`/api/people/conflicts/${waiting.id}`, { outcome: 'mine' })).toMatchObject({ status: 200 })
    expect(named(((await fieldA.get(`${path}/${kept.id}`)).body as Household).persons)[gone.persons[1]!.id]).toBe('also 1')
    const renamed = read.persons.map((p) => (p.id === gone.persons[1]!.id ? { ...p, family: 'Otra' } : p))
    const now = (await fieldA.get(`${path}/${kept.id}`)).body as Household
    const answer = (await fieldA.put(`${path}/${kept.id}`, change(now, { persons: renamed }))).body
    expect(answer.household.persons.find((p: { id: string }) => p.id === gone.persons[1]!.id).family).toBe('Otra')
  }),
)

const consent = (personId: string, over: Record<string, unknown> = {}) => ({
  id: uuid(),
  personId,
  purpose: 'registration' as const,
  isGiven: true,
  textVersion: 1,
  language: 'es' as const,
  how: 'spoken' as const,
  guardianId: null,
  guardianName: '',
  until: null,
  at: '2026-06-01T10:00:00Z',
  ...over,
})

/** Outside a test a refused request rolls its own transaction back. */
async function savepoint<T>({ db }: World, work: () => Promise<T>): Promise<T> {
  await sql`savepoint refused`.execute(db)
  const answer = await work()
  await sql`rollback to savepoint refused`.execute(db)
  return answer
}
