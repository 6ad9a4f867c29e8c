/** The one device in this window: closed, open with its key in memory, or emptied. Nothing of it outlives the window but what is sealed. */
import { v7 as newId } from 'uuid'
import { nothing, type Standing, stand, standingNow } from './standing.ts'
import { isPin, makeLock, openLock } from './store/crypt.ts'
import { type FieldDatabase, type LockRow, openStore, removeStore } from './store/database.ts'
import { toldStore } from './store/here.ts'
import { makeVault } from './store/vault.ts'

const mostTries = 10
let user: string | undefined
let database: Promise<FieldDatabase> | undefined

/** Who was met in this window last, whoever signed in elsewhere since. */
export const whoHere = (): string | undefined => user

/** Looks what this device keeps for a person; another person's is closed first. */
export async function meet(person: string): Promise<void> {
  if (user === person) return
  if (user !== undefined) leave()
  user = person
  const next = await found(person)
  if (user === person) stand(next)
}

/** One that keeps nothing gets no empty database. What is there and does not open at the moment is locked: it is asked again with the PIN. */
async function found(person: string): Promise<Partial<Standing>> {
  const isThere = await toldStore(person)
  if (isThere === false) return { state: 'new', triesLeft: null }
  try {
    return standingOf(await lockOf())
  } catch {
    // A browser without such databases is a desk.
    return { state: isThere ? 'locked' : 'new', triesLeft: null }
  }
}

const lockOf = async () => (await store()).get('lock', 'lock')

function standingOf(lock: LockRow | 'revoked' | undefined): Partial<Standing> {
  if (lock === 'revoked') return { state: 'revoked' }
  return { state: lock ? 'locked' : 'new', triesLeft: lock && lock.tries > 0 ? mostTries - lock.tries : null }
}

/** The device of whoever was met, open or locked. */
export async function deviceHere(): Promise<string | undefined> {
  const lock = standingNow().state === 'new' || !user ? undefined : await lockOf()
  return lock === undefined || lock === 'revoked' ? undefined : lock.device
}

/** Whoever was met here is met no more; what is kept stays, sealed. */
export function leave(): void {
  void database?.then((db) => db.close()).catch(() => undefined)
  database = undefined
  user = undefined
  stand(nothing)
}

/** One connection, also for two that ask at once: a second that nobody closes would open the emptied database again. */
async function store(): Promise<FieldDatabase> {
  const person = user
  if (!person) throw new Error('nobody is signed in')
  if (database) return database
  const opening: Promise<FieldDatabase> = openStore(person, () => {
    // Emptied from another window.
    if (user === person && database === opening) {
      leave()
      void meet(person)
    }
  })
  database = opening
  opening.catch(() => {
    if (database === opening) database = undefined
  })
  return opening
}

/** Makes it keep people; one that does already stays as it is, and asks for its own PIN. */
export async function setUp(pin: string, name: string, rounds?: number): Promise<void> {
  if (!user || !isPin(pin)) throw new Error('a PIN has 6 to 12 digits')
  // Another window may have set it up, and kept something, since this one looked.
  const known = await lockOf()
  if (known && known !== 'revoked') return stand(standingOf(known))
  await empty()
  const { lock, key } = await makeLock(pin, rounds)
  const db = await store()
  const vault = makeVault(db, key)
  const device = { id: newId(), name }
  await db.put('lock', { lock, device: device.id, tries: 0 }, 'lock')
  await vault.keepThing('name', name)
  stand({ state: 'open', triesLeft: null, session: { user, device, vault } })
}

/** Each try is written down before it is made: closing the window does not give it back. */
export async function unlock(pin: string): Promise<boolean> {
  const db = await store()
  const known = await db.get('lock', 'lock')
  if (!user || !known || known === 'revoked') return false
  const tries = known.tries + 1
  await db.put('lock', { ...known, tries }, 'lock')
  const key = isPin(pin) ? await openLock(known.lock, pin) : undefined
  if (!key && tries < mostTries) stand({ triesLeft: mostTries - tries })
  if (!key && tries >= mostTries) await forget().then(() => stand({ triesLeft: 0 }))
  if (!key) return false
  // On a full device the right PIN opens all the same.
  await db.put('lock', { ...known, tries: 0 }, 'lock').catch(() => undefined)
  const vault = makeVault(db, key)
  const name = (await vault.thing<string>('name')) ?? ''
  stand({ state: 'open', triesLeft: null, session: { user, device: { id: known.device, name }, vault } })
  return true
}

export function lock(): void {
  if (standingNow().state === 'open') stand({ state: 'locked', session: undefined })
}

/** Everything of this person goes from this device, sent or not. */
export async function forget(): Promise<void> {
  await empty()
  stand({ state: 'new', triesLeft: null, session: undefined })
}

/** Emptied from afar; it stays said until somebody sets it up again. Whoever was met meanwhile keeps what is theirs. */
export async function wasRevoked(device: string): Promise<void> {
  const person = user
  if ((await deviceHere()) !== device || user !== person) return
  await empty()
  if (user !== person) return
  await (await store()).put('lock', 'revoked', 'lock')
  stand({ state: 'revoked', triesLeft: null, session: undefined })
}

/** Somebody else signed in in this browser: what is kept waits, sealed, for whose it is. */
export function notTheirs(device: string): void {
  if (standingNow().session?.device.id === device) lock()
}

/** First the contents, whatever other windows hold open; then the database itself. */
async function empty(): Promise<void> {
  const person = user
  const db = await store()
  const names = ['lock', 'things', 'households', 'operations', 'pictures'] as const
  const wiping = db.transaction(names, 'readwrite')
  await Promise.all([...names.map((name) => wiping.objectStore(name).clear()), wiping.done])
  if (user === person) database = undefined
  db.close()
  if (person) await removeStore(person)
}

/** Also while it is locked. */
export async function unsentOf(person: string): Promise<number> {
  const isMet = user === person
  const db = isMet ? await store() : await openStore(person)
  const [operations, pictures] = await Promise.all([db.countFromIndex('operations', 'isWaiting', 1), db.count('pictures')])
  if (!isMet) db.close()
  return operations + pictures
}
