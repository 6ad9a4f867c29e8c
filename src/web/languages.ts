/** Languages of the screens: one catalog per language, loaded when chosen; the choice is remembered on the device and with the person. */
import { useSyncExternalStore } from 'react'
import { send } from './api.ts'
import { type Catalog, groupedNumber, say, type Values } from './messages.ts'
import type { Later } from './sentences.ts'

export const languages = { en: 'English', es: 'Español', pt: 'Português', fr: 'Français' } as const
export type Language = keyof typeof languages
export type Texts = Partial<Record<Language, string>>

type Part = 'first' | 'beside' | Later
type Load = () => Promise<{ default: Catalog }>
const load: Record<Language, Record<'first' | 'beside', Load>> = {
  en: {
    first: () => import('virtual:messages/en/first'),
    beside: () => import('virtual:messages/en/beside'),
  },
  es: {
    first: () => import('virtual:messages/es/first'),
    beside: () => import('virtual:messages/es/beside'),
  },
  pt: {
    first: () => import('virtual:messages/pt/first'),
    beside: () => import('virtual:messages/pt/beside'),
  },
  fr: {
    first: () => import('virtual:messages/fr/first'),
    beside: () => import('virtual:messages/fr/beside'),
  },
}

/** Where everything else is, is itself told later: the first load stays light. */
async function sentences(language: Language, part: Part): Promise<Catalog> {
  if (part === 'first' || part === 'beside') return (await load[language][part]()).default
  const { later } = await import('./sentences.ts')
  return (await later[language][part]()).default
}

/** The first lines wait for their own sentences only; the other screens ask for all. */
const wanted = new Set<Part>(['first'])
let speaking: Promise<void> = Promise.resolve()
let current: { language: Language; catalog: Catalog } = { language: 'en', catalog: {} }
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const isLanguage = (text: string | undefined): text is Language => text !== undefined && text in languages
export const currentLanguage = (): Language => current.language

/** The language chosen before on this device, else the first of the browser that Senda speaks. */
export function wishedLanguage(): Language {
  const kept = /(?:^|; )senda_language=(\w\w)/.exec(document.cookie)?.[1]
  return [kept, ...navigator.languages.map((l) => l.slice(0, 2))].find(isLanguage) ?? 'en'
}

/** Loads and shows a language; the cookie tells the server, too. */
export async function speak(language: Language): Promise<void> {
  const parts = await Promise.all([...wanted].map((part) => sentences(language, part)))
  current = { language, catalog: Object.assign({}, ...parts) }
  document.documentElement.lang = language
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from older phones
  document.cookie = `senda_language=${language}; path=/; max-age=31536000; samesite=lax`
  for (const listener of listeners) listener()
}

/** Called before something is shown that says more than the first lines. */
export async function sentencesOf(...parts: Part[]): Promise<void> {
  if (!parts.every((part) => wanted.has(part))) {
    for (const part of parts) wanted.add(part)
    speaking = speak(current.language)
  }
  await speaking
}

export const allSentences = (): Promise<void> => sentencesOf('beside', 'front', 'field', 'people', 'rest')

/** A person's own choice: kept with the account as well, when signed in. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language)
  await send('PUT', '/me', { language }).catch(() => undefined)
}

export const translate = (key: string, values: Values = {}): string => {
  const message = current.catalog[key]
  return message === undefined ? key : say(message, values, current.language)
}

export type T = typeof translate
export const hasMessage = (key: string): boolean => key in current.catalog

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage)
}

/** `t('web.activities.rows', { rows: 910 })` in the language shown now. */
export function useT(): T {
  useLanguage()
  return translate
}

/** Texts of data (sectors, indicators, plans) in the language shown now. */
export function useText(): (texts: Texts | undefined, otherwise?: string) => string {
  const language = useLanguage()
  return (texts, otherwise = '') => texts?.[language] ?? texts?.en ?? Object.values(texts ?? {})[0] ?? otherwise
}

export type Format = ReturnType<typeof formatIn>

export function useFormat(): Format {
  return formatIn(useLanguage())
}

const formats = new Map<Language, ReturnType<typeof makeFormat>>()
function formatIn(language: Language) {
  const known = formats.get(language) ?? makeFormat(language)
  formats.set(language, known)
  return known
}

function makeFormat(language: Language) {
  // Day before month, as every country of the response writes.
  const dated = language === 'en' ? 'en-GB' : language
  const months = {
    long: monthFormat(dated, { month: 'long', year: 'numeric' }),
    short: monthFormat(dated, { month: 'short' }),
    name: monthFormat(dated, { month: 'long' }),
  }
  const moments = new Intl.DateTimeFormat(dated, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const days = new Intl.DateTimeFormat(dated, { day: 'numeric', month: 'long', year: 'numeric' })
  const conjunction = new Intl.ListFormat(language, { type: 'conjunction' })
  return {
    language,
    number: (value: number, options?: Intl.NumberFormatOptions) => groupedNumber(value, language, options),
    /** `2021-05` → `May 2021`, `May` (name) or its short form. */
    month: (month: string, how: keyof typeof months = 'long') => months[how](month),
    moment: (iso: string) => moments.format(new Date(iso)),
    day: (iso: string) => days.format(new Date(iso)),
    list: (words: string[]) => conjunction.format(words),
    /** Names in the order of the language. */
    sorted: <V>(values: V[], name: (value: V) => string) => values.toSorted((a, b) => name(a).localeCompare(name(b), language)),
  }
}

const monthFormat = (language: string, options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
  return (month: string) => format.format(new Date(`${month}-01T00:00:00Z`))
}
