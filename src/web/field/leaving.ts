/** Signing out takes what is kept for the field with it. What keeps it is loaded only where there is something. */
import { hasStore } from './store/here.ts'

const session = () => import('./session.ts')

/** Not sent yet; undefined: this device keeps nothing of theirs. */
export const unsentHere = async (person: string): Promise<number | undefined> =>
  (await hasStore(person)) ? (await session()).unsentOf(person) : undefined

export async function emptyFor(person: string): Promise<void> {
  const { forget, meet } = await session()
  await meet(person)
  await forget()
}
