/** Codes and days of a paper as the people of a household read them. */
import type { Db } from '../../../core/database.ts'
import { type Language, type Translate, textIn } from '../../../core/i18n.ts'
import { countryNamed } from '../../places/countries.ts'
import { findPlace } from '../../places/queries.ts'
import type { PersonContent } from '../contract.ts'

export type PaperWords = {
  place: string
  /** Of a moment or a day. */
  day: (at: string) => string
  born: (person: Pick<PersonContent, 'birthDate' | 'birthPrecision'>) => string
  country: (code: string) => string
  /** A list from elsewhere may say by its code what others say in words. */
  countryOr: (words: string) => string
  languages: (codes: string[]) => string
}
type At = { country: string; admin1: string | null; admin2: string | null }

export async function paperWords(db: Db, at: At, language: Language, t: Translate): Promise<PaperWords> {
  const country = (code: string) => {
    const names = countryNamed(code)?.names
    return names ? textIn(names as { en: string }, language) : code
  }
  const within: string[] = []
  for (const code of [at.admin2, at.admin1]) {
    const place = code === null ? undefined : await findPlace(db, code)
    if (code !== null) within.push(place ? textIn(place.names as { en: string }, language) : code)
  }
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return {
    place: [...within, country(at.country)].join(', '),
    ...daysIn(language, t),
    country,
    countryOr: (words) => (/^[A-Z]{2}$/.test(words) ? country(words) : words),
    languages: (codes) => new Intl.ListFormat(language).format(codes.map((code) => names.of(code) ?? code)),
  }
}

function daysIn(language: Language, t: Translate): Pick<PaperWords, 'day' | 'born'> {
  const written = (at: string, options: Intl.DateTimeFormatOptions) =>
    // Day before month, as every country of the response writes.
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone: 'UTC' }).format(
      new Date(`${at.slice(0, 10)}T00:00:00Z`),
    )
  const day = (at: string) => written(at, { day: 'numeric', month: 'long', year: 'numeric' })
  return {
    day,
    born: ({ birthDate, birthPrecision }) => {
      if (!birthDate) return ''
      if (birthPrecision === 'day') return day(birthDate)
      if (birthPrecision === 'month') return written(birthDate, { month: 'long', year: 'numeric' })
      const year = birthDate.slice(0, 4)
      return birthPrecision === 'year' ? year : t('people.own.born.about', { year })
    },
  }
}
