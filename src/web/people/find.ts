/** Households by words: asked of the server; where it is not heard, of what this device keeps. */
import type { HouseholdPage } from '../../modules/people/contract.ts'
import { get, isUnreachable } from '../api.ts'
import type { KeptHousehold } from '../field/field.ts'
import { findKept } from '../field/kept.ts'
import { loaded, peopleNow } from '../field/people.ts'
import { orLast } from '../offline/last.ts'
import { lineOf } from './kept.ts'

/** `isHere`: as kept on this device. */
export type FoundPage = HouseholdPage & { isHere: boolean }

export async function find(words: string, site: string, after: string | undefined, signal: AbortSignal): Promise<FoundPage> {
  const heard = get<HouseholdPage>('/people/households', { words, site, after, limit: 20 }, signal)
  try {
    return await orLast(
      heard.then((page): FoundPage => ({ ...page, isHere: false })),
      () => here(words, site),
    )
  } catch (error) {
    if (!isUnreachable(error)) throw error
    return { households: [], next: null, isHere: true }
  }
}

/** undefined: this device keeps nobody. */
async function here(words: string, site: string): Promise<FoundPage | undefined> {
  await loaded()
  if (peopleNow().length === 0) return undefined
  const kept = words ? await findKept(words) : peopleNow().toSorted(lastFirst).slice(0, most)
  const households = kept.flatMap(({ household }) => (site && household.site !== site ? [] : [lineOf(household)]))
  return { households, next: null, isHere: true }
}

const most = 50
const lastFirst = (a: KeptHousehold, b: KeptHousehold) => b.household.lastSeenAt.localeCompare(a.household.lastSeenAt)
