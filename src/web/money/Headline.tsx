/** Asked, given, missing; promised money stands apart, and so does what is shared with other plans. */
import type { ReactNode } from 'react'
import type { Overview } from '../../modules/plan/funding/contract.ts'
import { useT } from '../languages.ts'
import { useAmounts } from './amount.ts'

export function Headline({ money }: { money: Overview }) {
  const t = useT()
  const { whole, share, exact } = useAmounts()
  const { total } = money
  const isOver = total.gap.startsWith('-')
  return (
    <section className="stack" aria-label={t('web.money.headline')}>
      <div className="figures">
        <Big label={t('web.money.asked')} value={whole(total.requirement)} says={t(`plan.funding.basis.${money.basis}`)} />
        <Big
          label={t('web.money.given')}
          value={whole(total.contributed)}
          says={
            total.coverage === null ? t('web.money.no-requirement') : t('web.money.covered', { share: share(total.coverage) })
          }
        />
        {total.requirement !== '0.00' && (
          <Big
            label={t(isOver ? 'web.money.beyond' : 'web.money.missing')}
            value={whole(total.gap.replace('-', ''))}
            says={
              total.costPerPerson === null
                ? ''
                : t('web.money.cost', { cost: exact(total.costPerPerson, 'USD'), people: whole(String(total.targetPeople)) })
            }
          />
        )}
        <Big label={t('web.money.pledged')} value={whole(total.pledged)} says={t('web.money.pledged.words')} />
      </div>
      {total.requirement !== '0.00' && (
        <meter
          min={0}
          max={100}
          value={Math.min(Math.max((total.coverage ?? 0) * 100, 0), 100)}
          aria-label={t('web.money.coverage')}
        />
      )}
      {money.shared.contributions > 0 && (
        <p className="quiet">{t('web.money.shared', { count: money.shared.contributions, usd: whole(money.shared.usd) })}</p>
      )}
      {money.setAside !== '0.00' && <p className="quiet">{t('plan.funding.set-aside', { usd: whole(money.setAside) })}</p>}
    </section>
  )
}

const Big = ({ label, value, says }: { label: string; value: string; says: ReactNode }) => (
  <p className="figure big">
    <b>{value}</b> {label} <span className="method quiet">{says}</span>
  </p>
)
