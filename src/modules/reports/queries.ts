/** Every statement on overviews: what is being written. Editions stand in `publications.ts`. */
import { sql } from 'kysely'
import type { Db, Inserts, Row, Updates } from '../../core/database.ts'
import { notFound } from '../../core/problem.ts'
import { within } from '../figures/queries.ts'
import type { Period } from './rules/references.ts'

export type OverviewRow = Row<'overviews'> & { plan: string }

const overviews = (db: Db) =>
  db
    .selectFrom('overviews')
    .innerJoin('plans', 'plans.id', 'overviews.planId')
    .selectAll('overviews')
    .select('plans.code as plan')

export const listOverviews = (db: Db): Promise<OverviewRow[]> =>
  overviews(db).orderBy('lastMonth', 'desc').orderBy('overviews.createdAt', 'desc').limit(500).execute()

export const getOverview = async (db: Db, id: string): Promise<OverviewRow> =>
  (await overviews(db).where('overviews.id', '=', id).executeTakeFirst()) ?? notFound('overview', id)

export const findOverviewOf = (db: Db, planId: number, firstMonth: string, lastMonth: string): Promise<OverviewRow | undefined> =>
  overviews(db)
    .where('overviews.planId', '=', planId)
    .where('overviews.firstMonth', '=', firstMonth)
    .where('overviews.lastMonth', '=', lastMonth)
    .executeTakeFirst()

/** Two people who publish at once: the second waits for the first. */
export const lockOverview = (db: Db, id: string) =>
  db.selectFrom('overviews').select('id').where('id', '=', id).forUpdate().executeTakeFirst()

export const insertOverview = (db: Db, row: Inserts<'overviews'>) => db.insertInto('overviews').values(row).execute()
export const updateOverview = (db: Db, id: string, row: Updates<'overviews'>) =>
  db.updateTable('overviews').set(row).where('id', '=', id).execute()

export type TextRow = Omit<Row<'overviewTexts'>, 'overviewId'>
export const listTexts = (db: Db, overviewId: string): Promise<TextRow[]> =>
  db
    .selectFrom('overviewTexts')
    .select(['language', 'part', 'body', 'version', 'savedAt', 'savedBy'])
    .where('overviewId', '=', overviewId)
    .orderBy('part')
    .orderBy('language')
    .execute()

export const findTextForUpdate = (db: Db, overviewId: string, language: string, part: string): Promise<TextRow | undefined> =>
  db
    .selectFrom('overviewTexts')
    .selectAll()
    .where('overviewId', '=', overviewId)
    .where('language', '=', language)
    .where('part', '=', part)
    .forUpdate()
    .executeTakeFirst()

/** A text with its past: what stood there goes to the history. False where somebody else's version came first. */
export async function saveText(db: Db, row: Inserts<'overviewTexts'>, seen: number): Promise<boolean> {
  const { rows } = await sql<{ version: number }>`
    with kept as (
      insert into overview_texts as t (overview_id, language, part, body, version, saved_by)
      values (${row.overviewId}, ${row.language}, ${row.part}, ${row.body}, 1, ${row.savedBy})
      on conflict (overview_id, language, part) do update set body = excluded.body, version = t.version + 1, saved_at = now(), saved_by = excluded.saved_by
        where t.version = ${seen}
      returning *
    )
    insert into overview_text_history (overview_id, language, part, version, body, saved_at, saved_by)
    select overview_id, language, part, version, body, saved_at, saved_by from kept returning version`.execute(db)
  return rows.length === 1
}

/** First versions of many texts at once. */
export async function insertTexts(db: Db, texts: Omit<Inserts<'overviewTexts'>, 'version' | 'savedAt'>[]): Promise<void> {
  const kept = await db.insertInto('overviewTexts').values(texts).returningAll().execute()
  await db.insertInto('overviewTextHistory').values(kept).execute()
}

export const listTextHistory = (db: Db, overviewId: string, language: string, part: string) =>
  db
    .selectFrom('overviewTextHistory')
    .select(['version', 'body', 'savedAt', 'savedBy'])
    .where('overviewId', '=', overviewId)
    .where('language', '=', language)
    .where('part', '=', part)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()

export const listStories = (db: Db, overviewId: string) =>
  db.selectFrom('stories').selectAll().where('overviewId', '=', overviewId).orderBy('position').orderBy('id').execute()
export const findStory = (db: Db, id: string) => db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()
export const upsertStory = ({ db, row }: { db: Db; row: Inserts<'stories'> & { id: string } }) =>
  db
    .insertInto('stories')
    .values(row)
    .onConflict((c) =>
      c.column('id').doUpdateSet({
        position: row.position,
        country: row.country,
        picture: row.picture,
        texts: row.texts,
        credit: row.credit,
        consent: row.consent,
      }),
    )
    .execute()
export const setPicture = (db: Db, id: string, picture: string) =>
  db.updateTable('stories').set({ picture }).where('id', '=', id).execute()
export const deleteStory = (db: Db, id: string) => db.deleteFrom('stories').where('id', '=', id).execute()

export const listDonors = (db: Db, overviewId: string) =>
  db.selectFrom('overviewDonors').select(['name', 'link']).where('overviewId', '=', overviewId).orderBy('name').execute()
export async function replaceDonors(db: Db, overviewId: string, donors: { name: string; link: string | null }[]): Promise<void> {
  await db.deleteFrom('overviewDonors').where('overviewId', '=', overviewId).execute()
  if (donors.length > 0)
    await db
      .insertInto('overviewDonors')
      .values(donors.map((d) => ({ ...d, overviewId })))
      .onConflict((c) => c.columns(['overviewId', 'name']).doNothing())
      .execute()
}

/** Totals printed for a period; without a plan, of whichever plan has them. */
export const listPrinted = (db: Db, from: string, until: string, planId?: number) =>
  db
    .selectFrom('printedTotals')
    .select(['planId', 'sectorId', 'people', 'countries', 'source'])
    .where('firstMonth', '=', from)
    .where('lastMonth', '=', until)
    .$if(planId !== undefined, (q) => q.where('planId', '=', planId!))
    .orderBy('planId')
    .execute()

export type IndicatorSum = {
  sector: number
  indicator: number
  kind: string
  /** null: all countries together; '' where none is known or the work was for the whole region. */
  country: string | null
  rows: number
  number: number
}

/** What indicators come to, in all and by country. The sums do not know indicators, so this reads rows: those of the indicators asked by index, or all. */
export async function listIndicatorSums(
  db: Db,
  planId: number,
  period: Period,
  indicators: number[] | null,
  limit: number,
): Promise<IndicatorSum[]> {
  const { rows } = await sql<IndicatorSum>`
    with own as materialized (
      select sector_id, indicator_id, kind, coalesce(nullif(country, 'ZZ'), '') as place, count(*) as rows,
        sum(case kind when 'direct' then new_people when 'capacity' then people_in_month else output_quantity end) as number
      from activity_reports where ${within(planId, period)} and sector_id is not null and kind is not null
        and ${indicators === null ? sql`indicator_id is not null` : sql`indicator_id = any(${indicators}::int[])`}
      group by 1, 2, 3, 4)
    select sector_id as sector, indicator_id as indicator, kind, case when grouping(place) = 0 then place end as country,
      sum(rows)::int as rows, coalesce(sum(number), 0)::float8 as number
    from own group by grouping sets ((1, 2, 3), (1, 2, 3, place)) order by 1, 2, 3, place nulls first limit ${limit}`.execute(db)
  return rows
}
