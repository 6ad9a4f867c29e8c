/** Whether this device keeps people, and whether it is open. */
import { useEffect, useSyncExternalStore } from 'react'
import { useMe } from '../me.ts'
import type { DeviceState } from './field.ts'
import { onStanding, stand, standingNow } from './standing.ts'
import { hasStore } from './store/here.ts'

export type DeviceNow = {
  state: DeviceState
  name: string
  setUp: (pin: string, name: string) => Promise<void>
  /** false: a wrong PIN. */
  unlock: (pin: string) => Promise<boolean>
  /** How often a PIN may still be tried; null when it never was wrong, 0 when the device was emptied for it. */
  triesLeft: number | null
  lock: () => void
  forget: () => Promise<void>
  unsent: () => Promise<number>
}

const along = () => import('./along.ts')
const device = () => import('./device.ts')

/** Where nothing is kept, the first view need not wait for what keeps it. */
async function begin(user: string): Promise<void> {
  if (standingNow().state === 'unknown' && !(await hasStore(user))) stand({ state: 'new' })
  const { beginSending, deviceHere, meet } = await device()
  beginSending()
  await meet(user)
  const here = await deviceHere().catch(() => undefined)
  if (here) await (await along()).checkIn(here)
}

export function useDevice(): DeviceNow {
  const user = useMe().data?.id
  const { state, triesLeft, session } = useSyncExternalStore(onStanding, standingNow)
  useEffect(() => {
    if (user) void begin(user)
  }, [user])
  return {
    state,
    triesLeft,
    name: session?.device.name ?? '',
    setUp: async (pin, name) => {
      const { askForBackground, meet, setUp } = await device()
      if (user) await meet(user)
      await setUp(pin, name)
      void navigator.storage?.persist?.()
      void askForBackground()
      const made = standingNow().session
      if (made) void along().then(({ introduce }) => introduce(made).catch(() => undefined))
    },
    unlock: async (pin) => {
      const opened = await (await device()).unlock(pin)
      const now = standingNow().session
      if (now) void along().then(({ askDaily }) => askDaily(now).catch(() => undefined))
      return opened
    },
    lock: () => void device().then(({ lock }) => lock()),
    forget: async () => (await device()).forget(),
    unsent: async () => (user ? (await device()).unsentOf(user) : 0),
  }
}
