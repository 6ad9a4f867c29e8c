/** Whether this device keeps people, and whether it is open. */
import { useEffect, useSyncExternalStore } from 'react'
import { useMe } from '../me.ts'
import type { DeviceState } from './field.ts'
import { askForBackground, beginSending } from './sending.ts'
import { deviceHere, forget, lock, meet, onStanding, setUp, standingNow, unlock, unsentOf } from './session.ts'

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

async function checkedIn(): Promise<void> {
  const device = await deviceHere()
  if (device) await (await along()).checkIn(device)
}

export function useDevice(): DeviceNow {
  const user = useMe().data?.id
  const { state, triesLeft, session } = useSyncExternalStore(onStanding, standingNow)
  useEffect(() => {
    beginSending()
    if (user) void meet(user).then(checkedIn)
  }, [user])
  return {
    state,
    triesLeft,
    name: session?.device.name ?? '',
    setUp: async (pin, name) => {
      await setUp(pin, name)
      void navigator.storage?.persist?.()
      void askForBackground()
      const made = standingNow().session
      if (made) void along().then(({ introduce }) => introduce(made).catch(() => undefined))
    },
    unlock: async (pin) => {
      const opened = await unlock(pin)
      const now = standingNow().session
      if (now) void along().then(({ askDaily }) => askDaily(now).catch(() => undefined))
      return opened
    },
    lock,
    forget,
    unsent: async () => (user ? unsentOf(user) : 0),
  }
}
