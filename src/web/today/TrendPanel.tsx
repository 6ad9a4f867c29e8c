/** People reached month by month. Until rows are accepted, what all rows read would give, and says so. */
import { useQuery } from '@tanstack/react-query'
import type { Dashboard } from '../../modules/figures/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { useScope } from '../scope.ts'
import { Trend } from '../ui/Trend.tsx'

function useDashboard(plan: string, include: 'accepted' | 'drafts', enabled: boolean) {
  const { country, organisation, planEntry, from, until } = useScope()
  const query = { from: from ?? planEntry?.firstMonth, until: until ?? planEntry?.lastMonth, include, country, organisation }
  return useQuery({
    queryKey: ['dashboard', plan, query],
    queryFn: () => get<Dashboard>(`/plans/${plan}/figures/dashboard`, query),
    enabled: enabled && planEntry !== undefined,
  })
}

export function TrendPanel({ plan }: { plan: string }) {
  const t = useT()
  const may = useMay()
  const accepted = useDashboard(plan, 'accepted', may('figures.read'))
  const isEmpty = accepted.data !== undefined && accepted.data.rows === 0
  const all = useDashboard(plan, 'drafts', isEmpty && may('activities.write'))
  const shown = isEmpty ? (all.data?.rows ? all.data : undefined) : accepted.data
  if (!may('figures.read') || accepted.isError || (!isEmpty && !shown)) return null
  return (
    <section className="panel stack">
      <h2>{t('web.today.trend')}</h2>
      {shown ? <TrendOf dashboard={shown} drafts={isEmpty} /> : <p className="quiet">{t('web.today.trend.none')}</p>}
    </section>
  )
}

function TrendOf({ dashboard, drafts }: { dashboard: Dashboard; drafts: boolean }) {
  const t = useT()
  const format = useFormat()
  const months = dashboard.months.slice(0, dashboard.months.findLastIndex((m) => m.people > 0) + 1)
  const last = months.at(-1)
  const points = months.map((m) => ({
    key: m.month,
    label: format.month(m.month, 'short'),
    value: m.people,
    shown: format.number(m.people),
  }))
  const words = t('web.today.trend.words', { list: format.list(points.map((p) => `${p.label} ${p.shown}`)) })
  if (!last) return <p className="quiet">{t('web.today.trend.none')}</p>
  return (
    <>
      <p className="figure">
        <b>{format.number(last.people)}</b> {t('web.today.trend.people', { month: format.month(last.month, 'name') })}
        <span className="method">
          {t(drafts ? 'web.today.trend.method.all' : 'web.today.trend.method', {
            method: dashboard.method,
            total: dashboard.people,
          })}
        </span>
      </p>
      <Trend points={points} words={words} />
    </>
  )
}
