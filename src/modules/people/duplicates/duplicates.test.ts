/** Who is taken for one person, who never is, what a decision does to the registry and to the counts, and that it can be taken back. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { aContent, aHousehold } from '../../../../test/people.ts'
import { type Planted, plant } from '../../../../test/registry.ts'
import { grant, scenario, type World } from '../../../../test/scenario.ts'
import type { Candidate, HouseholdContent } from '../contract.ts'
import { compareHousehold } from './anew.ts'
import type { DuplicatePage, Merge } from './contract.ts'
import { compareAll } from './whole.ts'

const officer = [grant('registration-officer', { kind: 'organisation', organisationId: 9001 })]
const first = (h: Planted) => h.persons[0]!.id

function content(h: Planted): HouseholdContent {
  const persons = h.persons.map((p, n) => ({
    ...p,
    id: crypto.randomUUID(),
    sex: p.sex ?? ('other' as const),
    birthPrecision: 'day' as const,
    relation: n === 0 ? ('head' as const) : ('child' as const),
    nationality: 'VE',
    populationGroup: null,
    documents: p.documents.map((d) => ({ ...d, id: crypto.randomUUID(), kind: 'national-id' as const, validUntil: null })),
    hasLeft: false,
  }))
  return aContent({ admin1: 'EC-P', phone: h.phone ?? '', languages: [], persons })
}
async function candidates({ as }: World, h: Planted, over: Partial<HouseholdContent['persons'][number]> = {}) {
  const household = content(h)
  household.persons = household.persons.map((p) => ({ ...p, ...over }))
  const { status, body } = await as(officer).post('/api/people/candidates', { organisation: 9001, household })
  expect(status, JSON.stringify(body)).toBe(200)
  return body as Candidate[]
}
/** Everything that a merge may touch, and nothing that only tells of it. */
async function registry({ db }: World): Promise<unknown> {
  const { rows: persons } =
    await sql`select id, given, family, sex, birth_date, birth_precision, nationality, name_codes, counted_as, merged_into from persons where organisation_id = 9001 order by id`.execute(
      db,
    )
  const { rows: households } = await sql`select id, merged_into from households where organisation_id = 9001 order by id`.execute(
    db,
  )
  const { rows: tokens } =
    await sql`select encode(token, 'hex'), person_id, is_void from person_tokens where household_id in (select id from households where organisation_id = 9001) order by 1, 2`.execute(
      db,
    )
  return { persons, households, tokens }
}
const decide = (world: World, body: object, grants: Parameters<World['as']>[0] = officer) =>
  world.as(grants).post('/api/people/duplicates/decide', body)

test(
  'a number that joins nobody of itself is still found, and held against who bears it',
  scenario(async (world) => {
    const known = await plant(world.db, ['Yuleisy/Zambrano 2015-11-03 f 45678'])
    await sql`update person_documents set kind = 'birth-certificate', country = '' where household_id = ${known.id}`.execute(
      world.db,
    )
    const again = { given: 'Julia', birthDate: '2014-01-01' }
    const documents = [
      { id: crypto.randomUUID(), kind: 'birth-certificate' as const, country: '', number: '45.678', validUntil: null },
    ]
    const found = await candidates(world, known, { ...again, documents })
    expect(found.map((f) => f.household.id)).toEqual([known.id])
    expect(found[0]!.reasons).toContainEqual(expect.objectContaining({ field: 'document', level: 'same' }))
    expect(await candidates(world, known, { ...again, documents: [] })).toEqual([])
  }),
)

test(
  'somebody who is written down again with an error is a candidate, with the reasons in words',
  scenario(async (world) => {
    const known = await plant(world.db, ['Yuleisy Carolina/Zambrano Pérez 1988-11-03 f', 'Keiber/Zambrano 2015-01-02 m'])
    const found = await candidates(world, {
      ...known,
      persons: [{ ...known.persons[0]!, given: 'Yuleisi Carolina', family: 'Sambrano Peres' }],
    })
    expect(found.map((c) => c.household.id)).toEqual([known.id])
    expect(found[0]!.reasons.map((r) => `${r.field}.${r.level}`)).toContain('birth.same')
    expect(found[0]!.score).toBeGreaterThan(0.8)
    expect(await candidates(world, { ...known, persons: [known.persons[0]!] }, { birthDate: '1988-03-11' })).toHaveLength(1)
  }),
)

test(
  'a shared telephone, home or name of the family is no duplicate, nor are twins, nor father and son of one name',
  scenario(async (world) => {
    const known = await plant(world.db, ['Ramón José/Villalobos Paz 1970-05-06 m', 'Luisa/Villalobos Mora 2010-07-08 f'], {
      phone: '+593987654321',
    })
    const other = (text: Partial<HouseholdContent['persons'][number]>) =>
      candidates(world, { ...known, persons: [known.persons[0]!] }, { documents: [], ...text })
    expect(await other({ given: 'Yajaira', family: 'Colmenares', birthDate: '1970-05-06' })).toEqual([])
    expect(await other({ given: 'Ramón José', family: 'Villalobos Paz', birthDate: '2001-09-10' })).toEqual([])
    expect(await other({ given: 'Marisela', family: 'Villalobos Mora', birthDate: '2010-07-08', sex: 'female' })).toEqual([])
    await plant(world.db, ['Ana Lucía/Paz 2012-01-02 f', 'Ana María/Paz 2012-01-02 f'], { organisation: 9003 })
    expect((await compareAll(world.db, 9003)).queued).toBe(0)
  }),
)

test(
  'the queue shows probable pairs of one’s own organisation, the most probable first, and keeps what was decided',
  scenario(async (world) => {
    const a = await plant(world.db, ['Yuleisy/Zambrano 1988-11-03 f V-18273645'])
    const b = await plant(world.db, ['Yulesi/Zambrano 1988-11-03 f 18273645'])
    await plant(world.db, ['Wilmer/Urdaneta 1990-01-05 m'])
    await compareAll(world.db, 9001)
    const page = (await world.as(officer).get('/api/people/duplicates?organisation=9001')).body as z.infer<typeof DuplicatePage>
    expect(page.pairs.map((p) => [p.a.person.id, p.b.person.id])).toEqual([[first(a), first(b)].sort()])
    expect(page).toMatchObject({ open: 1, next: null, pairs: [{ may: { decide: true } }] })
    const elsewhere = [grant('registration-officer', { kind: 'organisation', organisationId: 9002 })]
    expect((await world.as(elsewhere).get('/api/people/duplicates')).body).toMatchObject({ pairs: [], open: 0 })
    expect((await decide(world, { a: first(a), b: first(b), outcome: 'different' })).status).toBe(200)
    await compareAll(world.db, 9001)
    expect((await world.as(officer).get('/api/people/duplicates')).body).toMatchObject({ pairs: [], open: 0 })
    expect((await world.as(officer).get('/api/people/duplicates/model?organisation=9001')).body).toMatchObject({ persons: 3 })
  }),
)

test(
  'a merge counts one, takes the fields that were picked, and is undone exactly; sent twice it is one',
  scenario(async (world) => {
    const a = await plant(world.db, ['Yuleisy/Zambrano 1988-11-03 f'])
    const b = await plant(world.db, ['Yuleisy Carolina/Sambrano Pérez 1988-03-11 f', 'Keiber/Zambrano 2015-01-02 m'])
    const before = await registry(world)
    const order = {
      a: first(a),
      b: first(b),
      outcome: 'same',
      keep: first(a),
      picks: ['given', 'birthDate'],
      reason: 'same woman',
    }
    const done = await decide(world, order)
    expect(done).toMatchObject({
      status: 200,
      body: {
        outcome: 'same',
        merge: {
          kept: { person: first(a), card: expect.stringMatching(/^H-/), name: 'Yuleisy Carolina Zambrano' },
          gone: { card: expect.stringMatching(/^H-/) },
        },
      },
    })
    expect((await decide(world, order)).body.merge.id).toBe(done.body.merge.id)
    const { rows } = await sql<{
      id: string
      countedAs: string
      birthDate: string
    }>`select id, counted_as, birth_date from persons where organisation_id = 9001 order by id`.execute(world.db)
    expect(rows.find((r) => r.id === first(b))!.countedAs).toBe(rows.find((r) => r.id === first(a))!.countedAs)
    expect(rows.find((r) => r.id === first(a))!.birthDate).toBe('1988-03-11')
    expect((await world.as(officer).get('/api/people/merges?organisation=9001')).body.merges).toHaveLength(1)
    const undone = await world.as(officer).post(`/api/people/merges/${done.body.merge.id}/undo`)
    expect((undone.body as Merge).undoneAt).not.toBeNull()
    expect((await world.as(officer).post(`/api/people/merges/${done.body.merge.id}/undo`)).status).toBe(200)
    expect(await registry(world)).toEqual(before)
  }),
)

test(
  'who was seen lately stays so where they are shown, and takes the visits since along when it is undone',
  scenario(async (world) => {
    const { db } = world
    const homes = [
      await plant(db, ['Yuleisy/Zambrano 1988-11-03 f']),
      await plant(db, ['Yuleisi/Sambrano 1988-11-03 f']),
      await plant(db, ['Yulesi/Zambrano 1988-11-03 f']),
    ] as const
    const [a, b, c] = homes
    const seen = (h: Planted, ago: string) =>
      sql`update households set last_seen_at = now() - ${ago}::interval where id = ${h.id}`.execute(db)
    const days = async () => {
      const { rows } = await sql<{ id: string; n: number }>`
        select id, extract(day from now() - last_seen_at)::int as n from households where organisation_id = 9001`.execute(db)
      return homes.map((h) => rows.find((r) => r.id === h.id)!.n)
    }
    const merge = async (kept: Planted, gone: Planted) =>
      (await decide(world, { a: first(kept), b: first(gone), outcome: 'same', keep: first(kept) })).body.merge.id as string
    await seen(a, '710 days')
    await seen(b, '9 days')
    await seen(c, '400 days')
    const one = await merge(a, b)
    expect(await days()).toEqual([9, 9, 400])
    await merge(c, a)
    expect(await days()).toEqual([9, 9, 9])
    await seen(c, '2 days')
    await world.as(officer).post(`/api/people/merges/${one}/undo`)
    expect(await days()).toEqual([9, 2, 2])
  }),
)

test(
  'a household whose last person went is found within the one that stays',
  scenario(async (world) => {
    const a = await plant(world.db, ['Yuleisy/Zambrano 1988-11-03 f'])
    const b = await plant(world.db, ['Yuleisi/Sambrano 1988-11-03 f'])
    await decide(world, { a: first(a), b: first(b), outcome: 'same', keep: first(a) })
    const { body } = await world.as(officer).get('/api/people/households?words=Yuleisi%20Sambrano')
    expect(body.households.map((h: { id: string }) => h.id)).toEqual([a.id])
  }),
)

test(
  'two who were told apart are counted as two though name, birthday and sex are the same',
  scenario(async (world) => {
    const [a, b] = [
      await plant(world.db, ['José Luis/Pérez Rojas 1990-01-05 m']),
      await plant(world.db, ['José Luis/Pérez Rojas 1990-01-05 m']),
    ]
    const counts = async () =>
      (
        await sql<{ n: number }>`select count(distinct counted_as) as n from persons where organisation_id = 9001`.execute(
          world.db,
        )
      ).rows[0]!.n
    const before = await counts()
    await decide(world, { a: first(a), b: first(b), outcome: 'different' })
    expect(await counts()).toBe(before + 1)
  }),
)

test(
  'only who manages the people of the organisation decides; of others’ people nobody hears',
  scenario(async (world) => {
    const [a, b] = [await plant(world.db, ['A B/C 1990-01-05 m']), await plant(world.db, ['A B/C 1990-01-06 m'])]
    const body = { a: first(a), b: first(b), outcome: 'same' }
    const worker = [grant('field-worker', { kind: 'organisation', organisationId: 9001 })]
    expect((await decide(world, body, worker)).status).toBe(403)
    expect(
      (await decide(world, body, [grant('registration-officer', { kind: 'organisation', organisationId: 9002 })])).status,
    ).toBe(404)
    expect((await decide(world, { ...body, b: first(a) })).status).toBe(422)
    expect((await decide(world, { ...body, keep: crypto.randomUUID() })).status).toBe(422)
    const merged = await decide(world, body)
    expect((await decide(world, { ...body, outcome: 'different' })).status).toBe(409)
    const c = await plant(world.db, ['A B/D 1990-01-06 m'])
    expect((await decide(world, { a: merged.body.merge.gone.person, b: first(c), outcome: 'same' })).status).toBe(409)
    const theirs = await plant(world.db, ['A B/C 1990-01-05 m'], { organisation: 9002 })
    const both = [...officer, grant('registration-officer', { kind: 'organisation', organisationId: 9002 })]
    expect((await decide(world, { a: first(c), b: first(theirs), outcome: 'same' }, both)).status).toBe(409)
  }),
)

test(
  'whatever is merged and undone in whatever order, in the end registry and counts are as before',
  scenario(async (world) => {
    const names = ['Ana/Rojas 1990-01-05 f', 'Ana Luz/Rojas Paz 1990-05-01 f', 'Anna/Roxas 1991-01-05 f', 'Luz/Paz 1990-01-05 f']
    const homes = [
      await plant(world.db, names.slice(0, 2)),
      await plant(world.db, names.slice(2)),
      await plant(world.db, [names[1]!]),
    ]
    const ids = homes.flatMap((h) => h.persons.map((p) => p.id))
    const before = await registry(world)
    const step = fc.record({
      a: fc.nat(4),
      b: fc.nat(4),
      undo: fc.boolean(),
      which: fc.nat(9),
      picks: fc.subarray(['given', 'family', 'birthDate'] as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 7 }), async (steps) => {
        const open: string[] = []
        const undo = async (n: number) => {
          const [id] = open.splice(n % open.length, 1)
          expect((await world.as(officer).post(`/api/people/merges/${id}/undo`)).status).toBe(200)
        }
        for (const s of steps) {
          if (s.undo && open.length > 0) await undo(s.which)
          else if (s.a !== s.b) {
            const done = await decide(world, { a: ids[s.a], b: ids[s.b], outcome: 'same', keep: ids[s.a], picks: s.picks })
            if (done.status === 200 && !open.includes(done.body.merge.id)) open.push(done.body.merge.id)
          }
        }
        for (let n = 1; open.length > 0; n += 3) await undo(n)
        expect(await registry(world)).toEqual(before)
      }),
      { numRuns: 15 },
    )
  }),
)

test(
  'a household registered anywhere is held against the registry when it is there: a probable pair waits in the queue, what was decided stays decided',
  scenario(async (world) => {
    const known = await plant(world.db, ['Yuleisy Carolina/Zambrano Pérez 1988-11-03 f'])
    await sql`insert into organisations (id, names) overriding system value values (9001, '{"en":"Alas"}') on conflict do nothing`.execute(
      world.db,
    )
    const again = aHousehold({ organisation: 9001, size: 2 })
    Object.assign(again.persons[0]!, {
      given: 'Yuleisi Carolina',
      family: 'Sambrano Pérez',
      birthDate: '1988-11-03',
      documents: [],
    })
    expect(await world.as(officer).post('/api/people/households', again)).toMatchObject({ status: 200 })
    const ordered = async () =>
      (
        await sql<{ key: string }>`select key from graphile_worker.jobs where key = ${`duplicates of ${again.id}`}`.execute(
          world.db,
        )
      ).rows.length
    expect(await ordered()).toBe(1)
    await compareHousehold(world.db, again.id)
    const queue = async () =>
      ((await world.as(officer).get('/api/people/duplicates?organisation=9001')).body as z.infer<typeof DuplicatePage>).pairs.map(
        (p) => [p.a.person.id, p.b.person.id].toSorted(),
      )
    const pair = [first(known), again.persons[0]!.id].toSorted()
    expect(await queue()).toEqual([pair])
    expect(await decide(world, { a: pair[0], b: pair[1], outcome: 'different' })).toMatchObject({ status: 200 })
    await compareHousehold(world.db, again.id)
    expect(await queue()).toEqual([])
  }),
)
