/** Reading the plan as it is told. */
import type { Db, Row } from '../../../core/database.ts'
import type { Texts } from '../../places/contract.ts'
import type { Area, CrisisPlan, Lines, Objective, Profile } from './contract.ts'
import { totalsOf } from './rules.ts'

type Changed = { version: number; changedByName: string; changedAt: unknown }
const changedOf = ({ version, changedByName, changedAt }: Changed) => ({
  version,
  changedBy: changedByName,
  changedAt: new Date(changedAt as string).toISOString(),
})

export const asArea = (row: Row<'planAreas'>): Area => ({
  id: row.id,
  position: row.position,
  names: row.names as Texts,
  narratives: row.narratives as Texts,
  bullets: row.bullets as Lines,
  targetGroups: row.targetGroups as Area['targetGroups'],
  peopleTargeted: row.peopleTargeted,
  entitiesTargeted: row.entitiesTargeted,
  fundingRequiredUsd: row.fundingRequiredUsd,
  fundingConfirmedUsd: row.fundingConfirmedUsd,
  planTypes: row.planTypes as Area['planTypes'],
  countries: row.countries,
  source: row.source,
  examples: row.examples,
  ...changedOf(row),
})

export const asObjective = (row: Row<'planObjectives'>, areas: Area[]): Objective => ({
  id: row.id,
  position: row.position,
  names: row.names as Texts,
  narratives: row.narratives as Texts,
  areas,
  totals: totalsOf(areas),
  ...changedOf(row),
})

export const asProfile = (row: Row<'planProfiles'>): Profile => ({
  narratives: row.narratives as Texts,
  countries: row.countries,
  peopleInNeed: row.peopleInNeed,
  peopleTargeted: row.peopleTargeted,
  donors: row.donors,
  stated: row.stated as Profile['stated'],
  source: row.source,
  examples: row.examples,
  ...changedOf(row),
})

/** Objectives and areas in their order, with totals: some dozens of rows. */
export async function loadCrisisPlan(db: Db, planId: number): Promise<CrisisPlan> {
  const profileRow = await db.selectFrom('planProfiles').selectAll().where('planId', '=', planId).executeTakeFirst()
  const objectiveRows = await db
    .selectFrom('planObjectives')
    .selectAll()
    .where('planId', '=', planId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const areaRows = await db
    .selectFrom('planAreas')
    .selectAll()
    .where('planId', '=', planId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const profile = profileRow ? asProfile(profileRow) : null
  const objectives = objectiveRows.map((o) => asObjective(o, areaRows.filter((a) => a.objectiveId === o.id).map(asArea)))
  const areas = objectives.flatMap((o) => o.areas)
  const latest = [...(profile ? [profile] : []), ...objectives, ...areas].toSorted((a, b) =>
    b.changedAt.localeCompare(a.changedAt),
  )[0]
  return {
    profile,
    objectives,
    totals: totalsOf(areas),
    countries: [...new Set([...(profile?.countries ?? []), ...areas.flatMap((a) => a.countries)])].sort(),
    updatedAt: latest?.changedAt ?? null,
    updatedBy: latest?.changedBy ?? null,
  }
}
