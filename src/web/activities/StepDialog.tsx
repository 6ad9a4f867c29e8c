/** Asks once before rows move: how many, what follows, and the words that go with them. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import type { StepOrder, StepResult } from '../../modules/activities/desk/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import type { Asked } from './filter.ts'
import type { GridRow } from './rows.ts'

export type StepName = StepOrder['step']
type Result = z.infer<typeof StepResult>
/** `n`: how many rows the step moves, where that is known; `chosen`: empty for all of the filter. */
type Props = {
  plan: string
  filter: Asked
  step: StepName
  n: number | undefined
  chosen: GridRow[]
  onClose: () => void
  onDone: () => void
}

export function StepDialog({ plan, filter, step, n, chosen, onClose, onDone }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const [id] = useState(() => newId())
  const [comment, setComment] = useState('')
  const [comments, setComments] = useState<Record<string, string>>({})
  const take = useMutation({
    mutationFn: () => {
      const said = Object.entries(comments)
        .filter(([, body]) => body.trim() !== '')
        .map(([activityId, body]) => ({ activityId, cell: null, body: body.trim() }))
      const order: z.input<typeof StepOrder> = {
        id,
        step,
        filter,
        comment,
        comments: said,
        ...(chosen.length > 0 ? { ids: chosen.map((row) => row.id) } : {}),
      }
      return send<Result>('POST', `/plans/${plan}/activities/steps`, order)
    },
    onSuccess: () => {
      onDone()
      return queries.invalidateQueries()
    },
  })
  const name = n === undefined ? t(`web.activities.do.${step}.all`) : t(`web.activities.do.${step}`, { n })
  if (take.isSuccess)
    return (
      <Dialog title={name} onClose={onClose}>
        <Outcome result={take.data} />
        <div className="row">
          <button type="button" className="primary" onClick={onClose}>
            {t('web.ui.close')}
          </button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title={name} onClose={onClose}>
      <p>{t(`web.activities.do.${step}.words`)}</p>
      {step === 'return' &&
        chosen.slice(0, 20).map((row) => (
          <label key={row.id} className="field wide">
            {t('web.activities.do.comment-row', { row: String(row.number ?? '·') })}
            <textarea
              rows={2}
              maxLength={2000}
              value={comments[row.id] ?? ''}
              onChange={(e) => setComments({ ...comments, [row.id]: e.target.value })}
            />
          </label>
        ))}
      <label className="field wide">
        {t('web.activities.do.comment')}
        <textarea rows={2} maxLength={2000} value={comment} onChange={(e) => setComment(e.target.value)} />
      </label>
      {take.isError && <ProblemNotice error={take.error} />}
      <div className="row">
        <button type="button" className="primary" disabled={take.isPending} onClick={() => take.mutate()}>
          {name}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </Dialog>
  )
}

function Outcome({ result }: { result: Result }) {
  const t = useT()
  const left = result.left.filter(({ rows }) => rows > 0)
  return (
    <Notice
      tone={result.rows > 0 ? 'good' : 'attention'}
      title={t('web.activities.do.done', { step: result.step, n: result.rows })}
      says
    >
      {left.map(({ reason, rows }) => (
        <p key={reason}>{t(`web.activities.left.${reason}`, { n: rows })}</p>
      ))}
    </Notice>
  )
}
