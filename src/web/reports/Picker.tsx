/** Finds a figure by words and places it in the text: by keyboard (arrows, Enter) or by its button. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { knownPick, type Picked, useComposer } from './composer.ts'

type Props = { onPick: (token: string) => void; onLeave?: () => void; eager?: boolean }

export function Picker({ onPick, onLeave, eager = false }: Props) {
  const t = useT()
  const list = useId()
  const { overview, language, learn } = useComposer()
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const q = useSettled(words.trim())
  const found = useQuery({
    queryKey: ['overview', overview.id, 'figures', language, q],
    queryFn: ({ signal }) => get<Picked[]>(`/overviews/${overview.id}/figures`, { q, language }, signal),
    placeholderData: keepPreviousData,
    enabled: eager || q !== '',
  })
  const figures = (eager || words.trim() !== '' ? found.data : undefined) ?? []
  const pick = (picked: Picked | undefined) => {
    if (!picked) return
    learn(picked)
    onPick(picked.token)
    setWords('')
  }
  // Enter may come before the answer to the last letter: what is placed answers the words as they stand.
  const [wanted, setWanted] = useState(false)
  const isAnswered = q === words.trim() && !found.isPlaceholderData && !found.isLoading
  useEffect(() => {
    if (!wanted || !isAnswered) return
    setWanted(false)
    pick(figures[0])
  })
  const onKey = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault()
      setAt(Math.min(Math.max(at + (e.key === 'ArrowDown' ? 1 : -1), 0), figures.length - 1))
    } else if (e.key === 'Enter') {
      e.preventDefault()
      if (isAnswered) pick(figures[at])
      else setWanted(true)
    } else if (e.key === 'Escape' && onLeave) {
      e.preventDefault()
      onLeave()
    }
  }
  return (
    <>
      <label className="field">
        {t('web.reports.pick.find')}
        <input
          type="search"
          role="combobox"
          aria-expanded={figures.length > 0}
          aria-controls={list}
          aria-activedescendant={figures[at] ? `${list}-${at}` : undefined}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: asked for by typing #
          autoFocus={eager}
          value={words}
          placeholder={t('web.reports.pick.example')}
          onChange={(e) => {
            setWords(e.target.value)
            setAt(0)
            setWanted(false)
          }}
          onKeyDown={onKey}
        />
      </label>
      {found.isFetching && (
        <p className="quiet" role="status">
          {t('web.reports.pick.wait')}
        </p>
      )}
      {found.isError && <ProblemNotice error={found.error} />}
      <ul className="due picks" id={list} aria-label={t('web.reports.pick.found')}>
        {figures.map((picked, i) => (
          <Pick
            key={picked.token}
            id={`${list}-${i}`}
            picked={picked}
            chosen={i === at && words !== ''}
            onPick={() => pick(picked)}
          />
        ))}
      </ul>
      {q !== '' && found.data?.length === 0 && (
        <p className="quiet" role="status">
          {t('web.reports.pick.none', { words: q })}
        </p>
      )}
    </>
  )
}

/** What was written, once the fingers rest: a search counts figures, so it is not asked at every letter. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), 250)
    return () => clearTimeout(timer)
  }, [words])
  return settled
}

function Pick({ id, picked, chosen, onPick }: { id: string; picked: Picked; chosen: boolean; onPick: () => void }) {
  const t = useT()
  const { language } = useComposer()
  const { shown } = knownPick(picked, language)
  const measure = t(`web.reports.measure.${picked.figure.reference.measure}`)
  return (
    <li id={id} aria-current={chosen ? 'true' : undefined}>
      <Icon name="figures" />
      <span>
        <b>{shown}</b> {measure}
      </span>
      <span className="quiet">
        {picked.label}{' '}
        {picked.agrees === false && (
          <Badge tone="attention" icon="nottie">
            {t('web.reports.differs')}
          </Badge>
        )}
      </span>
      <button
        type="button"
        onClick={onPick}
        aria-label={t('web.reports.pick.place-named', { figure: `${shown} ${measure}, ${picked.label}` })}
      >
        {t('web.reports.pick.place')}
      </button>
    </li>
  )
}
