/** Households by words: asked of the server; where it is not heard, of what this device keeps. */
import type { HouseholdLine, HouseholdPage } from '../../modules/people/contract.ts'
import { get, isUnreachable } from '../api.ts'
import type { KeptHousehold } from '../field/field.ts'
import { findKept } from '../field/kept.ts'
import { loaded, peopleNow } from '../field/people.ts'
import { lineOf } from './kept.ts'

/** `isHere`: as kept on this device. */
export type FoundPage = HouseholdPage & { isHere: boolean }

export async function find(words: string, site: string, after: string | undefined, signal: AbortSignal): Promise<FoundPage> {
  try {
    const query = { words, site, after, limit: 20 }
    return { ...(await get<HouseholdPage>('/people/households', query, signal)), isHere: false }
  } catch (error) {
    if (!isUnreachable(error)) throw error
    return { households: await here(words, site), next: null, isHere: true }
  }
}

async function here(words: string, site: string): Promise<HouseholdLine[]> {
  await loaded()
  const kept = words ? await findKept(words) : peopleNow().toSorted(lastFirst).slice(0, most)
  return kept.flatMap(({ household }) => (site && household.site !== site ? [] : [lineOf(household)]))
}

const most = 50
const lastFirst = (a: KeptHousehold, b: KeptHousehold) => b.household.lastSeenAt.localeCompare(a.household.lastSeenAt)
