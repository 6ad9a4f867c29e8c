import 'fake-indexeddb/auto'
import { v7 as uuid } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { giving, registering } from '../../../../test/field.ts'
import { aDevice } from '../../../../test/kept-device.ts'
import { isPin, makeLock, openLock, seal, unseal } from './crypt.ts'
import { openStore, removeStore } from './database.ts'

const post = { organisation: 1, site: { id: uuid(), country: 'EC', admin1: null }, service: 1 }
const rounds = 1000

describe('the lock of a device', () => {
  it('opens with its PIN, and with no other', async () => {
    const { lock, key } = await makeLock('271828', rounds)
    const opened = await openLock(lock, '271828')
    expect(opened).toBeDefined()
    const sealed = await seal(key, 'here', { name: 'Rosa' })
    expect(await unseal(opened!, 'here', sealed)).toEqual({ name: 'Rosa' })
    expect(await openLock(lock, '271829')).toBeUndefined()
  })

  it('does not open on another device, even with the right PIN: copied files are not enough', async () => {
    const { lock } = await makeLock('271828', rounds)
    const { lock: elsewhere } = await makeLock('271828', rounds)
    expect(await openLock({ ...lock, deviceKey: elsewhere.deviceKey }, '271828')).toBeUndefined()
    await expect(crypto.subtle.exportKey('raw', lock.deviceKey)).rejects.toThrow()
  })

  it('takes PINs of six to twelve digits', () => {
    expect(['123456', '123456789012'].every(isPin)).toBe(true)
    expect(['12345', '1234567890123', '12345a', ''].some(isPin)).toBe(false)
  })

  it('is slow to guess', async () => {
    const { lock } = await makeLock('271828')
    expect(lock.iterations).toBeGreaterThanOrEqual(600_000)
  })
})

describe('what is kept', () => {
  it('shows no name, number or picture to whoever reads the database without the PIN', async () => {
    const { vault, db } = await aDevice()
    const household = registering(post)
    const picture = { id: uuid(), household: household.body.id, person: null, kind: 'person' as const, type: 'image/jpeg' }
    const bytes = new TextEncoder().encode('a face')
    await vault.keepDone(household, '2026-01-01', [{ ...picture, content: bytes.buffer }])
    await vault.keepHouseholds(async () => [
      { household: { ...household.body, card: 'H-00000000' } as never, given: [], from: {} },
    ])
    await vault.keepThing('name', 'Phone of Rosa')
    const stores = ['lock', 'things', 'households', 'operations', 'pictures'] as const
    const raw = (await Promise.all(stores.map((name) => db.getAll(name)))).flat()
    const text = raw.map(plain).join('\n')
    const { given, family, documents } = household.body.persons[0]!
    for (const secret of [given, family, documents[0]!.number, 'a face', 'Phone of Rosa', post.site.id])
      expect(text).not.toContain(secret)
  })

  it('does not open in another’s place', async () => {
    const { vault, db } = await aDevice()
    const [one, other] = [registering(post), registering(post)]
    await vault.keepDone(one, '', [])
    await vault.keepDone(other, '', [])
    const [first, second] = await db.getAll('operations')
    await db.put('operations', { ...first!, sealed: second!.sealed })
    await expect(vault.operations()).rejects.toThrow(/does not open/)
  })

  it('is the same deed once, in the order in which it was done', async () => {
    const { vault } = await aDevice()
    const all = [registering(post), registering(post), registering(post)]
    for (const one of [...all, all[0]!]) await vault.keepDone(one, '', [])
    const kept = await vault.operations()
    expect(kept.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    expect(kept.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  })

  it('becomes part of the kept household once the server has it, twice as well as once', async () => {
    const { vault, out } = await aDevice()
    const household = registering(post)
    const { consents: _, needs: __, id, organisation: ___, ...content } = household.body
    const change = {
      kind: 'household.change' as const,
      id: uuid(),
      household: id,
      body: { id: uuid(), version: 1, base: content, content: { ...content, phone: '0991234567' }, reason: '' },
    }
    const all = [household, change, giving(post, id)]
    for (const one of all) await vault.keepDone(one, '2026-01-01T00:00:00Z', [])
    const answers = all.map((one) => ({ id: one.id, outcome: 'done' as const, isDouble: false, problem: null }))
    await out.answered(answers, '2026-01-01T00:00:01Z')
    await out.answered(answers, '2026-01-01T00:00:02Z')
    const held = await vault.household(id)
    expect(held?.household).toMatchObject({ phone: '0991234567', version: 2 })
    expect(held?.given).toHaveLength(1)
    expect(await vault.waiting()).toEqual([])
  })
})

/** Bytes as the letters they may be. */
const plain = (row: unknown): string =>
  JSON.stringify(row, (_, value) => (value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value)) ?? ''

describe('a person on a device', () => {
  const fresh = async () => {
    vi.resetModules()
    const [session, { standingNow }] = await Promise.all([import('../session.ts'), import('../standing.ts')])
    return { ...session, standingNow }
  }

  it('finds it again with the PIN after the window was closed; nobody else does', async () => {
    const person = uuid()
    const before = await fresh()
    await before.meet(person)
    expect(before.standingNow().state).toBe('new')
    await before.setUp('271828', 'Phone', rounds)
    await before.standingNow().session?.vault.keepDone(registering(post), '', [])
    const after = await fresh()
    await after.meet(person)
    expect(after.standingNow().state).toBe('locked')
    expect(await after.unsentOf(person)).toBe(1)
    expect(await after.unlock('111111')).toBe(false)
    expect(after.standingNow().triesLeft).toBe(9)
    expect(await after.unlock('271828')).toBe(true)
    expect(after.standingNow().session?.device.name).toBe('Phone')
    expect(await after.standingNow().session?.vault.operations()).toHaveLength(1)
    await after.meet(uuid())
    expect(after.standingNow()).toMatchObject({ state: 'new', session: undefined })
    await removeStore(person)
  })

  it('loses everything with the tenth wrong PIN, however often the window was closed between', async () => {
    const person = uuid()
    const first = await fresh()
    await first.meet(person)
    await first.setUp('271828', 'Phone', rounds)
    for (let tried = 1; tried <= 10; tried++) {
      const window = await fresh()
      await window.meet(person)
      expect(await window.unlock('000000')).toBe(false)
      expect(window.standingNow()).toMatchObject(
        tried < 10 ? { triesLeft: 10 - tried, state: 'locked' } : { triesLeft: 0, state: 'new' },
      )
    }
    const db = await openStore(person)
    expect(await db.count('lock')).toBe(0)
    db.close()
  })

  it('whose device was revoked finds it empty, and that it was said', async () => {
    const person = uuid()
    const window = await fresh()
    await window.meet(person)
    await window.setUp('271828', 'Phone', rounds)
    await window.standingNow().session?.vault.keepDone(registering(post), '', [])
    await window.wasRevoked(uuid())
    expect([window.standingNow().state, await window.unsentOf(person)]).toEqual(['open', 1])
    await window.wasRevoked(window.standingNow().session!.device.id)
    expect(window.standingNow()).toMatchObject({ state: 'revoked', session: undefined })
    const again = await fresh()
    await again.meet(person)
    expect(again.standingNow().state).toBe('revoked')
    expect(await again.unsentOf(person)).toBe(0)
  })

  it('who empties it in one window has emptied it in the other', async () => {
    const person = uuid()
    const one = await fresh()
    await one.meet(person)
    await one.setUp('271828', 'Phone', rounds)
    const other = await fresh()
    await other.meet(person)
    await other.unlock('271828')
    await one.forget()
    await vi.waitFor(() => expect(other.standingNow()).toMatchObject({ state: 'new', session: undefined }))
  })
})
