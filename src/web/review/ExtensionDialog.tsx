/** A later last day for one organisation, with the reason. */
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { useReviewChange } from './useReview.ts'

export function ExtensionDialog({ lists, last, onClose }: { lists: PlanLists; last: string; onClose: () => void }) {
  const t = useT()
  const format = useFormat()
  const change = useReviewChange(lists.plan.code)
  const [organisation, setOrganisation] = useState('')
  const [submitBy, setSubmitBy] = useState('')
  const [reason, setReason] = useState('')
  const name = (o: PlanLists['organisations'][number]) => o.acronym || o.names[0] || String(o.id)
  const bodies = format.sorted(
    lists.organisations.filter((o) => o.appealing),
    name,
  )
  const send = () =>
    change.mutate({ method: 'PUT', path: `/extensions/${organisation}`, body: { submitBy, reason } }, { onSuccess: onClose })
  return (
    <AskDialog title={t('web.review.extend')} deed={t('web.review.extend')} sending={change} onSend={send} onClose={onClose}>
      <p className="quiet">{t('web.review.extend.words', { on: format.day(`${last}T12:00:00`) })}</p>
      <label className="field">
        {t('web.review.organisation')}
        <select required value={organisation} onChange={(e) => setOrganisation(e.target.value)}>
          <option value="" />
          {bodies.map((o) => (
            <option key={o.id} value={o.id}>
              {name(o)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('web.review.extend.until')}
        <input type="date" required value={submitBy} onChange={(e) => setSubmitBy(e.target.value)} />
      </label>
      <label className="field">
        {t('web.review.extend.why')}
        <textarea rows={3} required maxLength={5000} value={reason} onChange={(e) => setReason(e.target.value)} />
      </label>
    </AskDialog>
  )
}
