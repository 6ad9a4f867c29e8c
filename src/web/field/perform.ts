/** Everything done goes through here: kept first, then sent. A desk that keeps nothing sends at once. */
import type { Operation, SyncAnswer, SyncRequest } from '../../modules/delivery/field/contract.ts'
import { ProblemAnswer, send } from '../api.ts'
import type { Done, Picture } from './field.ts'

/** Throws the `ProblemAnswer` when a desk cannot reach the server. */
export async function perform(operation: Operation, _pictures: Picture[] = []): Promise<Done> {
  const request: SyncRequest = { device: null, sentAt: new Date().toISOString(), operations: [operation] }
  const { answers } = await send<SyncAnswer>('POST', '/field/sync', request)
  const [answer] = answers
  if (!answer) throw new ProblemAnswer(0, {})
  const { outcome, isDouble, problem } = answer
  const now = new Date().toISOString()
  return { id: operation.id, sequence: 0, operation, doneAt: now, outcome, isDouble, problem, sentAt: now }
}

/** Waits up to `ms` for the server's word; `waiting` where it did not come. */
export async function outcomeOf(id: string, _ms: number): Promise<Done> {
  throw new Error(`nothing is known of ${id}`)
}
