/** One question before a decision on many: what happens, to how many, whose; to send back, why. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { QueueLine, ReviewStep, WaitingActivity } from '../../modules/plan/review/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { type Outcome, useSteps } from './useReview.ts'

type Props = {
  plan: string
  step: ReviewStep
  rows: Pick<WaitingActivity, 'id' | 'version' | 'people' | 'usd'>[]
  line: Pick<QueueLine, 'organisation'>
  onClose: (outcome?: Outcome) => void
}

export function StepDialog({ plan, step, rows, line, onClose }: Props) {
  const t = useT()
  const format = useFormat()
  const steps = useSteps(plan)
  const [comment, setComment] = useState('')
  // Made once: sent again after a broken line it is the same decision.
  const [id] = useState(() => newId())
  const people = rows.reduce((sum, row) => sum + (row.people ?? 0), 0)
  const usd = Math.round(rows.reduce((sum, row) => sum + row.usd, 0))
  const send = () => {
    const activities = rows.map(({ id: activity, version }) => ({ id: activity, version }))
    // The line this dialog stands on may be gone by the time the answer comes.
    void steps.mutateAsync({ id, step, comment: comment.trim(), activities }).then(onClose, () => undefined)
  }
  return (
    <AskDialog
      title={t(`web.review.ask.${step}`, { n: rows.length })}
      deed={t(`web.review.do.${step}`, { n: rows.length })}
      isDanger={step === 'withdraw'}
      sending={steps}
      onSend={send}
      onClose={() => onClose()}
    >
      <p>
        {t('web.review.ask.what', { organisation: line.organisation, people: format.number(people), usd: format.number(usd) })}
      </p>
      <p className="quiet">{t(`web.review.ask.${step}.words`)}</p>
      <label className="field">
        {t(step === 'return' ? 'web.review.ask.why' : 'web.review.ask.comment')}
        <textarea
          rows={4}
          maxLength={5000}
          required={step === 'return'}
          value={comment}
          onChange={(e) => setComment(e.target.value)}
        />
      </label>
    </AskDialog>
  )
}
