/** The last day of each step, and later days given to organisations; whoever may sets them here. */
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { Extension, ReviewQueue } from '../../modules/plan/review/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { DaysDialog, dayNames } from './DaysDialog.tsx'
import { ExtensionDialog } from './ExtensionDialog.tsx'
import { useReviewChange } from './useReview.ts'

export function Days({ queue, lists }: { queue: ReviewQueue; lists: PlanLists }) {
  const t = useT()
  const format = useFormat()
  const [open, setOpen] = useState<'days' | 'extension'>()
  const plan = lists.plan.code
  if (queue.version === null) return null
  return (
    <section className="stack" aria-label={t('web.review.days')}>
      <div className="row">
        <ol className="steps review-days">
          {dayNames.map((name) => {
            const day = queue.days[name]
            return (
              <li key={name} className={day !== null && day < queue.today ? 'done' : undefined}>
                {t(`web.review.day.${name}`)}: {day === null ? t('web.review.day.open') : format.day(`${day}T12:00:00`)}
              </li>
            )
          })}
        </ol>
        {queue.may.deadlines && (
          <button type="button" onClick={() => setOpen('days')}>
            <Icon name="edit" />
            {t('web.review.days.edit')}
          </button>
        )}
        {queue.may.extend && queue.days.submitBy !== null && (
          <button type="button" onClick={() => setOpen('extension')}>
            <Icon name="plus" />
            {t('web.review.extend')}
          </button>
        )}
      </div>
      {queue.extensions.length > 0 && (
        <details>
          <summary>{t('web.review.extensions', { n: queue.extensions.length })}</summary>
          <ul>
            {queue.extensions.map((extension) => (
              <Given key={extension.organisationId} plan={plan} extension={extension} mayTakeBack={queue.may.extend} />
            ))}
          </ul>
        </details>
      )}
      {open === 'days' && <DaysDialog plan={plan} days={queue.days} onClose={() => setOpen(undefined)} />}
      {open === 'extension' && <ExtensionDialog lists={lists} last={queue.days.submitBy!} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function Given({ plan, extension, mayTakeBack }: { plan: string; extension: Extension; mayTakeBack: boolean }) {
  const t = useT()
  const format = useFormat()
  const change = useReviewChange(plan)
  return (
    <li>
      <b>{extension.organisation}</b>{' '}
      {t('web.review.extended', {
        on: format.day(`${extension.submitBy}T12:00:00`),
        by: extension.givenBy,
        reason: extension.reason,
      })}{' '}
      {mayTakeBack && (
        <button
          type="button"
          className="plain"
          disabled={change.isPending}
          onClick={() => change.mutate({ method: 'DELETE', path: `/extensions/${extension.organisationId}` })}
        >
          {t('web.review.take-back')}
        </button>
      )}
      {change.isError && <ProblemNotice error={change.error} />}
    </li>
  )
}
