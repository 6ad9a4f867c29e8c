/** The scope of every screen: plan, country, organisation and period. It lives in the address, so that a link shows the same. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { isMonth, monthsBetween } from '../core/dates.ts'
import type { Plan } from '../modules/plan/contract.ts'
import { usePlans } from './plans.ts'

export type Search = Record<string, string | undefined>
export const scopeNames = ['plan', 'country', 'organisation', 'month', 'from', 'until'] as const

export type Scope = {
  /** Code of the plan; undefined until the plans are known, or when there is none. */
  plan: string | undefined
  planEntry: Plan | undefined
  country: string | undefined
  organisation: number | undefined
  month: string | undefined
  from: string | undefined
  until: string | undefined
  /** Always filled once the plan is known: the month, or from–until, or the whole plan. */
  period: { from: string; until: string } | undefined
}

export const scopeOf = (search: Search): Search => Object.fromEntries(scopeNames.map((name) => [name, search[name]]))

/** What the address asks for, with whatever is not understood left out. */
export function useScope(): Scope {
  const search: Search = useSearch({ strict: false })
  const plans = usePlans()
  // The screens of one plan name it in their path.
  const { code } = useParams({ strict: false })
  const planEntry = planOf(plans.data, code ?? search.plan)
  const month = validMonth(search.month, planEntry)
  const from = month ? undefined : validMonth(search.from, planEntry)
  const until = month ? undefined : validMonth(search.until, planEntry)
  const organisation = /^\d{1,9}$/.test(search.organisation ?? '') ? Number(search.organisation) : undefined
  const country = /^[A-Z]{2}$/.test(search.country ?? '') ? search.country : undefined
  const period = planEntry && { from: month ?? from ?? planEntry.firstMonth, until: month ?? until ?? planEntry.lastMonth }
  return { plan: planEntry?.code, planEntry, country, organisation, month, from, until, period }
}

/** Changes parts of the address, keeps the rest; `undefined` takes a part out. */
export function useChangeSearch(): (change: Search, how?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (change, { replace = false } = {}) => {
      void navigate({ to: '.', search: ((before: Search) => ({ ...before, ...change })) as never, replace })
    },
    [navigate],
  )
}

/** Opens another screen and keeps the scope, as a link does. */
export function useGo(): (to: string, search?: Search) => Promise<void> {
  const navigate = useNavigate()
  return (to, search = {}) => navigate({ to, search: ((before: Search) => ({ ...scopeOf(before), ...search })) as never })
}

const kept = 'senda-plan'
export const rememberPlan = (code: string): void => localStorage.setItem(kept, code)

function planOf(plans: Plan[] | undefined, asked: string | undefined): Plan | undefined {
  if (!plans) return undefined
  const by = (code: string | null | undefined) => plans.find((plan) => plan.code === code)
  return by(asked) ?? by(localStorage.getItem(kept)) ?? latest(plans.filter((plan) => !plan.isSample)) ?? latest(plans)
}

const latest = (plans: Plan[]) => plans.toSorted((a, b) => b.lastMonth.localeCompare(a.lastMonth))[0]

const validMonth = (month: string | undefined, plan: Plan | undefined): string | undefined =>
  month && isMonth(month) && (!plan || (month >= plan.firstMonth && month <= plan.lastMonth)) ? month : undefined

/** Periods offered by the picker: the whole plan, its quarters, its months. */
export function periodsOf(plan: Plan): { months: string[]; quarters: { from: string; until: string }[] } {
  const months = monthsBetween(plan.firstMonth, plan.lastMonth)
  const starts = months.filter((month) => ['01', '04', '07', '10'].includes(month.slice(5)))
  const quarters = starts.flatMap((from) => {
    const until = months[months.indexOf(from) + 2]
    return until ? [{ from, until }] : []
  })
  return { months, quarters }
}
