/** Whether something may be given again already: the rule of the service against what is known on this device. */
import type { Service } from '../../modules/delivery/contract.ts'

export type Past = { service: number; personId: string; at: string; isOurs: boolean }
type Rule = Pick<Service, 'id' | 'intervalDays' | 'times'>
/** What was given last, and from when it may be given again. */
export type Against = { last: Past; again: string }

const day = 24 * 60 * 60 * 1000

/** @param persons those for whom the rule holds: who receives, or everybody of the household. Undefined: nothing stands against it. */
export function standsAgainst(rule: Rule, past: Past[], persons: string[], now: string): Against | undefined {
  if (rule.intervalDays === 0) return undefined
  const found = persons.flatMap((person) =>
    againstOne(
      rule,
      past.filter((one) => one.personId === person),
      now,
    ),
  )
  return found.toSorted((a, b) => b.again.localeCompare(a.again))[0]
}

function againstOne(rule: Rule, past: Past[], now: string): Against[] {
  const since = Date.parse(now) - rule.intervalDays * day
  const within = past
    .filter((one) => one.service === rule.id && Date.parse(one.at) > since)
    .toSorted((a, b) => b.at.localeCompare(a.at))
  // The one whose end of the interval makes room for another.
  const freeing = within[rule.times - 1]
  if (!freeing) return []
  return [{ last: within[0]!, again: new Date(Date.parse(freeing.at) + rule.intervalDays * day).toISOString() }]
}

/** For whom the rule of a service holds. */
export const heldBy = (service: Pick<Service, 'per'>, to: 'person' | 'household', person: string | null, members: string[]) =>
  service.per === 'household' || to === 'household' || person === null ? members : [person]
