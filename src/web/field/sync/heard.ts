/** What an answer that came over the line says, and whether Senda said it: anybody on the way may answer in its place. */
import type { OperationAnswer, SyncAnswer } from '../../../modules/delivery/field/contract.ts'
import type { Ending, Heard, Problem } from './line.ts'

/** Undefined: no answer of Senda's. */
export const answersIn = ({ body }: Heard): OperationAnswer[] | undefined => {
  const { answers } = (body ?? {}) as Partial<SyncAnswer>
  return Array.isArray(answers) ? answers : undefined
}

/** What only somebody at the device can do something about. */
export function forPerson(heard: Heard): Exclude<Ending, 'sent' | 'away'> | undefined {
  // A stranger on the way may answer 410; only Senda's own word empties a device.
  if (heard.status === 410 && problemOf(heard).code === 'delivery/device-revoked') return 'revoked'
  if (heard.status === 401) return 'sign-in'
  if (heard.status !== 403) return undefined
  return isAnothers(problemOf(heard).code) ? 'another' : 'not-allowed'
}

/** Somebody else is signed in. */
export const isAnothers = (code: string): boolean => code === 'delivery/device-of-another' || code === 'core/another-person'

/** Said by Senda itself: it took the picture in, or says in its own words why not. */
export const isWord = (heard: Heard): boolean =>
  heard.status < 300 ? typeof heard.body === 'object' : !problemOf(heard).code.startsWith('http/') && heard.status !== 429

export function problemOf({ status, body }: Heard): Problem {
  const { code, title } = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
  return { code: code ?? `http/${status}`, title: title ?? '' }
}
