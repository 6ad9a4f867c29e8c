/** What was said about a cell, or about the whole: read, answered, settled. */
import { type FormEvent, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { PlanComment, ReviewedActivity } from '../../modules/plan/review/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useReviewChange } from './useReview.ts'

type Props = { plan: string; activity: ReviewedActivity; cell: string | null; name: string }

export function CellComments({ plan, activity, cell, name }: Props) {
  const t = useT()
  const [isWriting, setWriting] = useState(false)
  const said = activity.comments.filter((comment) => comment.cell === cell)
  return (
    <>
      {said.length > 0 && (
        <ul className="review-said">
          {said.map((comment) => (
            <Comment key={comment.id} plan={plan} id={activity.id} comment={comment} />
          ))}
        </ul>
      )}
      {cell !== null &&
        (isWriting ? (
          <NewComment plan={plan} id={activity.id} cell={cell} name={name} onDone={() => setWriting(false)} />
        ) : (
          <button
            type="button"
            className="plain"
            aria-label={t('web.review.comment-on', { name })}
            onClick={() => setWriting(true)}
          >
            <Icon name="feedback" />
          </button>
        ))}
    </>
  )
}

function Comment({ plan, id, comment }: { plan: string; id: string; comment: PlanComment }) {
  const t = useT()
  const format = useFormat()
  const change = useReviewChange(plan)
  const isSettled = comment.settledAt !== null
  const settle = () =>
    change.mutate({ method: 'PUT', path: `/planned-activities/${id}/comments/${comment.id}`, body: { settled: !isSettled } })
  return (
    <li>
      <p>{isSettled ? <s>{comment.body}</s> : comment.body}</p>
      <div className="row">
        <small className="quiet">{[comment.by, format.moment(comment.at)].join(' · ')}</small>
        {isSettled ? (
          <Badge tone="good">{t('web.review.settled', { by: comment.settledBy ?? '' })}</Badge>
        ) : (
          comment.isAnswered && <Badge>{t('web.review.answered')}</Badge>
        )}
        <button type="button" className="plain" disabled={change.isPending} onClick={settle}>
          {t(isSettled ? 'web.review.reopen' : 'web.review.settle')}
        </button>
      </div>
      {change.isError && <ProblemNotice error={change.error} />}
    </li>
  )
}

export function NewComment({
  plan,
  id,
  cell,
  name,
  onDone,
}: {
  plan: string
  id: string
  cell: string | null
  name?: string
  onDone?: () => void
}) {
  const t = useT()
  const change = useReviewChange(plan)
  const [body, setBody] = useState('')
  const [comment, setComment] = useState(() => newId())
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (body.trim() === '') return
    const sent = { method: 'POST', path: `/planned-activities/${id}/comments`, body: { id: comment, cell, body } } as const
    change.mutate(sent, {
      onSuccess: () => {
        setBody('')
        setComment(newId())
        onDone?.()
      },
    })
  }
  return (
    <form className="stack" inert={change.isPending} onSubmit={submit}>
      <label className="field">
        {name ? t('web.review.comment-on', { name }) : t('web.review.comment')}
        <textarea rows={2} maxLength={5000} value={body} onChange={(e) => setBody(e.target.value)} />
      </label>
      {change.isError && <ProblemNotice error={change.error} />}
      <div className="row">
        <button type="submit" disabled={change.isPending}>
          {t('web.review.say')}
        </button>
        {onDone && (
          <button type="button" className="plain" onClick={onDone}>
            {t('web.ui.cancel')}
          </button>
        )}
      </div>
    </form>
  )
}
