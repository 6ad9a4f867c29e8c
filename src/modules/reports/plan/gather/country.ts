/** What a country's page says below the country: its places with people, activities and money. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import type { PlanDocument } from '../contract.ts'
import { activitiesIn, type PlanEdition, readingOf } from '../edition.ts'
import type { PlanNames } from '../names.ts'

export type PlaceLine = {
  /** null: the whole country, or its rest. */
  admin1: string | null
  name: string
  need: number | null
  target: number | null
  activities: number
  usd: number
}

type Counted = { admin1: string | null; activities: number; usd: number }

export async function placesOf(
  db: Db,
  edition: PlanEdition,
  names: PlanNames,
  document: PlanDocument,
  country: string,
): Promise<PlaceLine[]> {
  const counted = await readingOf(db, edition, async (reader) => {
    const { rows } =
      await sql<Counted>`select admin1, count(*) as activities, coalesce(sum(coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0)), 0) as usd
      from ${activitiesIn(edition)} where country = ${country} group by admin1`.execute(reader)
    return rows
  })
  const parts = document.intersector.filter((line) => line.country === country && line.level !== 'country')
  const peopleIn = (admin1: string | null, what: 'need' | 'target') =>
    parts.find((line) => line.what === what && (line.level === 'admin1' ? line.place : null) === admin1)?.total ?? null
  const codes = new Set([...counted.map((c) => c.admin1), ...parts.map((line) => (line.level === 'admin1' ? line.place : null))])
  const lines = [...codes].map((admin1): PlaceLine => {
    const own = counted.find((c) => c.admin1 === admin1)
    return {
      admin1,
      name: admin1 === null ? '' : (names.places.get(admin1)?.name ?? admin1),
      need: peopleIn(admin1, 'need'),
      target: peopleIn(admin1, 'target'),
      activities: own?.activities ?? 0,
      usd: own?.usd ?? 0,
    }
  })
  return lines.sort(
    (a, b) => Number(a.admin1 === null) - Number(b.admin1 === null) || a.name.localeCompare(b.name, names.language),
  )
}
