/** What the rules say of a household as it is typed, put beside the fields it is about. */
import type { HouseholdContent } from '../../modules/people/contract.ts'
import { checkHousehold } from '../../modules/people/rules/content.ts'
import { translate } from '../languages.ts'
import { today } from './day.ts'
import { cleaned } from './draft.ts'

export type Wrong = {
  /** Undefined: of the household itself. */
  personId: string | undefined
  field: string
  words: string
  /** What cannot be written so; else: what may be right. */
  isBlocking: boolean
}

export function wrongOf(content: HouseholdContent): Wrong[] {
  const found = checkHousehold(cleaned(content), today()).map(({ field, code, values, level }): Wrong => {
    const [of, at, ...name] = field.split('.')
    const person = of === 'persons' && at !== undefined ? content.persons[Number(at)] : undefined
    return {
      personId: person?.id,
      field: (person ? name[0] : of) ?? '',
      words: translate(`people.problem.${code}`, values),
      isBlocking: level === 'stop',
    }
  })
  return [...missing(content), ...found]
}

/** What only a form may leave open. */
function missing(content: HouseholdContent): Wrong[] {
  const open = (personId: string | undefined, field: string): Wrong => ({
    personId,
    field,
    words: translate(`web.people.missing.${field}`),
    isBlocking: true,
  })
  return [
    ...(content.country ? [] : [open(undefined, 'country')]),
    ...content.persons.flatMap((person) => (person.sex ? [] : [open(person.id, 'sex')])),
  ]
}

const byField = (wrong: Wrong[]): Record<string, string | undefined> =>
  Object.fromEntries(wrong.toReversed().map((one) => [one.field, one.words]))

export const ofHousehold = (wrong: Wrong[]) => byField(wrong.filter((one) => one.personId === undefined))
export const ofPerson = (wrong: Wrong[], id: string) => byField(wrong.filter((one) => one.personId === id))
