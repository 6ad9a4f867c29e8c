/** How the device of this window stands: known at once; what keeps and sends comes after the first view (device.ts). */
import type { NewDevice } from '../../modules/delivery/field/contract.ts'
import type { DeviceState } from './field.ts'
import type { Vault } from './store/vault.ts'

export type Session = { user: string; device: NewDevice; vault: Vault }
export type Standing = { state: DeviceState; triesLeft: number | null; session: Session | undefined }

export const nothing: Standing = { state: 'unknown', triesLeft: null, session: undefined }
let standing = nothing
const listeners = new Set<() => void>()

export const standingNow = (): Standing => standing
export const onStanding = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export function stand(next: Partial<Standing>): void {
  standing = { ...standing, ...next }
  for (const listener of listeners) listener()
}
