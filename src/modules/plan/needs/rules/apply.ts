/** People in need from a share: applied to what is projected, then shared over girls, boys, women and men. Pure; exact to the person. */
import { splitWhole } from '../../../../core/decimal.ts'
import { type Group, groups } from '../contract.ts'

export type ByGroup = Partial<Record<Group, number>>
export type AgeShares = readonly [girls: number, boys: number, women: number, men: number]

/** The 20 cells; a group without a projection holds nobody. */
export const cellsFrom = (share: number, projected: ByGroup, ages: AgeShares): number[] =>
  groups.flatMap((group) => splitWhole(Math.round(share * (projected[group] ?? 0)), ages))

/** The estimate and its range in people. */
export function peopleFrom({ share, low, high }: { share: number; low: number; high: number }, projected: number) {
  return { share: Math.round(share * projected), low: Math.floor(low * projected), high: Math.ceil(high * projected) }
}
