/** Whether this device keeps people, and whether it is open. */
import type { DeviceState } from './field.ts'

export type DeviceNow = {
  state: DeviceState
  name: string
  setUp: (pin: string, name: string) => Promise<void>
  /** false: a wrong PIN. */
  unlock: (pin: string) => Promise<boolean>
  /** How often a PIN may still be tried; null when it never was wrong. */
  triesLeft: number | null
  lock: () => void
  forget: () => Promise<void>
  unsent: () => Promise<number>
}

export function useDevice(): DeviceNow {
  return {
    state: 'new',
    name: '',
    setUp: async () => {},
    unlock: async () => false,
    triesLeft: null,
    lock: () => {},
    forget: async () => {},
    unsent: async () => 0,
  }
}
