/** The version that is open with its last days, and the one that is published. */
import type { PlanSummary } from '../../modules/plan/versions/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Go } from '../ui/Go.tsx'

const steps = ['submitBy', 'endorseBy', 'validateBy', 'approveBy'] as const

export function VersionPanel({ now: { open, published }, plan }: { now: PlanSummary; plan: string }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  return (
    <aside className="panel stack" aria-label={t('web.plan.summary.version')}>
      <h2>{t('web.plan.summary.version')}</h2>
      {open ? (
        <>
          <p>
            <Badge tone="info">{t('web.plan.summary.open', { n: open.number })}</Badge>
          </p>
          {text(open.note) !== '' && <p>{text(open.note)}</p>}
          <dl className="pairs">
            {steps.map((step) =>
              open[step] === null ? null : (
                <div key={step} className="pair">
                  <dt>{t(`web.plan.summary.${step}`)}</dt>
                  <dd>{format.day(open[step])}</dd>
                </div>
              ),
            )}
          </dl>
          {steps.every((step) => open[step] === null) && <p className="quiet">{t('web.plan.summary.no-days')}</p>}
        </>
      ) : (
        <p>{t(published ? 'web.plan.summary.locked' : 'web.plan.summary.not-begun')}</p>
      )}
      {published?.publishedAt && (
        <p>
          <Badge tone="good">{t('web.plan.summary.published', { n: published.number })}</Badge>{' '}
          <span className="quiet">{format.moment(published.publishedAt)}</span>
        </p>
      )}
      <p className="row">
        <Go to={`/plan/${plan}/publication`}>{t('web.plan.section.publication')}</Go>
        {published && <a href={`/plans/${plan}`}>{t('web.plan.summary.public')}</a>}
      </p>
    </aside>
  )
}
