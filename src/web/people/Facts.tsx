/** A household in two lines, so that it is told from others at a glance: who, how old, how many, which card, where, when last seen. */
import { Fragment, type ReactNode } from 'react'
import type { HouseholdLine } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { usePlaceWords } from './places.ts'
import { ageWords, nameOf, sexWords } from './words.ts'

export function useFacts(): (line: HouseholdLine) => { name: string; facts: ReactNode } {
  const t = useT()
  const format = useFormat()
  const place = usePlaceWords()
  return (line) => ({
    name: nameOf(line.person, t),
    facts: inOneLine([
      `${sexWords(t, line.person.sex)}, ${ageWords(t, line.person)}`,
      t('web.people.size', { n: line.size }),
      line.card,
      place(line),
      t('web.people.seen', { day: format.day(line.lastSeenAt) }),
    ]),
  })
}

/** A fact is never torn apart at the end of a line, least of all the number of a card. */
const inOneLine = (facts: string[]): ReactNode =>
  facts.map((fact, i) => (
    <Fragment key={fact}>
      {i > 0 && ' · '}
      <span className="nowrap">{fact}</span>
    </Fragment>
  ))
