/** What was done on this device, and what of it the server has. */
import { useSyncExternalStore } from 'react'
import type { Outbox } from './field.ts'
import { onOutbox, outboxNow, toSend } from './outbox.ts'

const sendNow = (): void => toSend()

export function useOutbox(): Outbox & { sendNow: () => void } {
  return { ...useSyncExternalStore(onOutbox, outboxNow), sendNow }
}
