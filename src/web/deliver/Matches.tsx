/** Who was found, in a line each; it comes while somebody types. */
import { memo } from 'react'
import type { HouseholdLine } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { usePlaceWords } from '../people/places.ts'
import { ageWords, nameOf } from '../people/words.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'

type Props = { lines: HouseholdLine[]; onHousehold: ((id: string) => void) | undefined }

export const Matches = memo(({ lines, onHousehold }: Props) => (
  <ul className="matches">
    {lines.map((line) => (
      <Match key={line.id} line={line} onHousehold={onHousehold} />
    ))}
  </ul>
))

function Match({ line, onHousehold }: { line: HouseholdLine; onHousehold: Props['onHousehold'] }) {
  const t = useT()
  const format = useFormat()
  const place = usePlaceWords()
  const { person, size, card, lastSeenAt } = line
  const words = (
    <>
      <Icon name={size > 1 ? 'people' : 'person'} />
      <span>
        <b>{nameOf(person, t)}</b>
        <small>
          {[ageWords(t, person), t('web.deliver.size', { n: size }), card].join(' · ')}
          <br />
          {t('web.deliver.seen', { place: place(line), at: format.day(lastSeenAt) })}
        </small>
      </span>
      <Icon name={onHousehold ? 'plus' : 'next'} />
    </>
  )
  return (
    <li>
      {onHousehold ? (
        <button type="button" className="match" onClick={() => onHousehold(line.id)}>
          {words}
        </button>
      ) : (
        <Go to={`/deliver/${line.id}`} search={{ person: person.id }}>
          {words}
        </Go>
      )}
    </li>
  )
}
