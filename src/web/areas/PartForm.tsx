/** The frame of every form of the plan as it is told: language, what is wrong, both texts where two wrote, save or leave. */
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type Language, languages, useFormat, useLanguage, useT } from '../languages.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { standingIn, useWriteAreas } from './useAreas.ts'

type Props<Draft> = {
  title: string
  path: string
  plan: string
  /** What is sent, with the version that was seen. */
  body: (version: number) => unknown
  version: number
  /** How a standing text reads, for the two side by side. */
  read: (draft: Draft, language: Language) => string
  mine: Draft
  /** Where somebody else wrote: their text into the form. */
  take: (theirs: Draft) => void
  remove?: ReactNode
  onDone: () => void
  children: (language: Language) => ReactNode
}

export function PartForm<Draft>({ title, path, plan, body, version, read, mine, take, remove, onDone, children }: Props<Draft>) {
  const t = useT()
  const [language, choose] = useState<Language>(useLanguage())
  const queries = useQueryClient()
  const write = useWriteAreas(plan, onDone)
  const theirs = standingIn<Draft>(write.error)
  const save = (seen: number) => write.mutate({ method: 'PUT', path, body: body(seen) })
  const seen = theirs?.version ?? version
  return (
    <form
      className="panel stack part-form"
      inert={write.isPending}
      onSubmit={(e) => {
        e.preventDefault()
        save(version)
      }}
    >
      <h3>{title}</h3>
      <label>
        {t('web.areas.language')}{' '}
        <select value={language} onChange={(e) => choose(e.target.value as Language)}>
          {Object.entries(languages).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {children(language)}
      {/* Where whoever saved looks. */}
      {write.isError && !theirs && <ProblemNotice error={write.error} />}
      {theirs && (
        <TwoTexts
          theirs={read(theirs, language)}
          mine={read(mine, language)}
          by={theirs.changedBy}
          at={theirs.changedAt}
          onMine={() => save(seen)}
          onTheirs={() => {
            take(theirs)
            void queries.invalidateQueries({ queryKey: ['plan-areas', plan] })
            onDone()
          }}
        />
      )}
      <p className="row">
        <button type="submit" className="primary" disabled={write.isPending || theirs !== undefined}>
          {t('web.areas.save')}
        </button>
        <button type="button" onClick={onDone}>
          {t('web.areas.leave')}
        </button>
        {remove}
      </p>
    </form>
  )
}

type Two = { theirs: string; mine: string; by: string; at: string; onMine: () => void; onTheirs: () => void }
function TwoTexts({ theirs, mine, by, at, onMine, onTheirs }: Two) {
  const t = useT()
  const format = useFormat()
  return (
    <div className="notice" data-tone="attention" role="alert">
      <div className="stack">
        <b>{t('web.areas.conflict', { by, at: format.moment(at) })}</b>
        <div className="diff">
          <div className="stack">
            <b>{t('web.areas.conflict.mine')}</b>
            <p className="as-written">{mine}</p>
            <p>
              <button type="button" onClick={onMine}>
                {t('web.areas.conflict.keep')}
              </button>
            </p>
          </div>
          <div className="stack">
            <b>{by}</b>
            <p className="as-written">{theirs}</p>
            <p>
              <button type="button" onClick={onTheirs}>
                {t('web.areas.conflict.take')}
              </button>
            </p>
          </div>
        </div>
      </div>
    </div>
  )
}
