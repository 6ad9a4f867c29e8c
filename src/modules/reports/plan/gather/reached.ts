/** People reached as published overviews of the plan say it: what nobody published is in no plan page. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import type { PlanDocument } from '../contract.ts'

type Sector = { id: number; people: number; byCountry: { code: string; people: number }[] }
type Overview = PlanDocument['reachedFrom'][number] & {
  people: number
  countries: { code: string; people: number }[]
  sectors: Sector[]
}
export type Reached = {
  from: PlanDocument['reachedFrom']
  total: number | null
  country: (code: string) => number | null
  sector: (id: number) => number | null
  crossing: (country: string, sector: number) => number | null
}

/** Overviews whose periods do not overlap are added, newest first: new people of a month are counted in that month alone. */
export async function readReached(db: Db, planId: number): Promise<Reached> {
  const taken: Overview[] = []
  for (const one of await publishedOverviews(db, planId))
    if (taken.every((t) => one.lastMonth < t.firstMonth || one.firstMonth > t.lastMonth)) taken.push(one)
  const sum = (of: (overview: Overview) => number | undefined): number | null =>
    taken.length === 0 ? null : Math.round(taken.reduce((total, overview) => total + (of(overview) ?? 0), 0))
  const sectorOf = (overview: Overview, id: number) => overview.sectors.find((s) => s.id === id)
  return {
    from: taken
      .map(({ slug, edition, firstMonth, lastMonth }) => ({ slug, edition, firstMonth, lastMonth }))
      .sort((a, b) => a.firstMonth.localeCompare(b.firstMonth)),
    total: sum((o) => o.people),
    country: (code) => sum((o) => o.countries.find((c) => c.code === code)?.people),
    sector: (id) => sum((o) => sectorOf(o, id)?.people),
    crossing: (country, sector) => sum((o) => sectorOf(o, sector)?.byCountry.find((c) => c.code === country)?.people),
  }
}

/** The newest edition of each overview of accepted rows; numbers only, in whatever language it stands. */
async function publishedOverviews(db: Db, planId: number): Promise<Overview[]> {
  const { rows } = await sql<Overview>`
    select slug, edition, first_month, last_month, (d->'totals'->>'people')::float8 as people, d->'countries' as countries,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s->'id', 'people', s->'people', 'byCountry', s->'byCountry')), '[]') from jsonb_array_elements(d->'sectors') s) as sectors
    from (select distinct on (o.id) o.slug, p.edition, o.first_month, o.last_month, p.documents->p.languages[1] as d
      from publications p join overviews o on o.id = p.overview_id where o.plan_id = ${planId} and p.withdrawn_at is null order by o.id, p.edition desc) e
    where jsonb_typeof(d->'sectors') = 'array' and jsonb_typeof(d->'countries') = 'array' and d->>'include' = 'accepted' order by last_month desc, first_month desc, slug`.execute(
    db,
  )
  return rows
}
