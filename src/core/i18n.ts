/** Languages: sentences stand beside their module, one JSON per language, in ICU message format; the same files serve screens and server. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'

export const languages = ['en', 'es', 'pt', 'fr'] as const
export type Language = (typeof languages)[number]
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** Texts of data by language; `en` is the fallback. */
export type Texts = Partial<Record<Language, string>>
export const textIn = (texts: Texts, language: Language): string => texts[language] ?? texts.en ?? Object.values(texts)[0] ?? ''

/** The first language of an Accept-Language header or a query that Senda speaks. */
export function languageOf(...wishes: (string | null | undefined)[]): Language {
  for (const wish of wishes)
    for (const part of (wish ?? '').split(',')) {
      const found = languages.find((l) => part.trim().toLowerCase().startsWith(l))
      if (found) return found
    }
  return 'en'
}

const folders = ['core', ...readdirSync(new URL('../modules', import.meta.url)).map((name) => `modules/${name}`)]
const translators = new Map<Language, Translate>()

/** The sentences of one language. Keys: `activities.finding.people-missing`; a Problem's code `activities/locked` is `activities.problem.locked`. */
export function translator(language: Language): Translate {
  const known = translators.get(language)
  if (known) return known
  const catalog = { ...messagesOf('en'), ...messagesOf(language) }
  const i18n = setupI18n({ locale: language, messages: { [language]: catalog } })
  i18n.setMessagesCompiler(compileMessage)
  const translate: Translate = (key, values) => i18n._(key, values)
  translators.set(language, translate)
  return translate
}

function messagesOf(language: Language): Record<string, string> {
  const files = folders.map((folder) => new URL(`../${folder}/messages/${language}.json`, import.meta.url))
  return Object.assign({}, ...files.filter((f) => existsSync(f)).map((f) => JSON.parse(readFileSync(f, 'utf8'))))
}
