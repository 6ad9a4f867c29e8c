/** A published plan is frozen; here the next version is opened. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import type { Version } from '../../modules/plan/versions/contract.ts'
import { send } from '../api.ts'
import { useLanguage, useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

export function RevisePanel({ plan }: { plan: Plan }) {
  const t = useT()
  const [asking, ask] = useState(false)
  return (
    <section className="panel stack">
      <p>{t('web.publication.locked')}</p>
      <p>
        <button type="button" onClick={() => ask(true)}>
          {t('web.publication.revise')} …
        </button>
      </p>
      {asking && <ReviseDialog plan={plan} onClose={() => ask(false)} />}
    </section>
  )
}

function ReviseDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const revise = useMutation({
    mutationFn: () =>
      send<Version>('POST', `/plans/${plan.code}/versions`, { note: note.trim() ? { [language]: note.trim() } : {} }),
    onSuccess: async () => {
      await Promise.all(
        ['plan-versions', 'plan-summary', 'plan-preview'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      )
      onClose()
    },
  })
  return (
    <Dialog title={t('web.publication.revise')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault()
          revise.mutate()
        }}
      >
        {revise.isError && <ProblemNotice error={revise.error} />}
        <p>{t('web.publication.revise.words')}</p>
        <Field label={t('web.publication.note')} help={t('web.publication.note.help')}>
          {(control) => <textarea {...control} maxLength={5000} value={note} onChange={(e) => setNote(e.target.value)} />}
        </Field>
        <p className="row">
          <button type="submit" className="primary" disabled={revise.isPending}>
            {t('web.publication.revise')}
          </button>
          <button type="button" onClick={onClose}>
            {t('web.publication.not-yet')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
