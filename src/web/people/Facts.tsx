/** A household in two lines, so that it is told from others at a glance: who, how old, how many, which card, where, when last seen. */
import type { HouseholdLine } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { usePlaceWords } from './places.ts'
import { ageWords, nameOf, sexWords } from './words.ts'

export function useFacts(): (line: HouseholdLine) => { name: string; facts: string } {
  const t = useT()
  const format = useFormat()
  const place = usePlaceWords()
  return (line) => ({
    name: nameOf(line.person, t),
    facts: [
      `${sexWords(t, line.person.sex)}, ${ageWords(t, line.person)}`,
      t('web.people.size', { n: line.size }),
      line.card,
      place(line),
      t('web.people.seen', { day: format.day(line.lastSeenAt) }),
    ].join(' · '),
  })
}
