/** The words of what happens to a household: its history, and two versions that wait for a decision. */
import { z } from 'zod'
import { HouseholdContent, HouseholdLine } from '../contract.ts'

export const FieldChange = z
  .object({
    person: z.string().nullable().meta({ description: 'null: of the household itself.' }),
    field: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'HouseholdFieldChange' })

export const HouseholdHappening = z
  .object({
    id: z.uuid(),
    what: z.string().meta({
      description: 'registered, changed, settled, merged, unmerged, consent, consent-withdrawn, need, photo, hold, erased …',
    }),
    version: z.int(),
    at: z.string(),
    by: z.string(),
    byName: z.string(),
    reason: z.string(),
    changes: z.array(FieldChange),
  })
  .meta({ id: 'HouseholdHappening' })
export type HouseholdHappening = z.infer<typeof HouseholdHappening>

/** Two versions of one household. `mine` is what was proposed here, `theirs` what stands. */
export const HouseholdConflict = z
  .object({
    id: z.uuid(),
    household: HouseholdLine,
    base: HouseholdContent.meta({ description: 'What the one who proposed it had seen.' }),
    proposed: HouseholdContent,
    current: HouseholdContent.meta({ description: 'What stands.' }),
    version: z.int().meta({ description: 'Of what stands; sent back with the decision.' }),
    by: z.string(),
    byName: z.string(),
    at: z.string(),
    /** Who wrote what stands. */
    currentBy: z.string(),
    currentAt: z.string(),
    may: z.object({ settle: z.boolean() }),
  })
  .meta({ id: 'HouseholdConflict' })
export type HouseholdConflict = z.infer<typeof HouseholdConflict>
export const ConflictPage = z
  .object({ conflicts: z.array(HouseholdConflict), next: z.string().nullable() })
  .meta({ id: 'HouseholdConflicts' })

export const Settlement = z
  .object({
    outcome: z.enum(['theirs', 'mine', 'joined']),
    content: HouseholdContent.optional().meta({ description: 'Of `joined`: what shall stand.' }),
    version: z.int().optional().meta({ description: 'Of what stood when this was decided; another now: 409.' }),
  })
  .meta({ id: 'HouseholdSettlement' })
export type Settlement = z.infer<typeof Settlement>
