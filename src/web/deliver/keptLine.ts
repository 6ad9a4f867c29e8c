/** A household that this device keeps, as a line of what is found. */
import type { HouseholdLine } from '../../modules/people/contract.ts'
import type { KeptHousehold } from '../field/field.ts'
import { headOf, presentOf } from './giving.ts'

export function lineOf({ household }: KeptHousehold): HouseholdLine | undefined {
  const head = headOf(household)
  if (!head) return undefined
  const { id, card, organisation, site, country, admin1, populationGroup, lastSeenAt } = household
  const size = presentOf(household).length
  return { id, card, organisation, site, country, admin1, populationGroup, person: head, size, lastSeenAt, score: null }
}
