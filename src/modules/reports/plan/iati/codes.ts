/** The code lists of the standard (version 2.03) that a plan needs. */
import type { Look } from '../../../plan/look.ts'

/** OECD DAC purpose codes of humanitarian aid: 72011 health, 72012 education, 72040 food, 72050 coordination, 72010 other relief; 15190 integration. */
const purposes: Partial<Record<Look, string>> = {
  education: '72012',
  food: '72040',
  nutrition: '72040',
  health: '72011',
  integration: '15190',
  common: '72050',
}
export const purposeOf = (look: string): string => purposes[look as Look] ?? '72010'
/** Sectors not specified. */
export const noPurpose = '99810'
/** America, regional: where no country is said. */
export const noCountry = '498'

/** Organisation type, by the kind a plan's list gives; undefined where the list says nothing that the standard knows. */
export function organisationType(kind: string): string | undefined {
  const k = kind.toLowerCase()
  if (/\bun\b|united nations|multilateral|international organi/.test(k)) return '40'
  if (/govern|gobierno|governo|gouvern/.test(k)) return '10'
  if (/ingo|international ngo|ong internacional/.test(k)) return '21'
  if (/nngo|national ngo|civil society|faith|ong|ngo/.test(k)) return '22'
  if (/red cross|cruz roja|cruz vermelha|croix-rouge/.test(k)) return '21'
  if (/academ|universi/.test(k)) return '80'
  if (/private|privad|privé|company|empresa/.test(k)) return '70'
  return undefined
}

/** Identifiers of bodies that the standard's register knows, by acronym. */
const registered: Record<string, string> = {
  IOM: 'XM-DAC-47066',
  UNHCR: 'XM-DAC-41121',
  UNICEF: 'XM-DAC-41122',
  WFP: 'XM-DAC-41140',
  UNFPA: 'XM-DAC-41119',
  FAO: 'XM-DAC-41301',
  UNESCO: 'XM-DAC-41304',
  ILO: 'XM-DAC-41302',
}
export const referenceOf = (acronym: string): string | undefined => registered[acronym.toUpperCase()]

/** Who publishes the file, of behalf of all: reports second hand what partners planned. */
export type Publisher = { reference: string; name: string; type: string }
export const publisher: Publisher = {
  reference: 'XM-DAC-47066',
  name: 'International Organization for Migration (IOM)',
  type: '40',
}
