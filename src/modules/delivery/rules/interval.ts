/** How often one person or household may receive a service. Days of the calendar: what was given on the 1st within 30 days may be given again on the 31st. Also runs in the browser. */
import type { Service } from '../contract.ts'
import { dayNumber, dayText } from './days.ts'

type Limits = Pick<Service, 'intervalDays' | 'times'>

/**
 * @param given days on which it was given before or, where entries come late, after
 * @returns null where it may be given on this day; else the first day from which it may
 */
export function withinInterval({ intervalDays, times }: Limits, given: readonly string[], day: string): { again: string } | null {
  if (intervalDays <= 0 || given.length < times) return null
  const days = given.map(dayNumber).toSorted((a, b) => a - b)
  const wanted = dayNumber(day)
  if (!isFull(days, wanted, intervalDays, times)) return null
  const again = days.map((d) => d + intervalDays).find((d) => d > wanted && !isFull(days, d, intervalDays, times))
  return { again: dayText(again ?? wanted + intervalDays) }
}

/** Whether some stretch of so many days that holds this day already holds as many as may be. */
function isFull(days: readonly number[], day: number, length: number, times: number): boolean {
  const near = days.filter((d) => Math.abs(d - day) < length)
  if (near.length < times) return false
  const begins = [...near.filter((d) => d <= day), day - length + 1, day]
  return begins.some((begin) => near.filter((d) => d >= begin && d < begin + length).length >= times)
}

/** Whose turn is asked: everybody the entry is about, each by what they were given. The first who must wait. */
export function firstWhoMustWait(
  service: Limits,
  people: readonly { personId: string; given: readonly string[] }[],
  day: string,
): { personId: string; again: string } | null {
  for (const { personId, given } of people) {
    const held = withinInterval(service, given, day)
    if (held) return { personId, ...held }
  }
  return null
}
