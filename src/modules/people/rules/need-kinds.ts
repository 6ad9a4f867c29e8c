/** Which specific needs are asked on which day: those of every plan, those of a plan in its months, and none that is retired. */
import type { NeedKind } from '../contract.ts'

/** @param day YYYY-MM-DD */
export const isOfPlan = ({ months }: Pick<NeedKind, 'months'>, day: string): boolean =>
  !months || (months.first <= day.slice(0, 7) && day.slice(0, 7) <= months.last)

/** A list that a device kept from before there were plans and retired ones holds neither: then it is asked. */
export const isAsked = (kind: Pick<NeedKind, 'months' | 'isRetired'>, day: string): boolean =>
  !kind.isRetired && isOfPlan(kind, day)
