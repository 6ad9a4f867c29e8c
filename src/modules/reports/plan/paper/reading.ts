/** What a printed plan says beyond its document: people of each place and sector, and what each organisation plans in each sector of each country. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import type { Language } from '../../../../core/i18n.ts'
import type { PeopleRow, PlanRow } from '../contract.ts'
import { activitiesIn, type PlanEdition, readingOf } from '../edition.ts'
import { activitiesOf, peopleOf } from '../rows.ts'

export type CountryPart = {
  country: string
  sectorId: number | null
  organisationId: number
  places: number
  activities: number
  people: number | null
  usd: string
}
export type PaperRows = { people: PeopleRow[]; parts: CountryPart[]; activities: PlanRow[] | null }

/** Beyond this many activities a printed list helps nobody: the explorer and the workbook hold them. */
const printedAtMost = 600

export async function paperRows(db: Db, edition: PlanEdition, language: Language, activities: number): Promise<PaperRows> {
  const people: PeopleRow[] = []
  for (const what of ['need', 'target'] as const)
    for await (const row of peopleOf(db, edition, what, language)) if (!row.isDoubled) people.push(row)
  return {
    people,
    parts: await partsOf(db, edition),
    activities: activities > printedAtMost ? null : await collected(activitiesOf(db, edition, language)),
  }
}

/** People are those of direct activities: planned, not counted once. */
const partsOf = (db: Db, edition: PlanEdition): Promise<CountryPart[]> =>
  readingOf(db, edition, async (reader) => {
    const { rows } = await sql<CountryPart>`
      select a.country, a.sector_id, a.organisation_id, count(distinct a.admin1)::int as places, count(*)::int as activities,
        sum(a.target_people) filter (where a.kind = 'direct') as people, sum(coalesce(a.in_kind_usd, 0) + coalesce(a.cash_usd, 0))::text as usd
      from ${activitiesIn(edition)} where a.country is not null group by 1, 2, 3 order by 1, sum(coalesce(a.in_kind_usd, 0) + coalesce(a.cash_usd, 0)) desc, 3`.execute(
      reader,
    )
    return rows
  })

async function collected<T>(from: AsyncGenerator<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of from) all.push(one)
  return all
}
