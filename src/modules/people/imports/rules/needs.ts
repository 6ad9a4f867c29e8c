/** Specific needs as lists write them: codes of a form between blanks, names between commas; held to what is asked on their day. */
import { isOfPlan } from '../../rules/need-kinds.ts'
import { bornOn } from './dates.ts'
import { isNothing } from './values.ts'

export type ListedNeed = {
  code: string
  isRestricted: boolean
  months: { first: string; last: string } | null
  retiredOn: string | null
}
export type NeedInList = { personId: string; need: string; isRestricted: boolean; since: string }
type Find = (written: string) => ListedNeed | undefined

/** @param written what stands in the cells, one after another with commas between them */
export function needsOf(written: string, find: Find): { needs: ListedNeed[]; unknown: boolean } {
  const needs = new Map<string, ListedNeed>()
  let unknown = false
  for (const part of written.split(/\s*[,;|/]\s*/).filter((p) => p !== '' && !isNothing(p))) {
    const whole = find(part)
    const found = whole ? [whole] : part.split(/\s+/).map(find)
    for (const need of found) if (need) needs.set(need.code, need)
    unknown ||= found.includes(undefined)
  }
  return { needs: [...needs.values()], unknown }
}

type Refusal = { code: string; values: Record<string, string> }

/** Why it is not kept: by the rules of the form, and of who may write it. */
export function problemOf(
  { code, isRestricted, months, retiredOn }: ListedNeed,
  since: string,
  mayProtect: boolean,
): Refusal | null {
  if (isRestricted && !mayProtect) return { code: 'refused.need-restricted', values: { written: code } }
  if (!isOfPlan({ months }, since)) return { code: 'problem.need-of-another-plan', values: { ...months!, since } }
  if (retiredOn !== null && since > retiredOn) return { code: 'problem.need-retired', values: { day: retiredOn } }
  return null
}

/** @returns the day that is written, where it is one and not to come; else today */
export function dayOf(written: string | number | undefined, today: string): string {
  const day = written === undefined ? undefined : bornOn(written, today)
  return day?.birthPrecision === 'day' && day.birthDate !== null && day.birthDate <= today ? day.birthDate : today
}
