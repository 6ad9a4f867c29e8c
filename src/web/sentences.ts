/** Where the sentences are that come after the first lines: of the field, of people, and the rest. */
import type { Catalog } from './messages.ts'

export type Later = 'field' | 'people' | 'rest'
type Load = () => Promise<{ default: Catalog }>

export const later: Record<'en' | 'es' | 'pt' | 'fr', Record<Later, Load>> = {
  en: {
    field: () => import('virtual:messages/en/field'),
    people: () => import('virtual:messages/en/people'),
    rest: () => import('virtual:messages/en/rest'),
  },
  es: {
    field: () => import('virtual:messages/es/field'),
    people: () => import('virtual:messages/es/people'),
    rest: () => import('virtual:messages/es/rest'),
  },
  pt: {
    field: () => import('virtual:messages/pt/field'),
    people: () => import('virtual:messages/pt/people'),
    rest: () => import('virtual:messages/pt/rest'),
  },
  fr: {
    field: () => import('virtual:messages/fr/field'),
    people: () => import('virtual:messages/fr/people'),
    rest: () => import('virtual:messages/fr/rest'),
  },
}
