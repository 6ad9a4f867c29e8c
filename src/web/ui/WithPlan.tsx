/** There is no plan year yet, or none this person may see. */
import type { ReactNode } from 'react'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { usePlans } from '../plans.ts'
import { useScope } from '../scope.ts'
import { Answer } from './Answer.tsx'
import { Empty } from './Empty.tsx'
import { Go } from './Go.tsx'

/** Shows its content once a plan is chosen; says so when there is none. */
export function WithPlan({ children }: { children: (plan: string) => ReactNode }) {
  const t = useT()
  const may = useMay()
  const plans = usePlans()
  const { plan } = useScope()
  if (plan !== undefined) return children(plan)
  return (
    <Answer query={plans}>
      {() => (
        <Empty icon="plan" title={t('web.ui.no-plan')}>
          <p>{t('web.ui.no-plan.words')}</p>
          {may('plan.edit') && (
            <Go to="/plan" className="button primary">
              {t('web.ui.job.plan')}
            </Go>
          )}
        </Empty>
      )}
    </Answer>
  )
}
