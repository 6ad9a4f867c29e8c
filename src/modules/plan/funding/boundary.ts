/** On which side of the plan's boundary a flow begins and ends, as its file says it. */
import type { Db } from '../../../core/database.ts'
import { fold } from '../../../core/text.ts'
import type { Plan } from '../contract.ts'
import { type Flow, Refused } from './flow.ts'

export type Sides = { sourceInPlan: boolean | null | undefined; destinationInPlan: boolean; isShared: boolean }
export type IsOurs = (words: string[]) => boolean

/** A plan is known in funding files by its code, its names, a name given before, or a name that holds every word of its code. */
export async function planNames(db: Db, plan: Plan): Promise<IsOurs> {
  const given = await db.selectFrom('fundingPlanNames').select('key').where('planId', '=', plan.id).execute()
  const keys = new Set([fold(plan.code), ...Object.values(plan.names).map((n) => fold(n ?? '')), ...given.map((g) => g.key)])
  keys.delete('')
  const code = fold(plan.code).split(' ')
  const holdsCode = (name: string): boolean => code.length > 1 && code.every((word) => name.split(' ').includes(word))
  return (words) => words.some((word) => keys.has(fold(word)) || holdsCode(fold(word)))
}

/** @param saysPlans some flow of the file names a plan; if none does, the file is about the plan it was sent for @throws Refused for flows that neither come from nor go to this plan */
export function sidesOf(flow: Flow, isOurs: IsOurs, saysPlans: boolean): Sides {
  if (!saysPlans) return unplanned(flow)
  const to = flow.destinationPlans.map(isOurs)
  const from = flow.sourcePlans?.map(isOurs)
  const sourceInPlan = from === undefined ? undefined : from.length === 0 ? null : from.includes(true)
  if (to.includes(true)) return { sourceInPlan, destinationInPlan: true, isShared: to.includes(false) }
  if (sourceInPlan) return { sourceInPlan, destinationInPlan: false, isShared: false }
  const other = flow.destinationPlans[0]?.[0]
  throw other === undefined ? new Refused('no-plan') : new Refused('other-plan', { other })
}

function unplanned({ boundary, form }: Flow): Sides {
  const inside = boundary === 'internal' || boundary === 'outgoing'
  return {
    sourceInPlan: inside ? true : form === 'json' ? null : undefined,
    destinationInPlan: boundary !== 'outgoing',
    isShared: false,
  }
}
