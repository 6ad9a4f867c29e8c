/** What a sector's name tells: its colours and icon, its part in the rules. A guess when the list is read; stored as data and changed there. */
import { fold } from '../../../core/text.ts'
import type { Texts } from '../../places/contract.ts'
import type { Look } from '../look.ts'

type Standard = {
  look: Look
  matches: RegExp
  names?: Texts
  southernCone?: 'largest' | 'added'
  servesChildren?: true
  isMultipurposeCash?: true
}

// In order: the narrower name first. Names in en, es, pt and fr, folded.
const standards: Standard[] = [
  {
    look: 'common',
    matches:
      /\b(common services?|servicios? comun\w*|servicos? comu\w*|services? communs?|support spaces?|espacios? de apoyo|espacos? de apoio|coordination|coordinacion|coordenacao)\b/,
  },
  {
    look: 'child',
    matches: /\b(child|ninez|infancia|crianca|criancas|enfance|enfants?)\b/,
    servesChildren: true,
    names: { en: 'Child Protection', es: 'Protección de la niñez', pt: 'Proteção da criança', fr: 'Protection de l’enfance' },
  },
  {
    look: 'gbv',
    matches: /\b(gbv|vbg|gender based violence|violencia (basada en|de) genero|violences? basees?)\b/,
    names: {
      en: 'Gender-based Violence',
      es: 'Violencia de género',
      pt: 'Violência de gênero',
      fr: 'Violences basées sur le genre',
    },
  },
  {
    look: 'trafficking',
    matches: /\b(trafficking|trata|trafico|traite)\b/,
    names: {
      en: 'Human Trafficking and Smuggling',
      es: 'Trata y tráfico de personas',
      pt: 'Tráfico de pessoas',
      fr: 'Traite et trafic de personnes',
    },
  },
  {
    look: 'cash',
    matches: /\b(multi ?purpose|multiproposito|multipropositos?|usages multiples|cash|cbi|mpc|cva)\b/,
    southernCone: 'added',
    isMultipurposeCash: true,
    names: {
      en: 'Multipurpose Cash',
      es: 'Efectivo multipropósito',
      pt: 'Assistência monetária multipropósito',
      fr: 'Aide monétaire à usages multiples',
    },
  },
  {
    look: 'protection',
    matches: /\b(protection|proteccion|protecao)\b/,
    southernCone: 'added',
    names: { en: 'Protection', es: 'Protección', pt: 'Proteção', fr: 'Protection' },
  },
  {
    look: 'nutrition',
    matches: /\b(nutrition|nutricion|nutricao)\b/,
    names: { en: 'Nutrition', es: 'Nutrición', pt: 'Nutrição', fr: 'Nutrition' },
  },
  {
    look: 'nfi',
    matches: /\b(nfi|non food|no alimentarios?|nao alimentares|non alimentaires)\b/,
    names: {
      en: 'Non-food Items',
      es: 'Artículos no alimentarios',
      pt: 'Itens não alimentares',
      fr: 'Articles non alimentaires',
    },
  },
  {
    look: 'food',
    matches: /\b(food|alimenta\w*|alimentos?)\b/,
    southernCone: 'largest',
    names: { en: 'Food Security', es: 'Seguridad alimentaria', pt: 'Segurança alimentar', fr: 'Sécurité alimentaire' },
  },
  {
    look: 'education',
    matches: /\b(education|educacion|educacao)\b/,
    southernCone: 'added',
    servesChildren: true,
    names: { en: 'Education', es: 'Educación', pt: 'Educação', fr: 'Éducation' },
  },
  {
    look: 'health',
    matches: /\b(health|salud|saude|sante)\b/,
    southernCone: 'added',
    names: { en: 'Health', es: 'Salud', pt: 'Saúde', fr: 'Santé' },
  },
  {
    look: 'transport',
    matches: /\b(transport\w*)\b/,
    southernCone: 'largest',
    names: {
      en: 'Humanitarian Transportation',
      es: 'Transporte humanitario',
      pt: 'Transporte humanitário',
      fr: 'Transport humanitaire',
    },
  },
  {
    look: 'integration',
    matches: /\b(integra\w*|livelihoods?|medios de vida)\b/,
    southernCone: 'added',
    names: { en: 'Integration', es: 'Integración', pt: 'Integração', fr: 'Intégration' },
  },
  {
    look: 'shelter',
    matches: /\b(shelter|alojamiento|albergues?|abrigos?|alojamento|abris?)\b/,
    southernCone: 'largest',
    names: { en: 'Shelter', es: 'Alojamiento', pt: 'Abrigo', fr: 'Abris' },
  },
  {
    look: 'wash',
    matches: /\b(wash|agua|water|eau|saneamiento|saneamento)\b/,
    southernCone: 'largest',
    names: {
      en: 'WASH',
      es: 'Agua, saneamiento e higiene',
      pt: 'Água, saneamento e higiene',
      fr: 'Eau, assainissement et hygiène',
    },
  },
]

/** Everything a new sector starts with. Names by language only where the listed name is the sector's plain name. */
export function guessSector(name: string) {
  const key = fold(name)
  const found = standards.find((s) => s.matches.test(key))
  const plain = found && Object.values(found.names ?? {}).some((n) => fold(n) === key)
  return {
    look: found?.look ?? ('common' as Look),
    names: (plain ? found.names : {}) as Texts,
    southernCone: found?.southernCone ?? null,
    servesChildren: found?.servesChildren ?? false,
    isMultipurposeCash: found?.isMultipurposeCash ?? false,
  }
}

/** The kind of an indicator from the words lists use for it; undefined when they say nothing known. */
export function kindFrom(words: string): 'direct' | 'capacity' | 'output' | undefined {
  const key = fold(words)
  if (/^(pin|direct|direct assistance|asistencia directa|assistencia direta|assistance directe)$/.test(key)) return 'direct'
  if (
    /^(people|capacity|capacity building|people trained|personas|fortalecimiento de capacidades|capacitacion|capacitacao|renforcement des capacites)$/.test(
      key,
    )
  )
    return 'capacity'
  if (
    /^(other|output|campaign|infrastructure|mechanism|mechanism advocacy|advocacy|otro|otros|campana|infraestructura|mecanismo|incidencia|outro|campanha|produit)$/.test(
      key,
    )
  )
    return 'output'
  return undefined
}
