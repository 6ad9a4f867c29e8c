/** The people this device keeps, and how they are found without a network; loaded when somebody asks. */
import type { Along, KeptHousehold } from './field.ts'

const people = () => import('./people.ts')

/** The nearest first, however the name was spelt; a card or a document number finds exactly. */
export async function findKept(words: string): Promise<KeptHousehold[]> {
  const [{ findAmong }, { loaded, peopleNow }] = await Promise.all([import('./search.ts'), people()])
  await loaded()
  return findAmong(peopleNow(), words)
}

/** As it stands with what was done here and is not sent yet. */
export async function keptHousehold(id: string): Promise<KeptHousehold | undefined> {
  const { loaded, peopleNow } = await people()
  await loaded()
  return peopleNow().find(({ household }) => household.id === id)
}

/** Takes households onto this device; how many came. */
export async function takeAlong(along: Along, onProgress: (households: number) => void): Promise<number> {
  const { take } = await import('./along.ts')
  return take(along, onProgress)
}
