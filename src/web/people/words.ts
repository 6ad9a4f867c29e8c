/** How people, their ages and their households are put in words. */
import type { Sex } from '../../modules/people/contract.ts'
import { type T, useFormat, useT } from '../languages.ts'
import { ageOf, type Born } from './birth.ts'
import { today } from './day.ts'
import { ofNow, totalsOf } from './totals.ts'

type Named = { given: string; family: string }
export const nameOf = ({ given, family }: Named, t: T): string =>
  [given, family].filter((part) => part.trim()).join(' ') || t('web.people.nameless')

/** `34 years`, `about 34 years`, `8 months`, or that it is not known. */
export function ageWords(t: T, { birthDate, birthPrecision }: Born, day = today()): string {
  const age = ageOf(birthDate, day)
  if (!age) return t('web.people.age.unknown')
  const words = age.years >= 2 ? t('web.people.age.years', { n: age.years }) : t('web.people.age.months', { n: age.months })
  return birthPrecision === 'about' || birthPrecision === 'year' ? t('web.people.age.about', { age: words }) : words
}

/** The birth date as far as it is known: `3 May 2019`, `May 2019`, `2019`. */
export function useBornWords(): (born: Born) => string {
  const t = useT()
  const format = useFormat()
  return ({ birthDate, birthPrecision }) => {
    if (!birthDate) return t('web.people.age.unknown')
    if (birthPrecision === 'day') return format.day(`${birthDate}T12:00:00`)
    if (birthPrecision === 'month') return format.month(birthDate.slice(0, 7))
    return birthPrecision === 'year' ? birthDate.slice(0, 4) : t('web.people.born.about', { year: birthDate.slice(0, 4) })
  }
}

export const sexWords = (t: T, sex: Sex): string => t(`web.people.sex.${sex}`)

/** `5 persons: 2 girls, 1 boy, 2 women`. */
export function useTotalWords(): (persons: Parameters<typeof totalsOf>[0]) => string {
  const t = useT()
  const format = useFormat()
  return (persons) => {
    const parts = totalsOf(persons, today()).map(([age, n]) => t(`web.people.total.${age}`, { n }))
    const n = ofNow(persons).length
    return parts.length === 0 ? t('web.people.total.only', { n }) : t('web.people.total', { n, parts: format.list(parts) })
  }
}
