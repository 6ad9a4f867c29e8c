/** Every statement on editions: what was published, as it was, with its rows. */
import { sql } from 'kysely'
import type { Db, Inserts } from '../../core/database.ts'
import type { Language } from '../../core/i18n.ts'
import { counted } from '../figures/queries.ts'
import type { OverviewDocument, PublishedRow } from './contract.ts'
import type { Reference } from './rules/references.ts'

export type Edition = {
  id: string
  overviewId: string
  edition: number
  publishedAt: string
  languages: Language[]
  slug: string
  firstMonth: string
  lastMonth: string
  latest: number
}

const columns = sql`p.id, p.overview_id, p.edition, to_json(p.published_at)#>>'{}' as published_at, p.languages, o.slug, o.first_month, o.last_month,
  max(p.edition) over (partition by p.overview_id) as latest`
const editions = sql`(select ${columns} from publications p join overviews o on o.id = p.overview_id where p.withdrawn_at is null) e`

/** Of each overview the latest edition, newest period first. */
export async function listPublished(db: Db): Promise<Edition[]> {
  const { rows } =
    await sql<Edition>`select * from ${editions} where edition = latest order by last_month desc, published_at desc limit 200`.execute(
      db,
    )
  return rows
}

/** An edition of an overview, else its latest; without a slug, the overview of the newest period. */
export async function findEdition(db: Db, slug?: string, edition?: number): Promise<Edition | undefined> {
  const { rows } = await sql<Edition>`select * from ${editions}
    where ${slug === undefined ? sql`true` : sql`slug = ${slug}`} and ${edition === undefined ? sql`edition = latest` : sql`edition = ${edition}`}
    order by last_month desc, published_at desc limit 1`.execute(db)
  return rows[0]
}

export async function getDocument(db: Db, publicationId: string, language: Language): Promise<OverviewDocument | undefined> {
  const { rows } = await sql<{
    document: OverviewDocument | null
  }>`select documents->${language} as document from publications where id = ${publicationId}`.execute(db)
  return rows[0]?.document ?? undefined
}

/** All editions of an overview, withdrawn ones too: for those who write it. */
export const listEditions = (db: Db, overviewId: string) =>
  db
    .selectFrom('publications')
    .select(['id', 'edition', 'publishedAt', 'publishedBy', 'languages', 'withdrawnAt'])
    .where('overviewId', '=', overviewId)
    .orderBy('edition', 'desc')
    .execute()

export const listAllEditions = (db: Db, overviewIds: string[]) =>
  db
    .selectFrom('publications')
    .select(['overviewId', 'edition', 'publishedAt', 'publishedBy', 'languages', 'withdrawnAt'])
    .where((eb) => eb('overviewId', '=', eb.fn.any(eb.val(overviewIds))))
    .orderBy('edition', 'desc')
    .execute()

export const insertPublication = (db: Db, row: Inserts<'publications'>) => db.insertInto('publications').values(row).execute()
export const withdrawPublication = (db: Db, id: string) =>
  db.updateTable('publications').set({ withdrawnAt: new Date() }).where('id', '=', id).execute()

/** Is the picture part of an edition that is open to everybody? */
export const isPublishedPicture = async (db: Db, file: string): Promise<boolean> =>
  (await sql`select 1 from publications where withdrawn_at is null and pictures @> array[${file}]::uuid[] limit 1`.execute(db))
    .rows.length > 0

/** The counted rows of a plan with the names of the day, in the order they are shown. */
const countedRows = (planId: number, { from, until, include }: Pick<Reference, 'from' | 'until' | 'include'>) => sql`
  select (row_number() over (order by s.position, s.id, r.country, r.admin1 nulls first, r.month, r.id))::int as position, r.month, r.country, r.admin1, r.sector_id, r.indicator_id, r.organisation_id, r.kind, r.is_cash,
    coalesce(case r.kind when 'capacity' then r.people_in_month when 'output' then r.output_quantity else r.new_people end, 0) as number, r.cash_value_usd,
    jsonb_build_object('country', c.names, 'admin1', a.names) as place, jsonb_build_object('name', s.name, 'names', s.names, 'look', s.look) as sector,
    jsonb_build_object('name', i.name, 'names', i.names, 'title', r.title) as activity, coalesce(nullif(o.acronym, ''), o.names->>'en', '') as organisation, coalesce(r.description, '') as note
  from activity_reports r
    left join plan_sectors s on s.id = r.sector_id left join plan_indicators i on i.id = r.indicator_id
    left join places c on c.code = r.country left join places a on a.code = r.admin1 left join organisations o on o.id = r.organisation_id
  where r.plan_id = ${planId} and r.month between ${from} and ${until} and ${counted(include)}`

/** Copies the counted rows into the edition. Gives what they come to, to be held against the document. */
export async function freezeRows(
  db: Db,
  publicationId: string,
  planId: number,
  period: Pick<Reference, 'from' | 'until' | 'include'>,
) {
  const { rows } = await sql<{ rows: number; people: number }>`
    with frozen as (
      insert into publication_rows (publication_id, position, month, country, admin1, sector_id, indicator_id, organisation_id, kind, is_cash, number, cash_value_usd, place, sector, activity, organisation, note)
      select ${publicationId}::uuid, now.* from (${countedRows(planId, period)}) now
      returning kind, number
    ) select count(*)::int as rows, coalesce(sum(number) filter (where kind = 'direct'), 0) as people from frozen`.execute(db)
  return rows[0]!
}

const kindOf: Partial<Record<Reference['measure'], string>> = {
  people: 'direct',
  countries: 'direct',
  share: 'direct',
  trained: 'capacity',
  output: 'output',
}

const shownRow = (language: Language) => {
  const named = (path: string) => sql.raw(`coalesce(${path}->>'${language}', ${path}->>'en')`)
  return sql`position, country, admin1, concat_ws(' · ', ${named("place->'country'")}, ${named("place->'admin1'")}) as place, month, organisation,
    coalesce(${named("sector->'names'")}, sector->>'name', '') as sector, sector_id, coalesce(sector->>'look', 'common') as look,
    coalesce(${named("activity->'names'")}, activity->>'name', activity->>'title', '') as activity, kind, number, cash_value_usd, note`
}

/** Rows of an edition in their order, those of one figure or all; by key. */
export async function listPublishedRows(
  db: Db,
  publicationId: string,
  language: Language,
  of: Partial<Reference>,
  after = 0,
  limit = 200,
): Promise<PublishedRow[]> {
  const kind = of.measure === undefined ? undefined : kindOf[of.measure]
  const isCash = of.measure === 'cash-people' || of.measure === 'cash-value'
  const { rows } = await sql<PublishedRow>`
    select ${shownRow(language)} from publication_rows where publication_id = ${publicationId} and position > ${after}
      ${of.sector === undefined ? sql`` : sql`and sector_id = ${of.sector}`} ${of.country === undefined ? sql`` : sql`and country = ${of.country}`} ${of.admin1 === undefined ? sql`` : sql`and admin1 = ${of.admin1}`}
      ${of.indicator === undefined ? sql`` : sql`and indicator_id = ${of.indicator}`} ${of.organisation === undefined ? sql`` : sql`and organisation_id = ${of.organisation}`}
      ${of.from === undefined ? sql`` : sql`and month between ${of.from} and ${of.until}`} ${kind === undefined ? sql`` : sql`and kind = ${kind}`} ${isCash ? sql`and is_cash` : sql``}
    order by position limit ${limit}`.execute(db)
  return rows
}

/** The same of what is still being written. */
export async function listRowsNow(
  db: Db,
  planId: number,
  period: Pick<Reference, 'from' | 'until' | 'include'>,
  language: Language,
  after: number,
  limit: number,
): Promise<PublishedRow[]> {
  const { rows } =
    await sql<PublishedRow>`select ${shownRow(language)} from (${countedRows(planId, period)}) now where position > ${after} order by position limit ${limit}`.execute(
      db,
    )
  return rows
}
