/** What of a household may be changed, out of all that is known of it; and two versions of it joined. */
import type { Household, HouseholdContent, PersonContent } from '../../modules/people/contract.ts'
import { changesBetween, type FieldChange } from '../../modules/people/rules/content.ts'

export const contentOf = (household: Household | HouseholdContent): HouseholdContent => ({
  site: household.site,
  country: household.country,
  admin1: household.admin1,
  admin2: household.admin2,
  populationGroup: household.populationGroup,
  origin: household.origin,
  destination: household.destination,
  address: household.address,
  phone: household.phone,
  email: household.email,
  languages: household.languages,
  note: household.note,
  persons: household.persons,
})

export type Side = 'mine' | 'theirs'
/** One field in which two versions differ. `only`: one of them did not touch it, so there is nothing to decide. */
export type Difference = {
  key: string
  person: string | null
  field: string
  mine: unknown
  theirs: unknown
  only: Side | undefined
}

const keyOf = ({ person, field }: Pick<FieldChange, 'person' | 'field'>) => `${person ?? ''} ${field}`

/** Where the two differ; who changed it from what both had seen. */
export function differences(base: HouseholdContent, mine: HouseholdContent, theirs: HouseholdContent): Difference[] {
  const [byMe, byThem] = [mine, theirs].map((content) => new Set(changesBetween(base, content).map(keyOf))) as [
    Set<string>,
    Set<string>,
  ]
  return changesBetween(mine, theirs).map((change) => {
    const key = keyOf(change)
    const touched = { mine: byMe.has(key), theirs: byThem.has(key) }
    const only = touched.mine === touched.theirs ? undefined : touched.mine ? 'mine' : 'theirs'
    return { key, person: change.person, field: change.field, mine: change.before, theirs: change.after, only }
  })
}

/** What stands at first: whoever touched a field has it; where both did, what stands now. */
export const firstChoice = (list: Difference[]): Record<string, Side> =>
  Object.fromEntries(list.map(({ key, only }) => [key, only ?? 'theirs']))

/** What stands, with the fields that were chosen as they were proposed. */
export function joined(theirs: HouseholdContent, list: Difference[], chosen: Record<string, Side>): HouseholdContent {
  const taken = list.filter(({ key }) => chosen[key] === 'mine')
  const own = taken.filter(({ person }) => person === null).map(({ field, mine: value }) => [field, value])
  const gone = new Set(taken.filter(({ field, mine: value }) => field === 'person' && value === null).map(({ person }) => person))
  const came = taken.flatMap(({ field, mine: value }) => (field === 'person' && value !== null ? [value as PersonContent] : []))
  const persons = theirs.persons
    .filter(({ id }) => !gone.has(id))
    .map((person) => ({
      ...person,
      ...Object.fromEntries(
        taken.filter((one) => one.person === person.id && one.field !== 'person').map(({ field, mine: value }) => [field, value]),
      ),
    }))
  return { ...theirs, ...Object.fromEntries(own), persons: [...persons, ...came] }
}
