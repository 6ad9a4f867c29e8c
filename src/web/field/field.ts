/** What the screens of the field ask of this device. Everything done goes through `perform`: kept first, then sent; with or without a network it is the same. */
import type { KeptHousehold, Operation, OperationAnswer } from '../../modules/delivery/field/contract.ts'

/** new: keeps nothing yet (a desk may stay so and sends at once); locked: asks for the PIN; revoked: emptied from afar. */
export type DeviceState = 'unknown' | 'new' | 'locked' | 'open' | 'revoked'

/** Something done on this device. `waiting` until the server answered. */
export type Done = {
  id: string
  /** Order in which it was done. */
  sequence: number
  operation: Operation
  doneAt: string
  outcome: 'waiting' | OperationAnswer['outcome']
  isDouble: boolean
  problem: { code: string; title: string } | null
  sentAt: string | null
}
/** A picture that goes with an operation; compressed before it is kept (longest side 1280, about 60 kB). */
export type Picture = {
  id: string
  household: string
  person: string | null
  kind: 'person' | 'document' | 'signature' | 'proof'
  blob: Blob
}

export type Outbox = { all: Done[]; waiting: number; pictures: number; sentAt: string | null; isSending: boolean }
/** What to take along: one site, one distribution, or what this person met lately. */
export type Along = { site: string } | { distribution: string } | { recent: true }
export type { KeptHousehold }
