/** The plan years, and the way to a new one. */
import { useState } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { usePlans } from '../plans.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { NewPlanDialog } from './NewPlanDialog.tsx'

export function PlansScreen() {
  const t = useT()
  const may = useMay()
  const plans = usePlans()
  const [adding, setAdding] = useState(false)
  const add = may('plan.edit') && (
    <button type="button" className="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" />
      {t('web.plan.new')}
    </button>
  )
  return (
    <>
      <Head title={t('web.plan.title')} actions={plans.data?.length ? add : undefined}>
        {t('web.plan.words')}
      </Head>
      <Answer query={plans}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="plan" title={t('web.plan.none')}>
              <p>{t('web.plan.none.words')}</p>
              {add}
            </Empty>
          ) : (
            <PlansTable plans={list} />
          )
        }
      </Answer>
      {adding && <NewPlanDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function PlansTable({ plans }: { plans: Plan[] }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  return (
    <Table label={t('web.plan.title')}>
      <thead>
        <tr>
          <th>{t('web.ui.scope.plan')}</th>
          <th>{t('web.plan.code')}</th>
          <th>{t('web.plan.first')}</th>
          <th>{t('web.plan.last')}</th>
          <th>{t('web.plan.method')}</th>
        </tr>
      </thead>
      <tbody>
        {plans.map((plan) => (
          <tr key={plan.code}>
            <th scope="row">
              <Go to={`/plan/${plan.code}`} search={{ plan: plan.code }} fresh>
                {text(plan.names, plan.code)}
              </Go>{' '}
              {plan.isSample && <Badge icon="info">{t('web.plan.sample')}</Badge>}
            </th>
            <td>{plan.code}</td>
            <td>{format.month(plan.firstMonth)}</td>
            <td>{format.month(plan.lastMonth)}</td>
            <td>{t(`web.figures.method.${plan.defaultMethod}`)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
