/** What this device keeps, as the screens show people. */
import type { Household, HouseholdLine } from '../../modules/people/contract.ts'
import { headOf } from './draft.ts'
import { ofNow } from './totals.ts'

export function lineOf(household: Household, personId?: string): HouseholdLine {
  const person = household.persons.find((one) => one.id === personId) ?? headOf(household)
  const { id, given, family, sex, birthDate, birthPrecision } = person
  return {
    id: household.id,
    card: household.card,
    organisation: household.organisation,
    site: household.site,
    country: household.country,
    admin1: household.admin1,
    populationGroup: household.populationGroup,
    person: { id, given, family, sex, birthDate, birthPrecision },
    size: ofNow(household.persons).length,
    lastSeenAt: household.lastSeenAt,
    score: null,
  }
}
