/** Sign-in over the real app: password, limits, second factor, keys, and who is let in no more. */
import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { browser } from '../../../test/browser.ts'
import { scenario, type World } from '../../../test/scenario.ts'
import { loadPlaces } from '../places/load.ts'
import { addUser, changeUser, resetPassword } from './actions.ts'
import type { GrantEntry } from './contract.ts'
import { digest } from './secrets.ts'

const password = 'a long enough sentence'
const viewer: GrantEntry = { role: 'viewer', scope: 'region', scopeId: null }

async function person({ db, ctx }: World, grants: GrantEntry[] = [viewer]) {
  await loadPlaces(db)
  const email = `${randomUUID()}@senda.example`
  const { user } = await addUser(ctx(), { name: 'Amina', email, language: 'es', password, grants })
  return { ...user, email }
}

/** The code an authenticator app shows (RFC 6238). */
function codeFor(uri: string, at = Date.now()): string {
  const secret = new URL(uri).searchParams.get('secret')!
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(step).digest()
  return String((mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test(
  'somebody with the right password is let in, and the answer says what they may do',
  scenario(async (world) => {
    const { email, id } = await person(world)
    const page = browser(world.db)

    expect(await page.get('/api/me')).toMatchObject({ status: 401, body: { code: 'core/sign-in-first' } })
    const answer = await page.signIn(email.toUpperCase(), password)

    expect(answer.status).toBe(200)
    expect(answer.set.find((c) => c.startsWith('senda.session_token='))).toMatch(/HttpOnly.*SameSite=Lax/i)
    expect(answer.set.join()).not.toMatch(/Secure/)
    const me = await page.get('/api/me')
    expect(me).toMatchObject({
      status: 200,
      body: {
        id,
        language: 'es',
        countries: null,
        may: { 'activities.read': true, 'activities.write': false, 'users.edit': false },
      },
    })
  }),
)

test(
  'cookies are marked Secure when the browser came by https through the proxy',
  scenario(async (world) => {
    const { email } = await person(world)
    process.env.SENDA_PROXY = '1'
    try {
      const answer = await browser(world.db, { 'x-forwarded-proto': 'https', origin: 'https://localhost' }).signIn(
        email,
        password,
      )
      expect(answer.status).toBe(200)
      expect(answer.set.every((c) => /; Secure/.test(c))).toBe(true)
    } finally {
      delete process.env.SENDA_PROXY
    }
  }),
)

test(
  'a wrong password, an unknown address and a shut account are refused in words',
  scenario(async (world) => {
    const { email, id } = await person(world)
    const page = browser(world.db, { 'accept-language': 'es' })

    expect(await page.signIn(email, 'not the right one')).toMatchObject({
      status: 401,
      body: { code: 'organisations/wrong-password', title: 'La dirección o la contraseña no es correcta.' },
    })
    expect(await page.signIn('nobody@senda.example', password)).toMatchObject({
      status: 401,
      body: { code: 'organisations/wrong-password' },
    })
    await changeUser(world.ctx(), id, { disabled: true })
    expect(await page.signIn(email, password)).toMatchObject({ status: 403, body: { code: 'organisations/disabled' } })
    expect(page.cookies.has('senda.session_token')).toBe(false)
  }),
)

test(
  'whoever is shut out is signed out everywhere at once',
  scenario(async (world) => {
    const { email, id } = await person(world)
    const page = browser(world.db)
    await page.signIn(email, password)
    expect((await page.get('/api/me')).status).toBe(200)

    await changeUser(world.ctx(), id, { disabled: true })

    expect((await page.get('/api/me')).status).toBe(401)
  }),
)

test(
  'a sixth attempt within a minute on one account waits; other accounts at the same address do not',
  scenario(async (world) => {
    const [one, other] = [await person(world), await person(world)]
    const page = browser(world.db)
    for (let i = 0; i < 5; i++) expect((await page.signIn(one.email, 'wrong wrong wrong')).status).toBe(401)

    const sixth = await page.signIn(one.email, password)

    expect(sixth).toMatchObject({ status: 429, body: { code: 'organisations/too-many-attempts' } })
    expect(sixth.body.seconds).toBeGreaterThan(0)
    expect(sixth.headers.get('retry-after')).toBe(String(sixth.body.seconds))
    expect((await page.signIn(other.email, password)).status).toBe(200)
    const kept = await world.db.selectFrom('rateLimits').select('key').execute()
    expect(kept.every(({ key }) => /^[0-9a-f]{64}$/.test(key))).toBe(true)
  }),
)

test(
  'an address that tries many accounts waits, and may not pretend to be another address',
  scenario(async (world) => {
    let last = 0
    for (let i = 0; i < 31; i++) {
      const page = browser(world.db, { 'x-forwarded-for': `10.0.0.${i}`, 'x-senda-address': `10.0.1.${i}` })
      last = (await page.signIn('', '')).status
    }
    expect(last).toBe(429)
  }),
)

test(
  'the second factor, end to end: set up, asked for, passed with a code or a backup code, taken away',
  scenario(async (world) => {
    const { email } = await person(world)
    const page = browser(world.db)
    await page.signIn(email, password)
    const { body: setUp } = await page.post('/api/auth/two-factor/enable', { password })
    expect(setUp.totpURI).toMatch(/^otpauth:\/\/totp\/Senda/)
    expect((await page.post('/api/auth/two-factor/verify-totp', { code: codeFor(setUp.totpURI) })).status).toBe(200)
    expect((await page.get('/api/me')).body).toMatchObject({ secondFactor: true })

    const phone = browser(world.db)
    expect(await phone.signIn(email, password)).toMatchObject({ status: 200, body: { twoFactorRedirect: true } })
    expect((await phone.get('/api/me')).status).toBe(401)
    const wrong = codeFor(setUp.totpURI, Date.now() - 3_600_000)
    expect(await phone.post('/api/auth/two-factor/verify-totp', { code: wrong })).toMatchObject({
      status: 401,
      body: { code: 'organisations/wrong-code' },
    })
    expect((await phone.post('/api/auth/two-factor/verify-totp', { code: codeFor(setUp.totpURI) })).status).toBe(200)
    expect((await phone.get('/api/me')).status).toBe(200)

    const lost = browser(world.db)
    await lost.signIn(email, password)
    expect((await lost.post('/api/auth/two-factor/verify-backup-code', { code: setUp.backupCodes[0] })).status).toBe(200)
    const again = browser(world.db)
    await again.signIn(email, password)
    expect(await again.post('/api/auth/two-factor/verify-backup-code', { code: setUp.backupCodes[0] })).toMatchObject({
      status: 401,
      body: { code: 'organisations/wrong-code' },
    })

    expect((await phone.post('/api/auth/two-factor/disable', { password })).status).toBe(200)
    expect((await browser(world.db).signIn(email, password)).body).not.toHaveProperty('twoFactorRedirect')
  }),
)

test(
  'an administrator takes a lost second factor away',
  scenario(async (world) => {
    const { email, id } = await person(world)
    const page = browser(world.db)
    await page.signIn(email, password)
    const { body } = await page.post('/api/auth/two-factor/enable', { password })
    await page.post('/api/auth/two-factor/verify-totp', { code: codeFor(body.totpURI) })

    await changeUser(world.ctx(), id, { secondFactor: false })

    const later = browser(world.db)
    await later.signIn(email, password)
    expect((await later.get('/api/me')).body).toMatchObject({ secondFactor: false })
  }),
)

test(
  'a changed password ends the other sessions and the old password',
  scenario(async (world) => {
    const { email } = await person(world)
    const [desk, phone] = [browser(world.db), browser(world.db)]
    await desk.signIn(email, password)
    await phone.signIn(email, password)

    expect(await desk.post('/api/auth/change-password', { currentPassword: password, newPassword: 'short' })).toMatchObject({
      status: 422,
      body: { code: 'organisations/password-too-short' },
    })
    expect(
      await desk.post('/api/auth/change-password', { currentPassword: 'wrong wrong wrong', newPassword: 'another sentence' }),
    ).toMatchObject({ status: 422, body: { code: 'organisations/wrong-current-password' } })
    expect(
      (
        await desk.post('/api/auth/change-password', {
          currentPassword: password,
          newPassword: 'another sentence',
          revokeOtherSessions: true,
        })
      ).status,
    ).toBe(200)

    expect((await desk.get('/api/me')).status).toBe(200)
    expect((await phone.get('/api/me')).status).toBe(401)
    expect((await phone.signIn(email, password)).status).toBe(401)
    expect((await phone.signIn(email, 'another sentence')).status).toBe(200)
  }),
)

test(
  'signing out here or everywhere else ends those sessions',
  scenario(async (world) => {
    const { email } = await person(world)
    const [desk, phone] = [browser(world.db), browser(world.db)]
    await desk.signIn(email, password)
    await phone.signIn(email, password)

    expect((await desk.post('/api/auth/revoke-other-sessions')).status).toBe(200)
    expect((await phone.get('/api/me')).status).toBe(401)
    const cookie = `senda.session_token=${desk.cookies.get('senda.session_token')}`
    expect((await desk.post('/api/auth/sign-out')).status).toBe(200)
    expect((await browser(world.db).get('/api/me', { cookie })).status).toBe(401)
  }),
)

test(
  'a password given by an administrator works once it is given, and the old one no more',
  scenario(async (world) => {
    const { email, id } = await person(world)
    const page = browser(world.db)
    await page.signIn(email, password)
    const { body } = await page.post('/api/keys', { name: 'Power BI' })

    const given = await resetPassword(world.ctx(), id)

    expect(given).toMatch(/^(\w{5}-){3}\w{5}$/)
    expect((await page.get('/api/me')).status).toBe(401)
    expect((await page.signIn(email, password)).status).toBe(401)
    expect((await page.signIn(email, given)).status).toBe(200)
    // As the dialog says: programs go on, until their owner takes the key back or is shut out.
    const bearer = { authorization: `Bearer ${body.key}` }
    expect((await browser(world.db).get('/api/me', bearer)).body).toMatchObject({ email })
    await changeUser(world.ctx(), id, { disabled: true })
    expect((await browser(world.db).get('/api/me', bearer)).status).toBe(401)
  }),
)

test(
  'a session is opened by the signed cookie only, never by the token in the database',
  scenario(async (world) => {
    const { email, id } = await person(world)
    const page = browser(world.db)
    await page.signIn(email, password)
    const { token } = await world.db.selectFrom('sessions').select('token').where('userId', '=', id).executeTakeFirstOrThrow()
    const stranger = browser(world.db)

    for (const value of [token, `${token}.`, `${token}.${Buffer.alloc(32).toString('base64')}`, '%E0%A4%A'])
      expect((await stranger.get('/api/me', { cookie: `senda.session_token=${value}` })).status).toBe(401)

    await world.db
      .updateTable('sessions')
      .set({ expiresAt: new Date(0) })
      .execute()
    expect((await page.get('/api/me')).status).toBe(401)
  }),
)

test(
  'neither where somebody sits nor which browser they use is kept',
  scenario(async (world) => {
    const { email, id } = await person(world)
    await browser(world.db, { 'user-agent': 'Firefox' }).signIn(email, password)
    expect(await world.db.selectFrom('sessions').select(['ipAddress', 'userAgent']).where('userId', '=', id).execute()).toEqual([
      { ipAddress: null, userAgent: null },
    ])
  }),
)

test(
  'a page of another site cannot sign anybody in or out',
  scenario(async (world) => {
    const { email } = await person(world)
    const page = browser(world.db)
    await page.signIn(email, password)

    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await page.post('/api/auth/sign-out', {}, evil)).status).toBe(403)
    expect((await page.get('/api/me')).status).toBe(200)
    expect(
      await browser(world.db).post('/api/auth/sign-in/email', { email, password }, { origin: 'https://evil.example' }),
    ).toMatchObject({ status: 403 })
  }),
)

test(
  'of the sign-in library only what Senda uses is open',
  scenario(async (world) => {
    const page = browser(world.db)
    for (const path of [
      'sign-up/email',
      'update-user',
      'delete-user',
      'change-email',
      'request-password-reset',
      'reset-password',
      'sign-in/social',
      'link-social',
    ])
      expect([path, (await page.post(`/api/auth/${path}`, { email: 'a@b.example', password, name: 'x' })).status]).toEqual([
        path,
        404,
      ])
    for (const path of ['get-session', 'list-sessions', 'ok', 'error'])
      expect([path, (await page.get(`/api/auth/${path}`)).status]).toEqual([path, 404])
  }),
)

test(
  'a key opens what its owner may do, as bearer or as password, until it ends or is taken back',
  scenario(async (world) => {
    const { email, id } = await person(world)
    const page = browser(world.db)
    await page.signIn(email, password)
    const { status, body } = await page.post('/api/keys', { name: 'Power BI' })
    expect(status).toBe(201)
    expect(body.key).toMatch(/^senda_[\w-]{43}$/)
    const program = browser(world.db)
    const bearer = { authorization: `Bearer ${body.key}` }
    const basic = { authorization: `Basic ${Buffer.from(`x:${body.key}`).toString('base64')}` }

    expect((await program.get('/api/me', bearer)).body).toMatchObject({ email })
    expect((await program.get('/api/me', basic)).body).toMatchObject({ email })
    expect((await page.get('/api/keys')).body).toMatchObject([{ name: 'Power BI', start: body.key.slice(0, 12) }])
    expect(JSON.stringify(await page.get('/api/keys'))).not.toContain(body.key)
    const stored = await world.db.selectFrom('apiKeys').selectAll().where('userId', '=', id).executeTakeFirstOrThrow()
    expect(stored.sha256).toBe(digest(body.key))
    expect(stored.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(stored)).not.toContain(body.key)
    expect(await program.post('/api/keys', { name: 'child' }, bearer)).toMatchObject({
      status: 403,
      body: { code: 'organisations/not-with-a-key' },
    })

    await world.db
      .updateTable('apiKeys')
      .set({ expiresAt: new Date(0) })
      .execute()
    expect(await program.get('/api/me', bearer)).toMatchObject({ status: 401, body: { code: 'organisations/key-not-valid' } })
    expect((await program.get('/api/me', { authorization: 'Bearer senda_wrong' })).status).toBe(401)
  }),
)

test(
  'a key of somebody who is shut out opens nothing',
  scenario(async (world) => {
    const { email, id } = await person(world)
    const page = browser(world.db)
    await page.signIn(email, password)
    const { body } = await page.post('/api/keys', { name: 'x' })
    await changeUser(world.ctx(), id, { disabled: true })
    expect((await browser(world.db).get('/api/me', { authorization: `Bearer ${body.key}` })).status).toBe(401)
  }),
)

test(
  'a platform officer reaches the countries of the platform, no other',
  scenario(async (world) => {
    const { email } = await person(world, [{ role: 'country-officer', scope: 'platform', scopeId: 'Southern Cone' }])
    const page = browser(world.db)
    await page.signIn(email, password)
    expect((await page.get('/api/me')).body.countries.toSorted()).toEqual(['AR', 'BO', 'PY', 'UY'])
  }),
)

test(
  'the language is that of the address, then the cookie, then the person, then the browser',
  scenario(async (world) => {
    const { email } = await person(world)
    const page = browser(world.db)
    const titleOf = async (path: string, headers: Record<string, string>) => (await page.get(path, headers)).body.title
    expect(await titleOf('/api/users', { 'accept-language': 'fr' })).toBe('Connectez-vous d’abord.')
    await page.signIn(email, password)
    expect(await titleOf('/api/users', { 'accept-language': 'fr' })).toMatch(/^No tiene permiso/)
    page.cookies.set('senda_language', 'pt')
    expect(await titleOf('/api/users', { 'accept-language': 'fr' })).toMatch(/permissão/)
    expect(await titleOf('/api/users?language=en', {})).toMatch(/^You are not allowed/)
  }),
)
