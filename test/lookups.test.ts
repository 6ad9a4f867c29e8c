/** Names tried one after another tell who is registered: every question is counted, and an unusual number is seen. */
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { Operation } from '../src/modules/delivery/field/contract.ts'
import type { Lookups } from '../src/modules/people/lookups/contract.ts'
import { forgetLookups } from '../src/modules/people/lookups/lookups.ts'
import { manyLookups, mostLookups } from '../src/modules/people/rules/lookups.ts'
import { aPost, giving, type Post, registering, worker } from './field.ts'
import { aContent, aPerson } from './people.ts'
import { grant, scenario, type World } from './scenario.ts'

const asked = async (db: World['db']): Promise<number> =>
  (await db.selectFrom('lookups').select('asked').where('by', '=', 'test-user').executeTakeFirst())?.asked ?? 0
/** As if so many questions had been asked in this hour. */
const hasAsked = (db: World['db'], n: number) =>
  sql`insert into lookups (by, hour, asked) values ('test-user', date_trunc('hour', now(), 'UTC'), ${n})
    on conflict (by, hour) do update set asked = ${n}`.execute(db)

async function atPost(world: World, intervalDays = 30) {
  const post = await aPost(world.db, { intervalDays })
  const me = world.as(worker(post))
  const household = registering(post)
  const sync = (operations: Operation[]) =>
    me.post('/api/field/sync', { device: null, sentAt: new Date().toISOString(), operations })
  expect((await sync([household])).body.answers).toMatchObject([{ outcome: 'done' }])
  return { post, me, sync, household: household.body }
}

const trials = (post: Post, card: string) => ({
  'a name': (me: ReturnType<World['as']>) => me.get('/api/people/households?words=Nobody%20Anywhere'),
  'a document': (me: ReturnType<World['as']>) => me.get('/api/people/households?document=V12345678'),
  'a card': (me: ReturnType<World['as']>) => me.get(`/api/people/households?card=${card}`),
  'who they may be': (me: ReturnType<World['as']>) =>
    me.post('/api/people/candidates', {
      organisation: post.organisation,
      household: aContent({ site: post.site.id, persons: [aPerson(), aPerson({ relation: 'child' })] }),
    }),
})

test(
  'whoever asks after people is counted, found or not, and each person of those who are compared',
  scenario(async (world) => {
    const { post, me, household } = await atPost(world)
    let before = 0
    for (const [what, ask] of Object.entries(trials(post, 'H-0000-0000'))) {
      expect((await ask(me)).status, what).toBe(200)
      const now = await asked(world.db)
      expect(now - before, what).toBe(what === 'who they may be' ? 2 : 1)
      before = now
    }
    expect((await me.post('/api/deliveries/check', giving(post, household.id).body)).status).toBe(200)
    expect(await asked(world.db)).toBe(before + 1)
    expect((await me.get('/api/people/households')).status).toBe(200)
    expect(await asked(world.db)).toBe(before + 1)
  }),
)

test(
  'beyond the most of an hour nothing more is answered, in words and with the time to wait; what is registered and given is taken in all the same',
  scenario(async (world) => {
    const { post, me, sync, household } = await atPost(world)
    await hasAsked(world.db, mostLookups)
    for (const [what, ask] of Object.entries(trials(post, 'H-0000-0000'))) {
      const answer = await ask(me)
      expect(answer, what).toMatchObject({
        status: 429,
        body: { code: 'people/too-many-lookups', title: expect.stringMatching(/\w/) },
      })
      expect(Number(answer.headers.get('retry-after')), what).toBeGreaterThan(0)
    }
    expect((await me.post('/api/deliveries/check', giving(post, household.id).body)).status).toBe(429)
    const [more, kit] = [registering(post), giving(post, household.id)]
    expect((await sync([more, kit])).body.answers).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    expect((await me.get(`/api/people/households/${household.id}`)).status).toBe(200)
    expect(
      (
        await world
          .as([grant('field-worker', { kind: 'organisation', organisationId: post.organisation })])
          .get('/api/people/households')
      ).status,
    ).toBe(200)
  }),
)

test(
  'an entry that is stopped tells something and writes nothing: it is counted, noted as a reading, and at last no longer explained',
  scenario(async (world) => {
    const { post, me, sync, household } = await atPost(world)
    await sync([giving(post, household.id, new Date(Date.now() - 600_000))])
    const once = await asked(world.db)
    const again = () => giving(post, household.id).body
    expect((await me.post('/api/deliveries', [again()])).body).toMatchObject([{ outcome: 'stopped', double: { isOurs: true } }])
    expect(await asked(world.db)).toBe(once + 1)
    const how = () => world.db.selectFrom('readings').select('how').where('householdId', '=', household.id).execute()
    expect((await how()).filter((r) => r.how === 'checked')).toHaveLength(1)
    await me.post('/api/deliveries/check', again())
    expect((await how()).filter((r) => r.how === 'checked')).toHaveLength(1)
    await hasAsked(world.db, mostLookups)
    expect((await me.post('/api/deliveries', [again()])).body).toMatchObject([
      { outcome: 'refused', double: null, problem: { code: 'people/too-many-lookups' } },
    ])
    // A device says what it always said.
    expect((await sync([giving(post, household.id)])).body.answers).toMatchObject([
      { outcome: 'refused', isDouble: true, problem: { code: 'delivery/given-before' } },
    ])
    const reason = { ...again(), overrideReason: 'The first was lost in the river' }
    expect((await me.post('/api/deliveries', [reason])).body).toMatchObject([{ outcome: 'recorded' }])
  }),
)

test(
  'an entry that is recorded all the same tells as much: by a reason, sent again, come late, by the person alone; beyond the most it is recorded and no longer explained',
  scenario(async (world) => {
    const { post, me, sync, household } = await atPost(world)
    await sync([giving(post, household.id, new Date(Date.now() - 600_000))])
    const person = household.persons[0]!.id
    const reasoned = () => ({ ...giving(post, household.id).body, overrideReason: 'x' })
    const ways: Record<string, () => Promise<unknown>> = {
      'with a reason': async () => (await me.post('/api/deliveries', [reasoned()])).body[0].double.again,
      'sent again': async () => {
        const once = reasoned()
        await me.post('/api/deliveries', [once])
        await hasAsked(world.db, 0)
        return (await me.post('/api/deliveries', [once])).body[0].double.again
      },
      'come late': async () =>
        (await sync([giving(post, household.id, new Date(Date.now() - 500_000))])).body.answers[0].isDouble,
      'the person alone': async () =>
        (await me.post('/api/deliveries', [{ ...reasoned(), to: 'person', household: null, person }])).body[0].double.again,
    }
    const readings = () =>
      world.db.selectFrom('readings').select('how').where('householdId', '=', household.id).where('how', '=', 'checked').execute()
    for (const [way, tell] of Object.entries(ways)) {
      await world.db.deleteFrom('readings').where('how', '=', 'checked').execute()
      await hasAsked(world.db, 0)
      expect(await tell(), way).toBeTruthy()
      expect(await asked(world.db), way).toBe(1)
      expect(await readings(), way).toHaveLength(1)
    }
    await hasAsked(world.db, mostLookups)
    const [answer] = (await me.post('/api/deliveries', [reasoned()])).body
    expect(answer).toMatchObject({ outcome: 'recorded', double: null, problem: null })
    expect((await sync([giving(post, household.id, new Date(Date.now() - 400_000))])).body.answers).toMatchObject([
      { outcome: 'done', isDouble: false },
    ])
    const { rows } = await sql`select from deliveries where household_id = ${household.id}::uuid and is_double`.execute(world.db)
    expect(rows).toHaveLength(6)
  }),
)

test(
  'an unusual number is seen by those who answer for the organisation and by administrators, not by others, and without what was asked',
  scenario(async (world) => {
    const { post, me } = await atPost(world)
    const officer = (organisationId: number) =>
      world.as([grant('registration-officer', { kind: 'organisation', organisationId })])
    const seen = async (who: ReturnType<World['as']>) =>
      ((await who.get('/api/people/lookups')).body as Lookups[]).filter((l) => l.by === 'test-user')
    await me.get('/api/people/households?words=Nobody%20Anywhere')
    expect(await seen(officer(post.organisation))).toEqual([])
    await hasAsked(world.db, manyLookups - 1)
    await me.get('/api/people/households?words=Nobody%20Anywhere')
    const [line] = await seen(officer(post.organisation))
    expect(line).toEqual({ by: 'test-user', byName: 'Amina', hour: expect.any(String), asked: manyLookups, isStopped: false })
    expect(await seen(world.as('administrator'))).toHaveLength(1)
    expect(await seen(officer(post.organisation + 1))).toEqual([])
    expect((await me.get('/api/people/lookups')).status).toBe(403)
    expect((await world.as('viewer').get('/api/people/lookups')).status).toBe(403)
  }),
)

test(
  'who asked how often is forgotten after half a year',
  scenario(async ({ db }) => {
    const by = uuid()
    for (const months of [5, 7])
      await sql`insert into lookups (by, hour, asked) values (${by}, now() - make_interval(months => ${months}), 9)`.execute(db)
    await forgetLookups(db)
    expect(await db.selectFrom('lookups').select('asked').where('by', '=', by).execute()).toHaveLength(1)
  }),
)
