/** Languages that people speak, in the language of the reader: those the browser does not know have their own words. */
import { hasMessage, useLanguage, useT } from '../languages.ts'

export function useLanguageName(): (code: string) => string {
  const t = useT()
  const names = new Intl.DisplayNames([useLanguage()], { type: 'language' })
  return (code) => {
    const key = `web.people.language.${code}`
    if (hasMessage(key)) return t(key)
    // Others are kept as they were written, and may be no code at all.
    return /^[a-z]{2,3}$/.test(code) ? (names.of(code) ?? code) : code
  }
}
