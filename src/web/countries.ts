/** Countries in the language of the reader. */
import { useLanguage } from './languages.ts'

/** Names of countries in every language come with the browser. */
export function useCountryName(): (code: string) => string {
  const names = new Intl.DisplayNames([useLanguage()], { type: 'region' })
  return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code)
}
