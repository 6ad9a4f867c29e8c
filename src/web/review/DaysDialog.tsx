/** The region sets the last day of each step. */
import { useState } from 'react'
import type { Deadlines } from '../../modules/plan/review/contract.ts'
import { useT } from '../languages.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { useReviewChange } from './useReview.ts'

export const dayNames = ['submitBy', 'endorseBy', 'validateBy', 'approveBy'] as const

export function DaysDialog({ plan, days, onClose }: { plan: string; days: Deadlines; onClose: () => void }) {
  const t = useT()
  const change = useReviewChange(plan)
  const [edited, setEdited] = useState(days)
  const send = () => change.mutate({ method: 'PUT', path: '/versions/deadlines', body: edited }, { onSuccess: onClose })
  return (
    <AskDialog title={t('web.review.days')} deed={t('web.review.days.save')} sending={change} onSend={send} onClose={onClose}>
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
    </AskDialog>
  )
}
