/** Finds who is in front of me: by name, document or number of the card, however it is spelt. */
import { memo, useId } from 'react'
import type { HouseholdLine } from '../../modules/people/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { usePlaceWords } from '../people/places.ts'
import { ageWords, nameOf } from '../people/words.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useFound } from './useFound.ts'

type Props = { words: string; onWords: (words: string) => void }

export function Find({ words, onWords }: Props) {
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
          {lines ? t('web.deliver.found', { n: lines.length }) : isLooking ? t('web.ui.wait') : t('web.deliver.find.help')}
        </p>
      </div>
      {lines && lines.length > 0 && <Matches lines={lines} />}
    </search>
  )
}

const Matches = memo(({ lines }: { lines: HouseholdLine[] }) => (
  <ul className="matches">
    {lines.map((line) => (
      <Match key={line.id} line={line} />
    ))}
  </ul>
))

function Match({ line }: { line: HouseholdLine }) {
  const t = useT()
  const format = useFormat()
  const place = usePlaceWords()
  const { person, size, card, lastSeenAt } = line
  return (
    <li>
      <Go to={`/deliver/${line.id}`} search={{ person: person.id }}>
        <Icon name={size > 1 ? 'people' : 'person'} />
        <span>
          <b>{nameOf(person, t)}</b>
          <small>
            {[ageWords(t, person), t('web.deliver.size', { n: size }), card].join(' · ')}
            <br />
            {t('web.deliver.seen', { place: place(line), at: format.day(lastSeenAt) })}
          </small>
        </span>
        <Icon name="next" />
      </Go>
    </li>
  )
}
