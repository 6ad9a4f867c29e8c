/** The even pace: months that were due, of all months of the plan. Pure; also runs in the browser. */
import { monthsBetween, nextMonth } from '../../../core/dates.ts'
import type { Plan } from '../../plan/contract.ts'
import type { Pace } from './contract.ts'

/** A month is due on the plan's day of the next month; `today` as YYYY-MM-DD. Only months of the period asked count. */
export function paceOf(
  plan: Pick<Plan, 'firstMonth' | 'lastMonth' | 'dueDay'>,
  period: { from: string; until: string },
  today: string,
): Pace {
  const months = monthsBetween(plan.firstMonth, plan.lastMonth)
  const due = months.filter((month) => month >= period.from && month <= period.until && today > dueOn(plan, month))
  return { passed: due.length, months: months.length, share: due.length / months.length, month: due.at(-1) ?? null }
}

const dueOn = ({ dueDay }: Pick<Plan, 'dueDay'>, month: string): string =>
  `${nextMonth(month)}-${String(dueDay).padStart(2, '0')}`

/** A whole-year target dealt evenly over months so that the parts add up to it. */
export const monthShare = (target: number, month: number, months: number): number =>
  Math.round((target * (month + 1)) / months) - Math.round((target * month) / months)
