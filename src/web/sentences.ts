/** Where the sentences are that come after the first lines: of the first view of the field, of the field, of people, and the rest. */
import type { Catalog } from './messages.ts'

export type Later = 'front' | 'field' | 'people' | 'rest'
type Load = () => Promise<{ default: Catalog }>

export const later: Record<'en' | 'es' | 'pt' | 'fr', Record<Later, Load>> = {
  en: {
    front: () => import('virtual:messages/en/front'),
    field: () => import('virtual:messages/en/field'),
    people: () => import('virtual:messages/en/people'),
    rest: () => import('virtual:messages/en/rest'),
  },
  es: {
    front: () => import('virtual:messages/es/front'),
    field: () => import('virtual:messages/es/field'),
    people: () => import('virtual:messages/es/people'),
    rest: () => import('virtual:messages/es/rest'),
  },
  pt: {
    front: () => import('virtual:messages/pt/front'),
    field: () => import('virtual:messages/pt/field'),
    people: () => import('virtual:messages/pt/people'),
    rest: () => import('virtual:messages/pt/rest'),
  },
  fr: {
    front: () => import('virtual:messages/fr/front'),
    field: () => import('virtual:messages/fr/field'),
    people: () => import('virtual:messages/fr/people'),
    rest: () => import('virtual:messages/fr/rest'),
  },
}
