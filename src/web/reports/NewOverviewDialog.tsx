/** A new overview: of which plan, for which months, counting which rows. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 as uuid } from 'uuid'
import { monthsBetween } from '../../core/dates.ts'
import type { Overview } from '../../modules/reports/contract.ts'
import { ProblemAnswer, send } from '../api.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { usePlans } from '../plans.ts'
import { rememberPlan, type Search, useScope } from '../scope.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Go } from '../ui/Go.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

const included = ['accepted', 'submitted', 'drafts'] as const

export function NewOverviewDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const text = useText()
  const scope = useScope()
  const plans = usePlans()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [id] = useState(() => uuid())
  const [wish, setWish] = useState<{ plan?: string; from?: string; until?: string; include: (typeof included)[number] }>({
    include: 'accepted',
  })
  const plan = plans.data?.find((one) => one.code === (wish.plan ?? scope.plan))
  const months = plan ? monthsBetween(plan.firstMonth, plan.lastMonth) : []
  const firstMonth = wish.from ?? scope.period?.from ?? plan?.firstMonth ?? ''
  const lastMonth = wish.until ?? scope.period?.until ?? plan?.lastMonth ?? ''
  const make = useMutation({
    mutationFn: () =>
      send<Overview>('POST', '/overviews', { id, plan: plan?.code, firstMonth, lastMonth, include: wish.include }),
    onSuccess: async (overview) => {
      rememberPlan(overview.plan)
      await queries.invalidateQueries({ queryKey: ['overviews'] })
      await navigate({ to: `/reports/${overview.id}`, search: { plan: overview.plan } as Search as never })
    },
  })
  const outOfOrder = firstMonth > lastMonth
  return (
    <Dialog title={t('web.reports.new')} onClose={onClose}>
      <form
        className="stack"
        inert={make.isPending}
        onSubmit={(e) => {
          e.preventDefault()
          if (!outOfOrder) make.mutate()
        }}
      >
        {make.isError && (
          <ProblemNotice error={make.error}>
            <There error={make.error} onGo={onClose} />
          </ProblemNotice>
        )}
        <Field label={t('web.ui.scope.plan')}>
          {(control) => (
            <select
              {...control}
              value={plan?.code ?? ''}
              onChange={(e) => {
                const next = plans.data?.find((one) => one.code === e.target.value)
                setWish({ ...wish, plan: e.target.value, from: next?.firstMonth ?? '', until: next?.lastMonth ?? '' })
              }}
            >
              {plans.data?.map((one) => (
                <option key={one.code} value={one.code}>
                  {text(one.names, one.code)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <MonthField
          label={t('web.reports.from')}
          months={months}
          value={firstMonth}
          onChange={(from) => setWish({ ...wish, from })}
        />
        <MonthField
          label={t('web.reports.until')}
          months={months}
          value={lastMonth}
          onChange={(until) => setWish({ ...wish, until })}
          error={outOfOrder ? t('web.reports.order') : undefined}
        />
        <Field label={t('web.reports.counts')} help={t('web.reports.counts.help')}>
          {(control) => (
            <select
              {...control}
              value={wish.include}
              onChange={(e) => setWish({ ...wish, include: e.target.value as typeof wish.include })}
            >
              {included.map((one) => (
                <option key={one} value={one}>
                  {t(`web.reports.include.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p>
          <button type="submit" className="primary" disabled={make.isPending || !plan || outOfOrder}>
            {t('web.reports.new.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

function MonthField({
  label,
  months,
  value,
  onChange,
  error,
}: {
  label: string
  months: string[]
  value: string
  onChange: (month: string) => void
  error?: string | undefined
}) {
  const format = useFormat()
  return (
    <Field label={label} error={error}>
      {(control) => (
        <select {...control} value={value} onChange={(e) => onChange(e.target.value)}>
          {months.map((month) => (
            <option key={month} value={month}>
              {format.month(month)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** The overview is there already: open that one. */
function There({ error, onGo }: { error: unknown; onGo: () => void }) {
  const t = useT()
  if (!(error instanceof ProblemAnswer) || error.code !== 'reports/overview-exists' || typeof error.detail.id !== 'string')
    return null
  return (
    <p>
      <Go to={`/reports/${error.detail.id}`} onClick={onGo} className="button">
        {t('web.reports.open')}
      </Go>
    </p>
  )
}
