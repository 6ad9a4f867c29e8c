/** Objectives and activity areas in one language, numbered as they stand. */
import { type Language, type Translate, textIn } from '../../../../core/i18n.ts'
import type { Area, CrisisPlan, Objective } from '../../../plan/areas/contract.ts'
import type { PlanObjective } from '../contract.ts'

/** A text that nobody wrote in this language is shown in the one it was written in. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)

export const objectivesOf = ({ objectives }: CrisisPlan, language: Language, t: Translate): PlanObjective[] =>
  objectives.map((objective, i) => objectiveOf(objective, String(i + 1), language, t))

function objectiveOf(objective: Objective, number: string, language: Language, t: Translate): PlanObjective {
  const { totals, areas } = objective
  return {
    number,
    title: textIn(objective.names, language),
    narrative: paragraphsOf(textIn(objective.narratives, language)),
    isExample: totals.isExample,
    requiredUsd: areas.some((a) => a.fundingRequiredUsd !== null) ? totals.fundingRequiredUsd : null,
    confirmedUsd: areas.some((a) => a.fundingConfirmedUsd !== null) ? totals.fundingConfirmedUsd : null,
    areas: areas.map((area, i) => areaOf(area, `${number}.${i + 1}`, language, t)),
  }
}

function areaOf(area: Area, number: string, language: Language, t: Translate): PlanObjective['areas'][number] {
  const bullets = area.bullets[language] ?? area.bullets.en ?? Object.values(area.bullets)[0] ?? []
  return {
    number,
    title: textIn(area.names, language),
    narrative: paragraphsOf(textIn(area.narratives, language)),
    bullets,
    groups: area.targetGroups.map((group) => t(`reports.plan.group.${group}`)),
    peopleTargeted: area.peopleTargeted,
    entitiesTargeted: area.entitiesTargeted,
    requiredUsd: area.fundingRequiredUsd,
    confirmedUsd: area.fundingConfirmedUsd,
    planTypes: area.planTypes.map((type) => t(`reports.plan.type.${type}`)),
    countries: area.countries,
    updated: area.changedAt,
    source: area.source,
    isExample: area.examples.length > 0,
  }
}
