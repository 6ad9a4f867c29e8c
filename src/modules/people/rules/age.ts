/** Ages, and the column of the monthly rows in which somebody is counted. Also runs in the browser. */

export type AgeCell = 'girls' | 'boys' | 'women' | 'men' | 'otherUnder18' | 'otherAdult'

/** Full years on a day (YYYY-MM-DD); null where no birth date is known; never below 0. */
export function ageOn(birthDate: string | null, day: string): number | null {
  if (birthDate === null) return null
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return Math.max(0, day.slice(5, 10) < birthDate.slice(5, 10) ? years - 1 : years)
}

export const isUnder18 = (birthDate: string | null, day: string): boolean => (ageOn(birthDate, day) ?? 18) < 18

/** Where somebody is counted on a day. Without a birth date: as an adult; without a sex: as other. */
export function ageCell(sex: string | null, birthDate: string | null, day: string): AgeCell {
  const isChild = isUnder18(birthDate, day)
  if (sex === 'female') return isChild ? 'girls' : 'women'
  if (sex === 'male') return isChild ? 'boys' : 'men'
  return isChild ? 'otherUnder18' : 'otherAdult'
}
