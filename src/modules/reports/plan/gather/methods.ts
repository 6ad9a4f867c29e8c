/** How each number of a plan is made, in sentences, and where it comes from. */
import type { Translate } from '../../../../core/i18n.ts'
import { periodName } from '../../compose/period.ts'
import { grouped } from '../../rules/numbers.ts'
import type { PlanDocument } from '../contract.ts'
import type { Gathered } from './gathered.ts'

export function howOf(
  { intersector, planned, content, reached, names, given }: Gathered,
  totals: PlanDocument['totals'],
  t: Translate,
): PlanDocument['how'] {
  const show = (n: number) => grouped(n, names.language)
  const peopleOf = (what: 'need' | 'target'): string => {
    const countries = intersector.filter((line) => line.what === what && line.level === 'country')
    if (countries.length > 0)
      return t(`reports.plan.how.${what}`, {
        n: countries.length,
        shown: show(countries.length),
        sums: countries.filter((c) => c.isSum).length,
      })
    return t(totals[what] === null ? `reports.plan.how.${what}-none` : `reports.plan.how.${what}-stated`)
  }
  const { areas } = content.crisis.totals
  return {
    need: peopleOf('need'),
    target: peopleOf('target'),
    reached:
      reached.from.length === 0
        ? t('reports.plan.how.reached-none')
        : t('reports.plan.how.reached', {
            n: reached.from.length,
            periods: reached.from.map((o) => periodName(o.firstMonth, o.lastMonth, names.language)).join('; '),
          }),
    requirement:
      planned.length > 0
        ? t('reports.plan.how.requirement', {
            n: totals.activities,
            shown: show(totals.activities),
            bodies: totals.organisations,
            organisations: show(totals.organisations),
          })
        : t(areas > 0 ? 'reports.plan.how.requirement-areas' : 'reports.plan.how.requirement-none', {
            n: areas,
            shown: show(areas),
          }),
    contribution: t(
      given.total !== null
        ? 'reports.plan.how.contribution'
        : totals.contributionUsd !== null
          ? 'reports.plan.how.contribution-areas'
          : 'reports.plan.how.contribution-none',
    ),
  }
}

export function methodsOf(gathered: Gathered, totals: PlanDocument['totals'], t: Translate): string[] {
  const { intersector, planned, people } = gathered
  return [
    ...(people.length > 0 ? [t('reports.plan.method.people'), t('reports.plan.method.sectors')] : []),
    ...(intersector.some((line) => line.isSum) ? [t('reports.plan.method.sums')] : []),
    ...(planned.length > 0 ? [t('reports.plan.method.activities'), t('reports.plan.method.targets')] : []),
    ...(totals.contributionUsd !== null ? [t('reports.plan.method.money')] : []),
    t('reports.plan.method.reached'),
  ]
}

/** Named with the plan: what printed figures and projections say of themselves. */
export function sourcesOf({ content }: Gathered): string[] {
  const { profile, objectives } = content.crisis
  const said = [
    profile?.source,
    ...(profile?.stated ?? []).map((s) => s.source),
    ...objectives.flatMap((o) => o.areas.map((a) => a.source)),
  ]
  return [...new Set(said.map((source) => source?.trim()).filter((source): source is string => Boolean(source)))]
}
