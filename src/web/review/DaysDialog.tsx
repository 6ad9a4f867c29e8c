/** The region sets the last day of each step. */
import { type FormEvent, useState } from 'react'
import type { Deadlines } from '../../modules/plan/review/contract.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useReviewChange } from './useReview.ts'

export const dayNames = ['submitBy', 'endorseBy', 'validateBy', 'approveBy'] as const

export function DaysDialog({ plan, days, onClose }: { plan: string; days: Deadlines; onClose: () => void }) {
  const t = useT()
  const change = useReviewChange(plan)
  const [edited, setEdited] = useState(days)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    change.mutate({ method: 'PUT', path: '/versions/deadlines', body: edited }, { onSuccess: onClose })
  }
  return (
    <Dialog title={t('web.review.days')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t('web.review.days.words')}</p>
        {dayNames.map((name) => (
          <label key={name} className="field">
            {t(`web.review.day.${name}`)}
            <input
              type="date"
              value={edited[name] ?? ''}
              onChange={(e) => setEdited((before) => ({ ...before, [name]: e.target.value || null }))}
            />
          </label>
        ))}
        {change.isError && <ProblemNotice error={change.error} />}
        <div className="row">
          <button type="submit" className="primary" disabled={change.isPending}>
            {t('web.review.days.save')}
          </button>
          <button type="button" onClick={onClose}>
            {t('web.ui.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
