/** Who is in a household, counted as it is typed. */
import { type Age, ages } from '../../modules/delivery/contract.ts'
import type { PersonContent } from '../../modules/people/contract.ts'
import { ageCell } from '../../modules/people/rules/age.ts'

type Counted = Pick<PersonContent, 'sex' | 'birthDate' | 'hasLeft'>

export const ofNow = <P extends Pick<PersonContent, 'hasLeft'>>(persons: P[]): P[] => persons.filter((person) => !person.hasLeft)

/** Only what there is of: `[['girls', 2], ['women', 1]]`. */
export function totalsOf(persons: Counted[], day: string): [Age, number][] {
  // One whose sex was not asked yet is of no kind.
  const asked = ofNow(persons).filter(({ sex }) => Boolean(sex))
  const cells = asked.map((person) => ageCell(person.sex, person.birthDate, day))
  return ages.map((age): [Age, number] => [age, cells.filter((cell) => cell === age).length]).filter(([, n]) => n > 0)
}
