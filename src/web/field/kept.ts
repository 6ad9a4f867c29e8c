/** The people this device keeps, and how they are found without a network. */
import type { Along, KeptHousehold } from './field.ts'

/** The nearest first, however the name was spelt; a card or a document number finds exactly. */
export async function findKept(_words: string): Promise<KeptHousehold[]> {
  return []
}

/** As it stands with what was done here and is not sent yet. */
export async function keptHousehold(_id: string): Promise<KeptHousehold | undefined> {
  return undefined
}

/** Takes households onto this device; how many came. */
export async function takeAlong(_along: Along, _onProgress: (households: number) => void): Promise<number> {
  return 0
}

export function useKeptHouseholds(): KeptHousehold[] {
  return []
}

export async function keptCount(): Promise<number> {
  return 0
}
