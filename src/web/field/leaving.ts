/** Signing out takes what is kept for the field with it. */

import { forget, meet, unsentOf } from './session.ts'
import { hasStore } from './store/here.ts'

/** Not sent yet; undefined: this device keeps nothing of theirs. */
export const unsentHere = async (person: string): Promise<number | undefined> =>
  (await hasStore(person)) ? unsentOf(person) : undefined

export async function emptyFor(person: string): Promise<void> {
  await meet(person)
  await forget()
}
