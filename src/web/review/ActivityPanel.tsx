/** One activity beside the queue: what may be done, what is found, its cells with what was said about each, what changed, what happened. */
import { type ReactNode, useState } from 'react'
import type { ReviewedActivity, ReviewStep } from '../../modules/plan/review/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Beside } from '../ui/Beside.tsx'
import { Findings } from '../ui/Findings.tsx'
import { Icon } from '../ui/Icon.tsx'
import { CellComments, NewComment } from './Comments.tsx'
import { Differences } from './Differences.tsx'
import { StepDialog } from './StepDialog.tsx'
import { type Outcome, useDifference, useReviewed } from './useReview.ts'

type Props = { plan: string; id: string; onClose: () => void; onDone: (outcome: Outcome) => void }

export function ActivityPanel({ plan, id, onClose, onDone }: Props) {
  const t = useT()
  const reviewed = useReviewed(plan, id)
  const title = reviewed.data?.cells.find((c) => c.cell === 'title')?.value
  return (
    <Beside title={title ?? t('web.review.untitled')} onClose={onClose}>
      <Answer query={reviewed}>{(activity) => <Reviewed plan={plan} activity={activity} onDone={onDone} />}</Answer>
    </Beside>
  )
}

type PanelProps = { plan: string; activity: ReviewedActivity; onDone: (outcome: Outcome) => void }

function Reviewed({ plan, activity, onDone }: PanelProps) {
  const t = useT()
  return (
    <>
      <div className="row">
        <Badge>{t(`web.review.state.${activity.state}`)}</Badge>
        <span className="quiet">{activity.organisation}</span>
      </div>
      <Steps plan={plan} activity={activity} onDone={onDone} />
      <Findings label={t('web.review.findings', { n: activity.findings.length })} findings={activity.findings} />
      <Fold title={t('web.review.changed.submission')}>
        <Since plan={plan} id={activity.id} since="submission" />
      </Fold>
      <Fold title={t('web.review.changed.version')}>
        <Since plan={plan} id={activity.id} since="version" />
      </Fold>
      <Cells plan={plan} activity={activity} />
      <History activity={activity} />
    </>
  )
}

/** What may be done is a button; what may not be done now says why. */
export function Steps({ plan, activity, onDone }: PanelProps) {
  const t = useT()
  const [asked, setAsked] = useState<ReviewStep>()
  const barred = activity.steps.filter((s) => !s.may && s.step !== 'withdraw')
  return (
    <>
      <div className="row">
        {activity.steps
          .filter((s) => s.may)
          .map(({ step }, i) => (
            <button key={step} type="button" className={i === 0 ? 'primary' : undefined} onClick={() => setAsked(step)}>
              {t(`web.review.do.${step}`, { n: 1 })}
            </button>
          ))}
      </div>
      {[...new Set(barred.map((s) => s.sentence))].map((sentence) => (
        <p key={sentence} className="quiet">
          <Icon name="lock" /> {sentence}
        </p>
      ))}
      {asked && (
        <StepDialog
          plan={plan}
          step={asked}
          rows={[activity]}
          line={activity}
          onClose={(done) => {
            setAsked(undefined)
            if (done) onDone(done)
          }}
        />
      )}
    </>
  )
}

/** Asked for when it is opened. */
function Fold({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children}
    </details>
  )
}

function Since({ plan, id, since }: { plan: string; id: string; since: 'version' | 'submission' }) {
  const t = useT()
  const difference = useDifference(plan, id, since)
  return (
    <Answer query={difference}>
      {({ what, cells }) =>
        cells.length === 0 ? (
          <p className="quiet">{[what, t('web.review.no-difference')].join(' · ')}</p>
        ) : (
          <Differences cells={cells} before={what} after={t('web.review.as-is')} />
        )
      }
    </Answer>
  )
}

function Cells({ plan, activity }: { plan: string; activity: ReviewedActivity }) {
  const t = useT()
  const filled = activity.cells.filter((c) => c.value !== null || activity.comments.some((said) => said.cell === c.cell))
  return (
    <>
      <h3>{t('web.review.cells')}</h3>
      <dl className="pairs review-cells">
        {filled.map(({ cell, name, value }) => [
          <dt key={`${cell} name`}>{name}</dt>,
          <dd key={cell}>
            {value ?? <span className="quiet">{t('web.review.empty')}</span>}
            <CellComments plan={plan} activity={activity} cell={cell} name={name} />
          </dd>,
        ])}
      </dl>
      <h3>{t('web.review.said')}</h3>
      <CellComments plan={plan} activity={activity} cell={null} name="" />
      <NewComment plan={plan} id={activity.id} cell={null} />
    </>
  )
}

function History({ activity }: { activity: ReviewedActivity }) {
  const t = useT()
  const format = useFormat()
  if (activity.history.length === 0) return null
  return (
    <>
      <h3>{t('web.review.history')}</h3>
      <ol className="history">
        {activity.history.map((event) => (
          <li key={`${event.at} ${event.step} ${event.cells.map((c) => c.cell).join()}`}>
            <b>{t(event.step ? `web.review.happened.${event.step}` : 'web.review.happened.cells', { n: event.cells.length })}</b>
            {event.reason && <p>{event.reason}</p>}
            {event.cells.map((cell) => (
              <div key={cell.cell}>
                {cell.name}: <del>{cell.before}</del> <ins>{cell.after}</ins>
              </div>
            ))}
            <div className="quiet">{[event.by, format.moment(event.at)].join(' · ')}</div>
          </li>
        ))}
      </ol>
    </>
  )
}
