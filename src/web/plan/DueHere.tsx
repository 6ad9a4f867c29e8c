/** What is due in this plan from whoever looks: the lines that Today shows, too. */
import { useQuery } from '@tanstack/react-query'
import type { PlanDue } from '../../modules/plan/review/contract.ts'
import { get } from '../api.ts'
import { hasMessage, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { GoAddress } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { iconOf } from '../ui/Notice.tsx'

export function DueHere({ plan }: { plan: string }) {
  const t = useT()
  const may = useMay()
  const due = useQuery({
    queryKey: ['plan-due', plan],
    queryFn: () => get<PlanDue[]>(`/plans/${plan}/review/today`),
    enabled: may('submission.read'),
  })
  const lines = (due.data ?? []).filter(({ code }) => hasMessage(`plan.due.${code}`))
  if (lines.length === 0) return null
  return (
    <section className="stack">
      <h2>{t('web.plan.summary.due')}</h2>
      <ul className="due">
        {lines.map(({ code, tone, values, link }) => (
          <li key={code} data-tone={tone}>
            <Icon name={iconOf[tone]} />
            <span>{t(`plan.due.${code}`, values)}</span>
            <GoAddress address={link} className="button">
              {t('web.plan.summary.due.open')}
            </GoAddress>
          </li>
        ))}
      </ul>
    </section>
  )
}
