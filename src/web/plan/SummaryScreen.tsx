/** A plan at a glance: people, money, activities on their way, last days, and what is due from whoever looks. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import type { Overview } from '../../modules/plan/funding/contract.ts'
import type { PlanSummary } from '../../modules/plan/versions/contract.ts'
import { get } from '../api.ts'
import { Coverage, Example, useUsd } from '../areas/parts.tsx'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Notice } from '../ui/Notice.tsx'
import { DueHere } from './DueHere.tsx'
import { PlanFrame } from './PlanFrame.tsx'
import { StateTable } from './StateTable.tsx'
import { VersionPanel } from './VersionPanel.tsx'
import '../areas/areas.css'

export function SummaryScreen() {
  const t = useT()
  const format = useFormat()
  return (
    <PlanFrame
      section="summary"
      says={({ plan }) =>
        t('web.plan.summary.words', { first: format.month(plan.firstMonth), last: format.month(plan.lastMonth) })
      }
    >
      {({ plan }) => <Glance plan={plan} />}
    </PlanFrame>
  )
}

function Glance({ plan }: { plan: Plan }) {
  const t = useT()
  const summary = useQuery({
    queryKey: ['plan-summary', plan.code],
    queryFn: () => get<PlanSummary>(`/plans/${plan.code}/summary`),
  })
  return (
    <Answer query={summary}>
      {(now) => (
        <div className="split">
          <div className="stack">
            {plan.isSample && <Notice tone="attention">{t('web.plan.summary.sample')}</Notice>}
            <DueHere plan={plan.code} />
            <People now={now} plan={plan.code} />
            <Money now={now} plan={plan.code} />
            <StateTable now={now} plan={plan.code} />
          </div>
          <VersionPanel now={now} plan={plan.code} />
        </div>
      )}
    </Answer>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function People({ now: { need, target }, plan }: { now: PlanSummary; plan: string }) {
  const t = useT()
  const format = useFormat()
  const isNothing = need.countries + target.countries === 0
  return (
    <Part title={t('web.plan.summary.people')}>
      {isNothing ? (
        <p className="quiet">{t('web.plan.summary.people.none')}</p>
      ) : (
        <>
          <div className="figures">
            {([need, target] as const).map(({ people, countries }, i) => (
              <div key={i === 0 ? 'need' : 'target'} className="figure big">
                <b>{format.number(people)}</b> {t(i === 0 ? 'web.areas.people.in-need' : 'web.areas.people.targeted')}
                <span className="method">{t('web.plan.summary.people.countries', { n: countries })}</span>
              </div>
            ))}
          </div>
          <p className="method">{t('web.plan.summary.people.method')}</p>
        </>
      )}
      <p>
        <Go to={`/plan/${plan}/needs`}>{t('web.plan.section.needs')}</Go>
      </p>
    </Part>
  )
}

function Money({ now: { areas }, plan }: { now: PlanSummary; plan: string }) {
  const t = useT()
  const may = useMay()
  const usd = useUsd()
  const funding = useQuery({
    queryKey: ['funding', plan],
    queryFn: () => get<Overview>(`/plans/${plan}/funding`),
    enabled: may('funding.read'),
  })
  const total = funding.data?.total
  return (
    <Part title={t('web.plan.summary.money')}>
      {total && (
        <>
          <div className="figures">
            <div className="figure big">
              <b>{usd(Math.round(Number(total.requirement)))}</b> {t('web.plan.summary.asked')}
            </div>
          </div>
          <Coverage required={Number(total.requirement)} confirmed={Number(total.contributed)} isExample={false} />
        </>
      )}
      {areas.areas > 0 && (
        <p className="quiet">
          {t('web.plan.summary.areas', { n: areas.areas, usd: usd(areas.fundingRequiredUsd) })} {areas.isExample && <Example />}
        </p>
      )}
      <p className="row">
        {may('funding.read') && <Go to={`/plan/${plan}/money`}>{t('web.plan.section.money')}</Go>}
        <Go to={`/plan/${plan}/areas`}>{t('web.plan.section.areas')}</Go>
      </p>
    </Part>
  )
}
