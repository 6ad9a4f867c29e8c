/** What publishing would do now: what it takes, what stays behind, where numbers differ. Then it asks once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import type { PublicationPreview, Version } from '../../modules/plan/versions/contract.ts'
import { get, send } from '../api.ts'
import { useUsd } from '../areas/parts.tsx'
import { useFormat, useLanguage, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { TieOut } from './TieOut.tsx'

export function PublishPanel({ plan }: { plan: Plan }) {
  const preview = useQuery({
    queryKey: ['plan-preview', plan.code],
    queryFn: () => get<PublicationPreview>(`/plans/${plan.code}/versions/preview`),
  })
  return <Answer query={preview}>{(now) => <Preview plan={plan} now={now} />}</Answer>
}

function Preview({ plan, now }: { plan: Plan; now: PublicationPreview }) {
  const t = useT()
  const [asking, ask] = useState(false)
  return (
    <section className="panel stack" aria-labelledby="publish">
      <h2 id="publish">{t('web.publication.publish', { n: now.number })}</h2>
      <Sums now={now} />
      <Takes now={now} />
      {now.targetRemarks !== null && now.targetRemarks > 0 && (
        <Notice tone="attention">{t('web.publication.target-remarks', { n: now.targetRemarks })}</Notice>
      )}
      <TieOut lines={now.tieOut} />
      {now.hasNothing ? (
        <Notice tone="attention">{t('web.publication.nothing')}</Notice>
      ) : (
        <p>
          <button type="button" className="primary" onClick={() => ask(true)}>
            {t('web.publication.publish', { n: now.number })} …
          </button>
        </p>
      )}
      {asking && <PublishDialog plan={plan} now={now} onClose={() => ask(false)} />}
    </section>
  )
}

function Sums({ now: { counts, people, areas } }: { now: PublicationPreview }) {
  const t = useT()
  const format = useFormat()
  const usd = useUsd()
  return (
    <>
      <div className="figures">
        <div className="figure big">
          <b>{format.number(counts.activities)}</b> {t('web.publication.counts', counts)}
        </div>
        <div className="figure big">
          <b>{usd(Math.round(counts.requiredUsd))}</b> {t('web.publication.asked')}
        </div>
      </div>
      <p className="method">{t('web.publication.beside', { ...people, areas })}</p>
    </>
  )
}

function Takes({ now: { takes, leaving, leftBehind } }: { now: PublicationPreview }) {
  const t = useT()
  const lines = [
    ['approved', takes.approved],
    ['unchanged', takes.unchanged],
    ['as-before', takes.asBefore],
    ['leaving', leaving],
  ] as const
  return (
    <ul>
      {lines.map(([name, n]) => (n > 0 ? <li key={name}>{t(`web.publication.takes.${name}`, { n })}</li> : null))}
      {leftBehind.map(({ state, activities }) => (
        <li key={state} className="quiet">
          {t('plan.versions.left-behind', { activities, state: t(`plan.versions.state.${state}`) })}
        </li>
      ))}
    </ul>
  )
}

function PublishDialog({ plan, now, onClose }: { plan: Plan; now: PublicationPreview; onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const queries = useQueryClient()
  const differing = now.tieOut.filter((line) => !line.agrees).length
  const [note, setNote] = useState('')
  const [agreed, agree] = useState(false)
  const publish = useMutation({
    mutationFn: () =>
      send<Version>('POST', `/plans/${plan.code}/versions/${now.number}/publish`, {
        ...(note.trim() && { note: { [language]: note.trim() } }),
        agreedDifferences: agreed,
      }),
    onSuccess: async () => {
      await Promise.all(
        ['plan-versions', 'plan-summary', 'plan-preview'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      )
      onClose()
    },
  })
  return (
    <Dialog title={t('web.publication.publish', { n: now.number })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault()
          publish.mutate()
        }}
      >
        {publish.isError && <ProblemNotice error={publish.error} />}
        <p>{t('web.publication.consequence', { n: now.number, activities: now.counts.activities })}</p>
        <Field label={t('web.publication.note')} help={t('web.publication.note.help')}>
          {(control) => <textarea {...control} maxLength={5000} value={note} onChange={(e) => setNote(e.target.value)} />}
        </Field>
        {differing > 0 && (
          <label>
            <input type="checkbox" checked={agreed} onChange={(e) => agree(e.target.checked)} />{' '}
            {t('web.publication.agree', { n: differing })}
          </label>
        )}
        <p className="row">
          <button type="submit" className="primary" disabled={publish.isPending || (differing > 0 && !agreed)}>
            {t('web.publication.publish', { n: now.number })}
          </button>
          <button type="button" onClick={onClose}>
            {t('web.publication.not-yet')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
