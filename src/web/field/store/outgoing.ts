/** What is kept, as the sending sees it: what waits, what became of it. */
import type { NewDevice, OperationAnswer } from '../../../modules/delivery/field/contract.ts'
import { applied, byHousehold } from '../applied.ts'
import type { Done } from '../field.ts'
import type { Outgoing } from '../sync/line.ts'
import type { Held, Vault } from './vault.ts'

/** @param tell hears what changed, and when the last was sent */
export function outgoingOf(vault: Vault, device: NewDevice | null, tell: (changed: Done[], sentAt?: string) => void): Outgoing {
  return {
    device,
    waiting: (most) => vault.waiting(most),
    answered: async (answers, sentAt) => {
      const settled = await settledBy(vault, answers, sentAt)
      await vault.keepAnswers(settled, await laidIn(vault, settled))
      tell(settled, sentAt)
      await vault.keepThing('sentAt', sentAt)
    },
    picture: async (isLeft) => {
      for (const { id, operation } of await vault.picturesWaiting()) {
        if (isLeft(id)) continue
        const outcome = (await vault.operation(operation))?.outcome ?? 'done'
        if (outcome === 'done' || outcome === 'conflict') return vault.picture(id)
      }
      return undefined
    },
    pictureSettled: async (id, problem) => {
      const mark = problem && (await vault.picturesWaiting()).find((picture) => picture.id === id)
      const done = mark ? await vault.operation(mark.operation) : undefined
      const noted = done ? [{ ...done, problem }] : []
      await vault.keepAnswers(noted)
      await vault.dropPicture(id)
      tell(noted)
    },
  }
}

async function settledBy(vault: Vault, answers: OperationAnswer[], sentAt: string): Promise<Done[]> {
  const settled: Done[] = []
  for (const { id, outcome, isDouble, problem } of answers) {
    const done = await vault.operation(id)
    if (done?.outcome === 'waiting') settled.push({ ...done, outcome, isDouble, problem, sentAt })
  }
  return settled
}

/** What the server has carried out becomes part of the kept households: it need not be laid over them any more. */
async function laidIn(vault: Vault, settled: Done[]): Promise<Held[]> {
  const next: Held[] = []
  for (const [id, done] of byHousehold(settled)) {
    const held = await vault.household(id)
    const now = applied(held, done)
    if (now) next.push({ ...now, from: held?.from ?? { own: now.household.registeredAt } })
  }
  return next
}
