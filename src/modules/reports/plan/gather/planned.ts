/** What partners plan, counted once by country, sector and organisation; every table of the document adds these lines. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import { activitiesIn, type PlanEdition, readingOf } from '../edition.ts'

/** Money in whole cents. `directTarget`: targets of direct activities, added. */
export type PlannedLine = {
  country: string | null
  sectorId: number | null
  organisationId: number
  activities: number
  inKind: number
  cash: number
  directTarget: number
}

export const countPlanned = (db: Db, edition: PlanEdition): Promise<PlannedLine[]> =>
  readingOf(db, edition, async (reader) => {
    const { rows } = await sql<PlannedLine>`
      select country, sector_id, organisation_id, count(*) as activities, coalesce(sum(in_kind_usd), 0) * 100 as in_kind, coalesce(sum(cash_usd), 0) * 100 as cash,
        coalesce(sum(target_people) filter (where kind = 'direct'), 0) as direct_target
      from ${activitiesIn(edition)} group by country, sector_id, organisation_id`.execute(reader)
    return rows
  })

export type PlannedSum = { activities: number; organisations: number; inKind: number; cash: number; directTarget: number }

export function sumPlanned(lines: PlannedLine[]): PlannedSum {
  const sum = { activities: 0, organisations: 0, inKind: 0, cash: 0, directTarget: 0 }
  for (const line of lines) {
    sum.activities += line.activities
    sum.inKind += line.inKind
    sum.cash += line.cash
    sum.directTarget += line.directTarget
  }
  return { ...sum, organisations: new Set(lines.map((l) => l.organisationId)).size }
}
