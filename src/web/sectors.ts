/** A sector in the language of the reader; where the plan's list has no name in it, by what its icon stands for. */
import type { PlanLists } from '../modules/plan/contract.ts'
import { hasMessage, type Language, translate, useLanguage } from './languages.ts'

type Named = Pick<PlanLists['sectors'][number], 'name' | 'names' | 'look'>

export function sectorName({ name, names, look }: Named, language: Language): string {
  const own = names[language]
  if (own !== undefined) return own
  const key = `web.plan.look.${look}`
  if (language === 'en' || !hasMessage(key)) return names.en ?? name
  // “Common Services (IM)” keeps what tells it from its neighbours.
  const part = /\([^()]+\)\s*$/.exec(name)?.[0]
  return part ? `${translate(key)} ${part}` : translate(key)
}

export function useSectorName(): (sector: Named | undefined) => string {
  const language = useLanguage()
  return (sector) => (sector ? sectorName(sector, language) : '')
}
