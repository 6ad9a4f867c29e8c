/** Finds who is in front of me: by name, document or number of the card, however it is spelt. */
import { memo, useId } from 'react'
import type { HouseholdLine } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { usePlaceWords } from '../people/places.ts'
import { ageWords, nameOf } from '../people/words.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useFound } from './useFound.ts'

type Props = {
  words: string
  onWords: (words: string) => void
  /** Chosen, not opened. */
  onHousehold?: (id: string) => void
}

export function Find({ words, onWords, onHousehold }: Props) {
  const t = useT()
  const id = useId()
  const { lines, isLooking } = useFound(words)
  return (
    <search className="stack">
      <div className="field">
        <label htmlFor={id}>{t('web.deliver.find')}</label>
        <input
          id={id}
          type="search"
          autoComplete="off"
          aria-describedby={`${id}-help`}
          value={words}
          onChange={(e) => onWords(e.target.value)}
        />
        <p className="help" id={`${id}-help`} role="status">
          {lines && (lines.length > 0 || !isLooking)
            ? t('web.deliver.found', { n: lines.length })
            : isLooking
              ? t('web.ui.wait')
              : t('web.deliver.find.help')}
        </p>
      </div>
      {lines && lines.length > 0 && <Matches lines={lines} onHousehold={onHousehold} />}
    </search>
  )
}

type MatchesProps = { lines: HouseholdLine[]; onHousehold: Props['onHousehold'] }

const Matches = memo(({ lines, onHousehold }: MatchesProps) => (
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
