/** Where the household being registered is kept: sealed on a device that keeps people; on a desk that keeps nothing, in this window only. */
import { standingNow } from '../field/standing.ts'
import type { Draft } from './draft.ts'

const name = 'draft'
let inWindow: { user: string; draft: Draft } | undefined

const vaultOf = (user: string) => {
  const { session } = standingNow()
  return session?.user === user ? session.vault : undefined
}

export async function keptDraft(user: string): Promise<Draft | undefined> {
  if (inWindow?.user === user) return inWindow.draft
  return (await vaultOf(user)?.thing<Draft | null>(name)) ?? undefined
}

/** true: it outlives this window. */
export async function keepDraft(user: string, draft: Draft): Promise<boolean> {
  inWindow = { user, draft }
  const vault = vaultOf(user)
  await vault?.keepThing(name, draft)
  return vault !== undefined
}

export async function forgetDraft(user: string): Promise<void> {
  inWindow = undefined
  await vaultOf(user)?.keepThing(name, null)
}

/** Somebody was named: worth a question before the window is closed. */
export const isTyped = (draft: Draft): boolean =>
  draft.agreed.registration === true && draft.content.persons.some((person) => (person.given + person.family).trim() !== '')
