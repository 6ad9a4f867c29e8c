/** What a figure counts, said in names. */
import { type Language, type Translate, textIn } from '../../../core/i18n.ts'
import type { OverviewFigure } from '../contract.ts'
import type { Facts } from './facts.ts'

/** “Food security and nutrition · Food kits · Peru”. */
export function labelOf(
  { ground }: Pick<Facts, 'ground'>,
  { sector, indicator, country, admin1, organisation }: OverviewFigure['reference'],
  language: Language,
  t: Translate,
): string {
  const { names } = ground
  const sectorName = sector === undefined ? undefined : names.sectors.find((s) => s.id === sector)
  const indicatorName = indicator === undefined ? undefined : names.indicators.find((i) => i.id === indicator)
  const words = [
    sectorName && (textIn(sectorName.names, language) || sectorName.name),
    indicatorName && (textIn(indicatorName.names, language) || indicatorName.name),
    admin1 && textIn(ground.placeNames.get(admin1) ?? {}, language),
    country && textIn(ground.placeNames.get(country) ?? {}, language),
    organisation && (names.organisations.find((o) => o.id === organisation)?.names[0] ?? ''),
  ].filter(Boolean)
  return words.join(' · ') || t('reports.figure.everything')
}
