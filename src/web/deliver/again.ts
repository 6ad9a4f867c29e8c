/** Whether something may be given again already: the rule of the service against what is known on this device. */
import type { Service } from '../../modules/delivery/contract.ts'
import { dayIn } from '../../modules/delivery/rules/days.ts'
import { withinInterval } from '../../modules/delivery/rules/interval.ts'

export type Past = { service: number; personId: string; at: string; isOurs: boolean }
type Rule = Pick<Service, 'id' | 'intervalDays' | 'times'>
/** What was given last, and the first day on which it may be given again. */
export type Against = { last: Past; again: string }

/** @param persons those for whom the rule holds: who receives, or everybody of the household. Undefined: nothing stands against it. */
export function standsAgainst(
  rule: Rule,
  past: Past[],
  persons: string[],
  country: string | undefined,
  now: Date,
): Against | undefined {
  if (rule.intervalDays === 0) return undefined
  const found = persons.flatMap((person) => {
    const given = past.filter((one) => one.service === rule.id && one.personId === person)
    const days = given.map((one) => dayIn(country, new Date(one.at)))
    const held = withinInterval(rule, days, dayIn(country, now))
    return held ? [{ last: given.toSorted((a, b) => b.at.localeCompare(a.at))[0]!, again: held.again }] : []
  })
  return found.toSorted((a, b) => b.again.localeCompare(a.again))[0]
}

/** For whom the rule of a service holds. */
export const heldBy = (service: Pick<Service, 'per'>, to: 'person' | 'household', person: string | null, members: string[]) =>
  service.per === 'household' || to === 'household' || person === null ? members : [person]
