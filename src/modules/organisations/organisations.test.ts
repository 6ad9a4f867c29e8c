/** Bodies, users and grants: rules first, then through HTTP. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { browser } from '../../../test/browser.ts'
import { grant, scenario, type World } from '../../../test/scenario.ts'
import { asReader } from '../../core/database.ts'
import { loadPlaces } from '../places/load.ts'
import { commands } from './commands.ts'
import { fits, grantFrom } from './rules.ts'
import { ensureSampleUsers } from './sample.ts'

const address = () => `${randomUUID()}@senda.example`
const newUser = (over: Record<string, unknown> = {}) => ({
  name: 'Amina',
  email: address(),
  language: 'es',
  grants: [{ role: 'viewer', scope: 'region', scopeId: null }],
  ...over,
})
const administrator = { role: 'administrator', scope: 'region', scopeId: null }

test('a role holds only where it makes sense', () => {
  expect(fits({ role: 'country-officer', scope: 'platform', scopeId: 'Caribbean' })).toBe(true)
  expect(fits({ role: 'country-officer', scope: 'organisation', scopeId: '1' })).toBe(false)
  expect(fits({ role: 'administrator', scope: 'country', scopeId: 'EC' })).toBe(false)
  expect(fits({ role: 'organisation-reporter', scope: 'region', scopeId: null })).toBe(false)
  expect(fits({ role: 'viewer', scope: 'region', scopeId: 'EC' })).toBe(false)
  expect(fits({ role: 'viewer', scope: 'country', scopeId: null })).toBe(false)
})

test('a scope is written as role and place', () => {
  expect(grantFrom('country-officer', 'platform:Central America and Mexico')).toEqual({
    role: 'country-officer',
    scope: 'platform',
    scopeId: 'Central America and Mexico',
  })
  expect(grantFrom('viewer', 'region')).toEqual({ role: 'viewer', scope: 'region', scopeId: null })
  for (const text of ['planet', 'country', 'country:', 'organisation'])
    expect(() => grantFrom('viewer', text)).toThrow('organisations/scope-not-understood')
})

test(
  'only an administrator sees or changes users',
  scenario(async ({ as, db }) => {
    await loadPlaces(db)
    for (const role of ['regional-officer', 'country-officer', 'organisation-reporter', 'viewer'] as const) {
      const other = as(role)
      expect(await other.get('/api/users')).toMatchObject({ status: 403 })
      expect(await other.post('/api/users', newUser())).toMatchObject({ status: 403 })
      expect(await other.patch('/api/users/x', { disabled: true })).toMatchObject({ status: 403 })
      expect(await other.post('/api/users/x/password')).toMatchObject({ status: 403 })
    }
    expect(await as('nobody').get('/api/users')).toMatchObject({ status: 401 })
  }),
)

test(
  'a user is added once, with a password shown once, and reading the list leaves a trace',
  scenario(async ({ as, db }) => {
    await db.deleteFrom('users').execute()
    await loadPlaces(db)
    const admin = as('administrator')
    const user = newUser({ email: address().toUpperCase() })

    const added = await admin.post('/api/users', user)

    expect(added).toMatchObject({
      status: 201,
      body: { user: { email: user.email.toLowerCase(), grants: user.grants, disabled: false, secondFactor: false } },
    })
    expect(added.body.password).toHaveLength(23)
    expect(await admin.post('/api/users', user)).toMatchObject({ status: 409, body: { code: 'organisations/email-taken' } })
    const list = await admin.get(`/api/users?q=${encodeURIComponent(user.email)}`)
    expect(list.body.users).toHaveLength(1)
    expect(JSON.stringify(list.body)).not.toMatch(/password|scrypt/)
    expect(await db.selectFrom('events').select(['actorId', 'action']).where('action', '=', 'users.read').execute()).toEqual([
      { actorId: 'test-user', action: 'users.read' },
    ])
    const events = JSON.stringify(await db.selectFrom('events').selectAll().execute())
    expect(events).not.toContain('@senda.example')
  }),
)

test(
  'the list of users comes in pages',
  scenario(async ({ as, db, ctx }) => {
    await sql`insert into users (id, name, email) select 'p' || i, 'Person ' || i, 'p' || lpad(i::text, 4, '0') || '@page.example' from generate_series(1, 205) i`.execute(
      db,
    )
    const admin = as('administrator')
    const first = (await admin.get('/api/users?q=page.example')).body
    const second = (await admin.get(`/api/users?q=page.example&after=${encodeURIComponent(first.next)}`)).body
    expect([first.users.length, second.users.length, second.next]).toEqual([200, 5, null])
    expect(ctx().actor.id).toBe('test-user')
  }),
)

test(
  'a grant to a place or body that is not there is refused',
  scenario(async ({ as, db }) => {
    await db.deleteFrom('users').execute()
    await loadPlaces(db)
    const admin = as('administrator')
    const refused = async (role: string, scope: string, scopeId: string) =>
      (await admin.post('/api/users', newUser({ grants: [{ role, scope, scopeId }] }))).body.code
    expect(await refused('country-officer', 'country', 'XQ')).toBe('organisations/scope-unknown')
    expect(await refused('country-officer', 'country', 'EC-P')).toBe('organisations/scope-unknown')
    expect(await refused('country-officer', 'platform', 'Atlantis')).toBe('organisations/scope-unknown')
    expect(await refused('organisation-reporter', 'organisation', '999999')).toBe('organisations/scope-unknown')
    expect(await refused('organisation-reporter', 'organisation', '1 or 1=1')).toBe('organisations/scope-unknown')
    expect(await refused('administrator', 'country', 'EC')).toBe('organisations/grant-does-not-fit')
    expect(await db.selectFrom('users').select('id').execute()).toEqual([])
  }),
)

test(
  'the last administrator cannot be removed, neither by role nor by shutting the account',
  scenario(async ({ as, db }) => {
    await db.deleteFrom('users').execute()
    await loadPlaces(db)
    const admin = as('administrator')
    const one = (await admin.post('/api/users', newUser({ grants: [administrator] }))).body.user
    const last = { status: 409, body: { code: 'organisations/last-administrator' } }
    expect(await admin.patch(`/api/users/${one.id}`, { disabled: true })).toMatchObject(last)
    expect(await admin.patch(`/api/users/${one.id}`, { grants: [] })).toMatchObject(last)
    expect(await admin.patch(`/api/users/${one.id}`, { name: 'Ana' })).toMatchObject({ status: 200, body: { name: 'Ana' } })

    const two = (await admin.post('/api/users', newUser({ grants: [administrator] }))).body.user
    expect(await admin.patch(`/api/users/${one.id}`, { grants: [] })).toMatchObject({ status: 200, body: { grants: [] } })
    expect(await admin.patch(`/api/users/${two.id}`, { disabled: true })).toMatchObject(last)
    expect(await admin.patch('/api/users/not-there', { disabled: true })).toMatchObject({ status: 404 })
  }),
)

test(
  'everybody changes their own name and language, nobody their own grants',
  scenario(async (world) => {
    await loadPlaces(world.db)
    const { user, password } = (await world.as('administrator').post('/api/users', newUser())).body
    const page = browser(world.db)
    await page.signIn(user.email, password)
    const answer = await page.post('/api/keys', { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })
    expect(answer).toMatchObject({ status: 422, body: { code: 'organisations/key-in-the-past' } })
    const changed = await put(world, page.cookies, { name: 'Ana', language: 'pt', grants: [administrator] })
    expect(changed).toMatchObject({ name: 'Ana', language: 'pt', grants: user.grants })
  }),
)

async function put({ db }: World, cookies: Map<string, string>, body: unknown) {
  const { createApp } = await import('../../app.ts')
  const { contextFrom } = await import('./session.ts')
  const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
  const answer = await createApp(contextFrom(db)).request('/api/me', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
  return answer.json()
}

test(
  'keys are one’s own: those of others are neither seen nor taken back',
  scenario(async (world) => {
    await loadPlaces(world.db)
    const admin = world.as('administrator')
    const [one, two] = [(await admin.post('/api/users', newUser())).body, (await admin.post('/api/users', newUser())).body]
    const [mine, theirs] = [browser(world.db), browser(world.db)]
    await mine.signIn(one.user.email, one.password)
    await theirs.signIn(two.user.email, two.password)
    const { entry } = (await theirs.post('/api/keys', { name: 'theirs' })).body

    expect((await mine.get('/api/keys')).body).toEqual([])
    const { createApp } = await import('../../app.ts')
    const { contextFrom } = await import('./session.ts')
    const remove = (cookies: Map<string, string>) =>
      createApp(contextFrom(world.db)).request(`/api/keys/${entry.id}`, {
        method: 'DELETE',
        headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      })
    expect((await remove(mine.cookies)).status).toBe(404)
    expect((await remove(theirs.cookies)).status).toBe(204)
    expect((await theirs.get('/api/keys')).body).toEqual([])
  }),
)

test(
  'a body is found by any way its name is written, and is there once',
  scenario(async ({ as }) => {
    const officer = as('regional-officer')
    const added = await officer.post('/api/organisations', {
      names: { en: 'Alas de Colibrí Foundation', es: 'Fundación Alas de Colibrí' },
      acronym: 'FAC',
      also: ['Alas Colibri'],
    })
    expect(added).toMatchObject({ status: 201, body: { acronym: 'FAC', kind: '', isDonor: false } })
    const find = async (q: string) =>
      (await as('viewer').get(`/api/organisations?q=${encodeURIComponent(q)}`)).body.map((o: { id: number }) => o.id)
    for (const q of ['colibrí', 'FUNDACION alas', 'fac', 'alas colibri']) expect([q, await find(q)]).toEqual([q, [added.body.id]])
    expect(await find('100%_')).toEqual([])

    expect(await officer.post('/api/organisations', { names: { es: 'FUNDACION ALAS DE COLIBRI' } })).toMatchObject({
      status: 409,
      body: { code: 'organisations/name-taken', id: added.body.id },
    })
    expect(await officer.post('/api/organisations', { names: {} })).toMatchObject({ status: 400 })
    expect(await officer.patch(`/api/organisations/${added.body.id}`, { kind: 'NGO', isDonor: true })).toMatchObject({
      status: 200,
      body: { kind: 'NGO', isDonor: true, names: { en: 'Alas de Colibrí Foundation' } },
    })
    expect(await officer.patch('/api/organisations/2147483647', { kind: 'NGO' })).toMatchObject({ status: 404 })
    for (const role of ['country-officer', 'organisation-reporter', 'viewer'] as const)
      expect(await as(role).post('/api/organisations', { names: { en: 'X' } })).toMatchObject({ status: 403 })
  }),
)

test(
  'the reader role sees nothing of users, sessions, keys and secrets',
  scenario(async ({ db }) => {
    for (const table of [
      'users',
      'grants',
      'sessions',
      'accounts',
      'verifications',
      'two_factors',
      'rate_limits',
      'api_keys',
      'secrets',
    ]) {
      await sql`savepoint before`.execute(db)
      const reading = asReader(db, 'all', (reader) => sql`select 1 from ${sql.table(table)}`.execute(reader))
      await expect(reading).rejects.toThrow(/permission denied/)
      await sql`rollback to savepoint before`.execute(db)
    }
  }),
)

test(
  'the people of the sample are added once, and each can sign in',
  scenario(async ({ db }) => {
    await db.deleteFrom('users').execute()
    const added = await ensureSampleUsers(db)
    expect(added.map((u) => u.role)).toEqual([
      'administrator',
      'regional-officer',
      'country-officer EC',
      'country-officer CO',
      'sector-coordinator EC:health',
      'organisation-office',
      'organisation-reporter',
      'viewer',
      'field-worker',
      'registration-officer',
      'protection-officer',
      'field-worker',
    ])
    expect(new Set(added.map((u) => u.password)).size).toBe(12)
    expect(await ensureSampleUsers(db)).toEqual([])
    const reporter = added.find((u) => u.role === 'organisation-reporter')!
    const page = browser(db)
    await page.signIn(reporter.email, reporter.password)
    const me = (await page.get('/api/me')).body
    expect(me.organisations).toHaveLength(1)
    expect(me.may).toMatchObject({ 'activities.write': true, 'activities.review': false })
  }),
)

test(
  'the command line adds, lists, resets and shuts out users',
  scenario(async ({ db, ctx }) => {
    await loadPlaces(db)
    const run = async (name: string, positionals: string[], values: Record<string, string | boolean> = {}) => {
      const out: string[] = []
      await commands
        .find((c) => c.name === name)!
        .run({ ctx: ctx(), positionals, values, print: (t) => out.push(t), hint: (t) => out.push(t) })
      return out.join('\n')
    }
    const email = address()
    const added = await run('user add', [], { email, name: 'Ana', role: 'country-officer', scope: 'platform:Southern Cone' })
    const password = /: (\S+)$/.exec(added)![1]!
    const page = browser(db)
    expect((await page.signIn(email, password)).status).toBe(200)
    expect(await run('user list', [])).toContain('country-officer platform:Southern Cone')
    expect(await run('user reset', [email])).not.toContain(password)
    expect((await page.signIn(email, password)).status).toBe(401)
    await run('user disable', [email])
    expect(JSON.parse(await run('user list', [email], { json: true }))).toMatchObject([{ email, disabled: true }])

    await expect(run('user add', [], { email })).rejects.toThrow('organisations/what-is-missing')
    await expect(run('user add', [], { email, name: 'x', role: 'king' })).rejects.toThrow('organisations/role-unknown')
    await expect(
      run('user add', [], { email: address(), name: 'x', role: 'viewer', scope: 'organisation:Nowhere' }),
    ).rejects.toThrow('organisations/which-organisation')
    await expect(run('user add', [], { email: address(), name: 'x', role: 'viewer', password: 'short' })).rejects.toThrow(
      'organisations/password-too-short',
    )
    await expect(run('user disable', ['nobody@senda.example'])).rejects.toThrow('core/not-found')
  }),
)

test(
  'an organisation reporter is granted one body, and stays outside every other',
  scenario(async ({ as }) => {
    const reporter = as([grant('organisation-reporter', { kind: 'organisation', organisationId: 1 })])
    expect(await reporter.get('/api/users')).toMatchObject({ status: 403 })
    expect(await reporter.get('/api/organisations')).toMatchObject({ status: 200 })
  }),
)
