/** Numbers that should be one, held against each other before a plan is published. Nothing is changed: what differs is named. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import { sumOf } from '../../../core/decimal.ts'
import { textIn, translator } from '../../../core/i18n.ts'
import { loadCrisisPlan } from '../areas/queries.ts'
import type { FrozenNames, PeopleLine, Requirements, TieOutLine } from './contract.ts'
import { activitiesOf, type Edition } from './rows.ts'
import { peopleBySector } from './sums.ts'

type Line = Omit<TieOutLine, 'sentence' | 'agrees'>

/** Sentences in the language of who asks; frozen in English, with the numbers beside them. */
export async function tieOut(
  ctx: Context,
  edition: Edition,
  requirements: Requirements,
  names: FrozenNames,
): Promise<TieOutLine[]> {
  const lines: Line[] = [
    ...requirementLines(requirements),
    ...(await breakdownLines(ctx, edition)),
    ...(await areaLines(ctx, edition, requirements)),
    ...(await peopleBySector(ctx.db, edition)).flatMap(partsLine),
  ]
  const t = translator(ctx.language)
  const text = (texts: FrozenNames['places'][number]['names'] | undefined) => (texts ? textIn(texts, ctx.language) : '–')
  return lines.map((line) => {
    const country = text(names.places.find((p) => p.code === line.country)?.names)
    const sector = names.sectors.find((s) => s.id === line.sectorId)
    const values = { ...line, country, sector: sector ? textIn({ en: sector.name, ...sector.names }, ctx.language) : '–' }
    return { ...line, agrees: line.one === line.other, sentence: t(`plan.versions.tie.${line.check}`, values) }
  })
}

/** The requirement table holds every dollar of the activities, whichever way it is cut. */
function requirementLines({ totalUsd, byCountry, bySector, byOrganisation }: Requirements): Line[] {
  const whole = { check: 'activities-and-requirement', country: null, sectorId: null, one: totalUsd } as const
  return [byCountry, bySector, byOrganisation].map((part) => ({ ...whole, other: sumOf(part.map((p) => p.totalUsd)) }))
}

/** People to be reached by direct activities against both breakdowns. */
async function breakdownLines({ db }: Context, edition: Edition): Promise<Line[]> {
  const { rows } = await sql<{ people: number; groups: number; ages: number }>`
    select coalesce(sum(target_people), 0) as people,
      coalesce(sum(coalesce(in_destination, 0) + coalesce(in_transit, 0) + coalesce(host_community, 0) + coalesce(pendular, 0) + coalesce(returnees, 0)), 0) as groups,
      coalesce(sum(coalesce(girls, 0) + coalesce(boys, 0) + coalesce(women, 0) + coalesce(men, 0) + coalesce(other_under18, 0) + coalesce(other_adult, 0)), 0) as ages
    from ${activitiesOf(edition, 'a')} where kind = 'direct'`.execute(db)
  const { people, groups, ages } = rows[0]!
  return [groups, ages].map((other) => ({ check: 'people-and-breakdowns', country: null, sectorId: null, one: people, other }))
}

/** Where the plan is told in areas and planned in activities, both ask for money. */
async function areaLines({ db }: Context, { planId }: Edition, { totalUsd, activities }: Requirements): Promise<Line[]> {
  const { fundingRequiredUsd } = (await loadCrisisPlan(db, planId)).totals
  if (fundingRequiredUsd === 0 || activities === 0) return []
  return [{ check: 'areas-and-activities', country: null, sectorId: null, one: fundingRequiredUsd, other: totalUsd }]
}

/** A country's own row against its parts; sectors for which it gives only one of the two have nothing to compare. */
const partsLine = ({ country, sectorId, what, people, parts, isOwnRow }: PeopleLine): Line[] =>
  isOwnRow && parts > 0 ? [{ check: `${what}-parts`, country, sectorId, one: people, other: parts }] : []
