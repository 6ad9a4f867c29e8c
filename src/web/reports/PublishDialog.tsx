/** Publishing: first what does not tie out and what does not hold, then what happens, then the one button. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Overview } from '../../modules/reports/contract.ts'
import { ProblemAnswer, send } from '../api.ts'
import { type Language, languages, useFormat, useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Wait } from '../ui/Wait.tsx'
import { useComposer } from './composer.ts'
import { usePeriodWords } from './periodWords.ts'
import { TieOutTable, useTieOut } from './TieOutPanel.tsx'

type Published = { edition: number; slug: string }

export function PublishDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { overview, language, document } = useComposer()
  const period = usePeriodWords()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Language[]>(() => written(overview, language))
  const [agreed, setAgreed] = useState(false)
  const lines = useTieOut()
  const publish = useMutation({
    mutationFn: () =>
      send<Published>('POST', `/overviews/${overview.id}/publish`, { languages: chosen, agreedDifferences: agreed }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['overview', overview.id] }),
  })
  const differ = lines.data?.filter((line) => !line.agrees) ?? []
  if (publish.data) return <Done published={publish.data} chosen={chosen} onClose={onClose} />
  return (
    <Dialog title={t('web.reports.publish.title', { period: period(overview) })} onClose={onClose} wide>
      {overview.include !== 'accepted' ? (
        <Notice tone="attention" title={t('web.reports.publish.only')} />
      ) : !lines.data || !document ? (
        <Wait />
      ) : (
        <form
          className="stack"
          inert={publish.isPending}
          onSubmit={(e) => {
            e.preventDefault()
            publish.mutate()
          }}
        >
          {differ.length > 0 ? (
            <Notice tone="attention" title={t('web.reports.tie.not', { count: differ.length })}>
              <p>{t('web.reports.publish.differ')}</p>
            </Notice>
          ) : (
            <Notice tone="good" title={t('web.reports.publish.ties')} />
          )}
          <TieOutTable lines={differ} />
          {differ.length > 0 && (
            <label className="check">
              <input type="checkbox" checked={agreed} onChange={(e) => setAgreed(e.target.checked)} />{' '}
              {t('web.reports.publish.agree')}
            </label>
          )}
          <LanguageChoice chosen={chosen} onChange={setChosen} />
          <p>{t('web.reports.publish.words', { rows: document.totals.rows, edition: overview.edition })}</p>
          {publish.isError && (
            <ProblemNotice error={publish.error}>
              <Broken error={publish.error} />
            </ProblemNotice>
          )}
          <div className="row">
            <button
              type="submit"
              className="primary"
              disabled={publish.isPending || chosen.length === 0 || (differ.length > 0 && !agreed)}
            >
              {t('web.reports.publish.do', { languages: chosen.map((one) => languages[one]).join(', ') })}
            </button>
            <button type="button" onClick={onClose}>
              {t('web.reports.not-yet')}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

/** Every language in which something is written, else the one shown. */
function written({ texts }: Overview, otherwise: Language): Language[] {
  const found = (Object.keys(languages) as Language[]).filter((code) =>
    texts.some((text) => text.language === code && text.body.trim() !== ''),
  )
  return found.length > 0 ? found : [otherwise]
}

function LanguageChoice({ chosen, onChange }: { chosen: Language[]; onChange: (chosen: Language[]) => void }) {
  const t = useT()
  const { overview } = useComposer()
  const all = Object.keys(languages) as Language[]
  const written = (code: Language) => overview.texts.filter((text) => text.language === code && text.body.trim() !== '').length
  const turn = (code: Language, on: boolean) => onChange(all.filter((one) => (one === code ? on : chosen.includes(one))))
  return (
    <fieldset className="choices stack">
      <legend>{t('web.reports.publish.languages')}</legend>
      {all.map((code) => (
        <label key={code}>
          <input type="checkbox" checked={chosen.includes(code)} onChange={(e) => turn(code, e.target.checked)} />{' '}
          <span lang={code}>{languages[code]}</span>{' '}
          <span className="quiet">
            {written(code) > 0 ? t('web.reports.publish.written', { count: written(code) }) : t('web.reports.publish.unwritten')}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** References that do not hold, each with its reason. */
function Broken({ error }: { error: unknown }) {
  const broken =
    error instanceof ProblemAnswer && Array.isArray(error.detail.broken)
      ? (error.detail.broken as { broken: string; why: string }[])
      : []
  if (broken.length === 0) return null
  return (
    <ul>
      {broken.map((one) => (
        <li key={one.broken}>
          <mark>{one.broken}</mark> {one.why}
        </li>
      ))}
    </ul>
  )
}

function Done({ published, chosen, onClose }: { published: Published; chosen: Language[]; onClose: () => void }) {
  const t = useT()
  const format = useFormat()
  return (
    <Dialog title={t('web.reports.publish.done', { edition: published.edition })} onClose={onClose}>
      <Notice
        tone="good"
        title={t('web.reports.publish.done.words', { languages: format.list(chosen.map((one) => languages[one])) })}
        says
      />
      <ul className="plain-list">
        {chosen.map((one) => (
          <li key={one}>
            <a href={`/overviews/${published.slug}?language=${one}`} lang={one}>
              {languages[one]}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <button type="button" className="primary" onClick={onClose}>
          {t('web.ui.close')}
        </button>
      </p>
    </Dialog>
  )
}
