/** What rooms to the right know of a household and people is asked for: said once, by the list of modules, as people does not know those rooms. */
import type { Reach } from '../../../core/access.ts'
import type { Db } from '../../../core/database.ts'

export type Elsewhere = {
  /** What was given to these households, as it is told to themselves by who has this reach: without what other organisations keep confidential. */
  given: (db: Db, households: readonly string[], reach: Reach) => Promise<Given[]>
  /** Who gave, and where, in a delivery without registration. */
  placeOf: (db: Db, delivery: string) => Promise<{ organisationId: number; siteId: string | null } | undefined>
  /** One person of these households is erased: nothing written there says who it was. */
  forget: (db: Db, about: Forgetting) => Promise<void>
}
/** `without`: a text less what says who it was; the same text where it does not. */
export type Forgetting = { persons: readonly string[]; households: readonly string[]; without: (text: string) => string }
export type Given = { at: string; service: Record<string, string>; quantity: number; organisation: string; isReversed: boolean }

let told: Elsewhere = { given: async () => [], placeOf: async () => undefined, forget: async () => {} }

export function hearElsewhere(from: Elsewhere): void {
  told = from
}

export const elsewhere = (): Elsewhere => told
