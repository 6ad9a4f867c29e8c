/** Everything done goes through here: kept first, then sent. A desk that keeps nothing sends at once. */
import type { Operation, OperationAnswer, SyncAnswer, SyncRequest } from '../../modules/delivery/field/contract.ts'
import { ProblemAnswer, send } from '../api.ts'
import type { Done, Picture } from './field.ts'
import { allSmall, keep, outcome } from './outbox.ts'
import { line } from './sending.ts'
import { whoHere } from './session.ts'
import { standingNow } from './standing.ts'

/** What a desk sent in this window: its word is known already. */
const sent = new Map<string, Done>()

/** Throws the `ProblemAnswer` when a desk cannot reach the server. A picture too large is made small first. */
export async function perform(operation: Operation, pictures: Picture[] = []): Promise<Done> {
  const { state, session } = standingNow()
  if (session) return keep(session, operation, pictures)
  if (state !== 'new') throw new Error(`a device that is ${state} keeps nothing`)
  return atOnce(operation, pictures)
}

/** Waits up to `ms` for the server's word; `waiting` where it did not come. */
export const outcomeOf = async (id: string, ms: number): Promise<Done> => sent.get(id) ?? outcome(id, ms)

async function atOnce(operation: Operation, pictures: Picture[]): Promise<Done> {
  const by = whoHere()
  const request: SyncRequest = { device: null, sentAt: new Date().toISOString(), operations: [operation] }
  const { answers } = await send<SyncAnswer>('POST', '/field/sync', request, by)
  const answer = answers[0] ?? unable()
  const now = new Date().toISOString()
  const done: Done = { sequence: 0, operation, doneAt: now, sentAt: now, ...answer }
  if (answer.outcome !== 'refused') done.problem ??= await sendPictures(pictures, by)
  sent.set(done.id, done)
  return done
}

const unable = (): OperationAnswer => {
  throw new ProblemAnswer(0, {})
}

async function sendPictures(pictures: Picture[], by: string | undefined): Promise<Done['problem']> {
  let problem: Done['problem'] = null
  const { pictureAddress } = await import('./sync/send.ts')
  for (const small of await allSmall(pictures)) {
    const asked = { method: 'PUT', headers: { 'content-type': small.type }, body: new Uint8Array(small.content) } as const
    const { status, body } = await line({ ...asked, path: pictureAddress(small) }, by)
    if (status >= 300) problem = new ProblemAnswer(status, (body ?? {}) as Record<string, unknown>)
  }
  return problem && { code: problem.code, title: problem.title }
}
