/** Finds who is in front of me: by name, document or number of the card, however it is spelt. */
import { lazy, Suspense, useEffect, useId } from 'react'
import { sentencesOf, useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { Wait } from '../ui/Wait.tsx'
import { useFound } from './useFound.ts'

const load = async () => {
  const [{ Matches: found }] = await Promise.all([import('./Matches.tsx'), sentencesOf('field')])
  return { default: found }
}
const Matches = lazy(load)

type Props = {
  words: string
  onWords: (words: string) => void
  /** Chosen, not opened. */
  onHousehold?: (id: string) => void
}

export function Find({ words, onWords, onHousehold }: Props) {
  const t = useT()
  const id = useId()
  const { lines, isLooking, refused } = useFound(words)
  useEffect(() => void load().catch(() => undefined), [])
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
      {refused && <Notice tone="attention" title={refused} says />}
      {lines && lines.length > 0 && (
        <Suspense fallback={<Wait />}>
          <Matches lines={lines} onHousehold={onHousehold} />
        </Suspense>
      )}
    </search>
  )
}
