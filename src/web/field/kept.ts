/** The people this device keeps, and how they are found without a network. */
import { useSyncExternalStore } from 'react'
import type { Along, KeptHousehold } from './field.ts'
import { loaded, onPeople, peopleNow } from './people.ts'

/** The nearest first, however the name was spelt; a card or a document number finds exactly. */
export async function findKept(words: string): Promise<KeptHousehold[]> {
  const { findAmong } = await import('./search.ts')
  await loaded()
  return findAmong(peopleNow(), words)
}

/** As it stands with what was done here and is not sent yet. */
export async function keptHousehold(id: string): Promise<KeptHousehold | undefined> {
  await loaded()
  return peopleNow().find(({ household }) => household.id === id)
}

/** Takes households onto this device; how many came. */
export async function takeAlong(along: Along, onProgress: (households: number) => void): Promise<number> {
  const { take } = await import('./along.ts')
  return take(along, onProgress)
}

export const useKeptHouseholds = (): KeptHousehold[] => useSyncExternalStore(onPeople, peopleNow)

export async function keptCount(): Promise<number> {
  await loaded()
  return peopleNow().length
}
