/** Takes households onto this device, page by page; a line that breaks is gone on with where it was. What is no longer among them goes. */
import type { Bundle } from '../../modules/delivery/field/contract.ts'
import { get, isUnreachable, ProblemAnswer, type Query, send } from '../api.ts'
import type { Along } from './field.ts'
import { keepPage, sweep } from './pages.ts'
import { dropPeople, heldNow, loaded } from './people.ts'
import { notTheirs, wasRevoked } from './session.ts'
import { type Session, type Standing, standingNow } from './standing.ts'
import { isAnothers } from './sync/heard.ts'

/** What was taken along, when, how many; `after`: where it broke off. */
export type Taken = { along: Along; households: number; at: string | null; run: string; after: string | null }
const times = 4

export function nameOf(along: Along): string {
  if ('site' in along) return `site:${along.site}`
  return 'distribution' in along ? `distribution:${along.distribution}` : 'recent'
}

export const takenAlong = async ({ session }: Pick<Standing, 'session'> = standingNow()): Promise<Record<string, Taken>> =>
  (await session?.vault.thing<Record<string, Taken>>('along')) ?? {}

async function note(session: Session, taken: Taken): Promise<void> {
  await session.vault.keepThing('along', { ...(await takenAlong({ session })), [nameOf(taken.along)]: taken })
}

export async function take(along: Along, onProgress: (households: number) => void): Promise<number> {
  const { session } = standingNow()
  if (!session) throw new Error('a device that is not open takes nothing along')
  await loaded()
  const before = (await takenAlong())[nameOf(along)]
  const goesOn = before?.after ? before : undefined
  let taken: Taken = goesOn ?? { along, households: 0, at: before?.at ?? null, run: new Date().toISOString(), after: null }
  do {
    const answered = await session.vault.answered()
    const page = await pageOf(session, along, taken.after)
    // Locked meanwhile, what is kept is not in memory any more: it goes on from here another time.
    if (standingNow().session !== session) return taken.households
    await keepPage(session, page, { name: nameOf(along), run: taken.run, answered })
    taken = { ...taken, households: taken.households + page.households.length, after: page.next }
    await note(session, taken)
    onProgress(taken.households)
  } while (taken.after)
  if (standingNow().session !== session) return taken.households
  await sweep(session, nameOf(along), taken.run)
  await note(session, { ...taken, at: new Date().toISOString() })
  await askWhatIsGone(session)
  return taken.households
}

/** What was taken along with this alone goes from the device. */
export async function leaveHere(along: Along): Promise<void> {
  const { session } = standingNow()
  if (!session) return
  await sweep(session, nameOf(along), '~')
  const { [nameOf(along)]: _, ...rest } = await takenAlong({ session })
  await session.vault.keepThing('along', rest)
}

async function pageOf(session: Session, along: Along, after: string | null, tried = 1): Promise<Bundle> {
  try {
    return await get<Bundle>('/field/along', { ...(along as Query), after, device: session.device.id })
  } catch (error) {
    if (isUnreachable(error) && tried < times) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** tried))
      return pageOf(session, along, after, tried + 1)
    }
    if (isUnknown(error) && tried < times) {
      await introduce(session)
      return pageOf(session, along, after, times)
    }
    await heed(error, session.device.id)
    if (endsFor(error)) await leaveHere(along)
    throw error
  }
}

const isUnknown = (error: unknown): boolean => error instanceof ProblemAnswer && error.code === 'delivery/device-unknown'

/** A device is set up with or without a network: the server hears of it when there is one. */
export const introduce = ({ device, user }: Session): Promise<unknown> => send('POST', '/field/devices', device, user)

/** The server's word about the device itself. */
async function heed(error: unknown, device: string): Promise<void> {
  if (!(error instanceof ProblemAnswer)) return
  if (error.code === 'delivery/device-revoked') await wasRevoked(device)
  if (isAnothers(error.code)) notTheirs(device)
}

/** The server's word that this is no longer theirs to keep. */
const endsFor = (error: unknown): boolean =>
  error instanceof ProblemAnswer && !error.code.startsWith('delivery/device-') && (error.status === 403 || error.status === 404)

const daily = 20 * 3_600_000

/** A word to the server with nothing to send: a lost device is emptied also while it is locked. */
export async function checkIn(device: string): Promise<void> {
  try {
    await send('POST', '/field/sync', { device, sentAt: new Date().toISOString(), operations: [] })
  } catch (error) {
    await heed(error, device)
  }
}

export async function askDaily(session: Session): Promise<void> {
  await loaded()
  const asked = await session.vault.thing<string>('asked')
  if (!asked || Date.now() - Date.parse(asked) > daily) await askWhatIsGone(session)
}

/** All that this device keeps is held against what its person may read now. */
export async function askWhatIsGone(session: Session): Promise<void> {
  const households = [...heldNow().keys()]
  if (households.length === 0) return
  const { gone } = await send<{ gone: string[] }>('POST', '/field/held', { device: session.device.id, households })
  await dropPeople(gone)
  await session.vault.keepThing('asked', new Date().toISOString())
}
