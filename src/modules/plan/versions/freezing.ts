/** What a publication writes: rows by insert-select, and beside them everything that is needed to read them later. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import type { Texts } from '../../places/contract.ts'
import { loadCrisisPlan } from '../areas/queries.ts'
import type { Plan } from '../contract.ts'
import type { FrozenNames, FrozenScenario, PublishedPlan } from './contract.ts'
import { activitiesOf, activityColumnNames, activityColumns, type Edition, peopleColumns } from './rows.ts'
import { contributionsOf, countsOf, peopleByCountry, peopleBySector, requirementsOf } from './sums.ts'
import { tieOut } from './tie-out.ts'

// Names are folded once for each list entry, not once for each activity; then as a name is compared: letters, digits and blanks.
const words = (text: ReturnType<typeof sql>) => sql`regexp_replace(activity_words(${text}, ''), '[^[:alnum:]#]+', ' ', 'g')`
const allNames = (column: string) => sql.raw(`(select string_agg(distinct value, ' ') from jsonb_each_text(${column}))`)

/** The activities that publishing takes, with the words by which the explorer finds them in any language. */
export async function freezeActivities(db: Db, edition: Edition): Promise<void> {
  const { planId, number } = edition
  await sql`
    with a as materialized (select * from ${activitiesOf(edition, 'a')}),
      bodies as materialized (select id, ${words(sql`concat_ws(' ', acronym, ${allNames('names')})`)} as words from organisations where id in (select organisation_id from a)),
      sectors as materialized (select id, ${words(sql`concat_ws(' ', name, ${allNames('names')})`)} as words from plan_sectors where plan_id = ${planId}),
      indicators as materialized (select id, ${words(sql`concat_ws(' ', code, name, ${allNames('names')})`)} as words from plan_indicators where plan_id = ${planId}),
      places as materialized (select code, ${words(sql`${allNames('names')}`)} as words from places where code in (select country from a union select admin1 from a))
    insert into published_activities (plan_id, version, id, ${activityColumnNames}, words)
    select ${planId}, ${number}, a.id, ${activityColumns('a')},
      concat_ws(' ', ${words(sql`concat_ws(' ', a.title, a.description)`)}, bodies.words, sectors.words, indicators.words, countries.words, areas.words)
    from a left join bodies on bodies.id = a.organisation_id left join sectors on sectors.id = a.sector_id left join indicators on indicators.id = a.indicator_id
      left join places countries on countries.code = a.country left join places areas on areas.code = a.admin1
    order by a.country, a.id`.execute(db)
}

export async function freezePeople(db: Db, { planId, number }: Edition): Promise<void> {
  await sql`insert into published_people (plan_id, version, ${peopleColumns})
    select plan_id, ${number}::int, ${peopleColumns} from plan_people where plan_id = ${planId}`.execute(db)
}

/** Everything else that the version says, read once. The open version before it is published, or the rows just frozen: both say the same. */
export async function contentOf(
  ctx: Context,
  plan: Plan,
  edition: Edition,
  publishedAt: string,
  note: Texts,
): Promise<PublishedPlan> {
  const { db } = ctx
  const names = await namesOf(db, edition)
  const requirements = await requirementsOf(db, edition)
  const { code, names: planNames, firstMonth, lastMonth, isSample } = plan
  return {
    plan: { code, names: planNames, firstMonth, lastMonth, isSample },
    number: edition.number,
    publishedAt,
    note,
    scenario: await scenarioOf(db, plan.id),
    crisis: await loadCrisisPlan(db, plan.id),
    counts: await countsOf(db, edition),
    requirements,
    contributions: await contributionsOf(db, plan.id),
    people: await peopleByCountry(db, edition),
    peopleBySector: await peopleBySector(db, edition),
    tieOut: await tieOut({ ...ctx, language: 'en' }, edition, requirements, names),
    names,
  }
}

/** Names of whatever the version speaks of, as they are today. */
export async function namesOf(db: Db, edition: Edition): Promise<FrozenNames> {
  const { planId } = edition
  const { rows: places } = await sql<FrozenNames['places'][number]>`
    select code, names, parent, platform from places where level = 0 and hosts or code in (
      select country from ${activitiesOf(edition, 'a')} union select admin1 from ${activitiesOf(edition, 'b')}
      union select country from plan_people where plan_id = ${planId} union select place_code from plan_people where plan_id = ${planId}
      union select unnest(countries) from plan_areas where plan_id = ${planId}) order by code`.execute(db)
  const { rows: organisations } = await sql<FrozenNames['organisations'][number]>`
    select id, code, acronym, names, kind from organisations where id in (
      select organisation_id from ${activitiesOf(edition, 'a')}
      union select organisation_id from counted_contributions where plan_id = ${planId}) order by id`.execute(db)
  const sectors = await db
    .selectFrom('planSectors')
    .select(['id', 'name', 'names', 'look', 'position', 'isMultipurposeCash'])
    .where('planId', '=', planId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const { rows: indicators } = await sql<FrozenNames['indicators'][number]>`
    select id, sector_id, code, kind, name, names, is_cash from plan_indicators where plan_id = ${planId} and id in (
      select indicator_id from ${activitiesOf(edition, 'a')}) order by id`.execute(db)
  return { places, sectors: sectors.map((s) => ({ ...s, names: s.names as Texts })), indicators, organisations }
}

async function scenarioOf(db: Db, planId: number): Promise<FrozenScenario | null> {
  const texts = await db.selectFrom('planScenarios').select(['language', 'body']).where('planId', '=', planId).execute()
  const projections = await db
    .selectFrom('planProjections')
    .select(['country', 'populationGroup', 'people', 'source', 'dated'])
    .where('planId', '=', planId)
    .orderBy('country')
    .orderBy('populationGroup')
    .execute()
  if (texts.length + projections.length === 0) return null
  return {
    texts: Object.fromEntries(texts.map(({ language, body }) => [language, body])),
    projections: projections.map(({ populationGroup, ...p }) => ({
      ...p,
      group: populationGroup as FrozenScenario['projections'][number]['group'],
    })),
  }
}
