/** What the review said of an activity, answered here; and the steps that are open to who writes it: submit, withdraw, open again. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useT } from '../languages.ts'
import { Steps } from '../review/ActivityPanel.tsx'
import { CellComments } from '../review/Comments.tsx'
import { type Outcome, useReviewed } from '../review/useReview.ts'
import type { PlanRow } from './rows.ts'
import '../review/review.css'

type Props = { plan: string; row: PlanRow; onStep: (outcome: Outcome) => void }

export function Said({ plan, row: { id, version, isPending }, onStep }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const { data, refetch } = useReviewed(plan, id)
  useEffect(() => {
    if (data && data.version < version) void refetch()
  }, [data, version, refetch])
  if (!data) return null
  // A step is taken with what stands beside it, once the server has it.
  const activity = { ...data, version, steps: isPending || data.version < version ? [] : data.steps }
  const named = activity.cells.filter(({ cell }) => activity.comments.some((said) => said.cell === cell))
  const onDone = (done: Outcome) => {
    onStep(done)
    void queries.invalidateQueries({ queryKey: ['planned', plan] })
    void queries.invalidateQueries({ queryKey: ['planned-one', plan, id] })
  }
  return (
    <>
      <Steps plan={plan} activity={activity} onDone={onDone} />
      {activity.comments.length > 0 && <h3>{t('web.review.said')}</h3>}
      {named.map(({ cell, name }) => (
        <section key={cell} aria-label={name}>
          <b>{name}</b>
          <CellComments plan={plan} activity={activity} cell={cell} name={name} />
        </section>
      ))}
      <CellComments plan={plan} activity={activity} cell={null} name="" />
    </>
  )
}
