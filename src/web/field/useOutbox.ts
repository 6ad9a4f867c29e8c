/** What was done on this device, and what of it the server has. */
import { useSyncExternalStore } from 'react'
import type { Outbox } from './field.ts'
import { onOutbox, outboxNow } from './outboxNow.ts'

const sendNow = (): void => void import('./device.ts').then(({ toSend }) => toSend())

export function useOutbox(): Outbox & { sendNow: () => void } {
  return { ...useSyncExternalStore(onOutbox, outboxNow), sendNow }
}
