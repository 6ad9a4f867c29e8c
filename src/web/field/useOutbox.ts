/** What was done on this device, and what of it the server has. */
import type { Outbox } from './field.ts'

const empty: Outbox = { all: [], waiting: 0, pictures: 0, sentAt: null, isSending: false }

export function useOutbox(): Outbox & { sendNow: () => void } {
  return { ...empty, sendNow: () => {} }
}
