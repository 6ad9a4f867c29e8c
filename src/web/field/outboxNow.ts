/** The list of what was done here, as the screens see it; outbox.ts fills it once the device is open. */
import type { Outbox } from './field.ts'

export const empty: Outbox = { all: [], waiting: 0, pictures: 0, sentAt: null, isSending: false }
let outbox = empty
const listeners = new Set<() => void>()

export const outboxNow = (): Outbox => outbox
export const onOutbox = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export function show(part: Partial<Outbox>): void {
  outbox = { ...outbox, ...part }
  for (const listener of listeners) listener()
}
