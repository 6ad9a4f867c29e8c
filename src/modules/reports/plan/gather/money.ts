/** Money of a document: added in cents, so that parts and totals agree to the last digit. */
import type { PlanMoney } from '../contract.ts'

/** Whole cents. `given` null: no contributions are on file. */
export type Cents = { inKind: number; cash: number; given: number | null }

export const inUsd = (cents: number): number => cents / 100
export const inCents = (usd: number): number => Math.round(usd * 100)

/** Asked, given, missing, and how much of what is asked is given. Nothing is missing where more was given than asked. */
export function moneyOf({ inKind, cash, given }: Cents, requirement: number = inKind + cash): PlanMoney {
  return {
    requirementUsd: inUsd(requirement),
    inKindUsd: inUsd(inKind),
    cashUsd: inUsd(cash),
    contributionUsd: given === null ? null : inUsd(given),
    gapUsd: given === null ? null : inUsd(Math.max(0, requirement - given)),
    coverage: given === null || requirement === 0 ? null : (100 * given) / requirement,
  }
}
