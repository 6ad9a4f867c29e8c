/** What sending needs of the world around it, handed in: a line, a clock, what is kept. No page, no browser. */
import type { OperationAnswer } from '../../../modules/delivery/field/contract.ts'
import type { Done } from '../field.ts'
import type { KeptPicture } from '../store/vault.ts'

export type Asked = { method: 'POST' | 'PUT'; path: string; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> }
export type Heard = { status: number; body: unknown }
/** Throws where no answer was heard: nobody knows then whether the request arrived. */
export type Line = (asked: Asked) => Promise<Heard>

export type Clock = {
  /** Milliseconds. */
  now: () => number
  /** Ends sooner when there is a reason to try again at once. */
  wait: (ms: number) => Promise<void>
  /** 0 to 1. */
  random: () => number
}

export type Problem = { code: string; title: string }
export type Outgoing = {
  device: { id: string; name: string } | null
  /** Not answered yet, in the order in which they were done. */
  waiting: (most: number) => Promise<Done[]>
  answered: (answers: OperationAnswer[], sentAt: string) => Promise<void>
  /** The next picture whose operation the server has carried out, leaving out some. */
  picture: (isLeft: (id: string) => boolean) => Promise<KeptPicture | undefined>
  pictureSettled: (id: string, problem: Problem | null) => Promise<void>
}

/** `sent`: nothing is left to send. `away`: not heard or not able; worth trying again. `another`: somebody else is signed in. The others wait for a person. */
export type Ending = 'sent' | 'away' | 'revoked' | 'another' | 'sign-in' | 'not-allowed'
