/** What differs between two versions, in words: activities cell by cell, people, texts of areas, money. */
import { sql } from 'kysely'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { textIn, translator } from '../../../core/i18n.ts'
import { Problem } from '../../../core/problem.ts'
import { loadCrisisPlan } from '../areas/queries.ts'
import type { Plan } from '../contract.ts'
import { type ActivityRow, cellDifferences, type NameOf } from './cells.ts'
import type { ActivityDifference, CountryDifference, Difference, FrozenNames, PeopleDifference } from './contract.ts'
import { namesOf } from './freezing.ts'
import { getPublished } from './queries.ts'
import { activitiesOf, activityColumns, type Edition, findEdition } from './rows.ts'
import { peopleBySector } from './sums.ts'
import { textDifferences } from './text-difference.ts'

export type DifferencePage = {
  since?: number | undefined
  after?: string | undefined
  country?: string | undefined
  limit: number
}
const before: Edition = { planId: 0, number: 0, isOpen: false, last: 0 }

/** @param until its number; `since` is the version before it where none is asked */
export async function differenceOf(ctx: Context, plan: Plan, until: Edition, page: DifferencePage): Promise<Difference> {
  const number = page.since ?? until.last
  if (number >= until.number) throw new Problem(422, 'plan/versions-reversed', { since: number, until: until.number })
  const since = number === 0 ? before : await findEdition(ctx.db, plan.id, number)
  const nameOf = naming(ctx, await namesFor(ctx.db, since), await namesFor(ctx.db, until))
  const activities = await activityDifferences(ctx, since, until, nameOf, page)
  const shown = activities.slice(0, page.limit)
  const common = { since: since.number, until: until.number, untilIsOpen: until.isOpen, activities: shown }
  const next = activities.length > page.limit ? keyOf(shown.at(-1)!) : null
  // What stands above the list comes with its first page only.
  if (page.after !== undefined) return { ...common, next, sentence: '', countries: [], people: [], areas: [] }
  const countries = await countryDifferences(ctx, since, until, nameOf)
  return {
    ...common,
    next,
    sentence: summary(ctx, countries),
    countries,
    people: await peopleDifferences(ctx.db, since, until, nameOf),
    areas: textDifferences(ctx, await crisisOf(ctx.db, plan, since), await crisisOf(ctx.db, plan, until), nameOf),
  }
}

const namesFor = async (db: Db, edition: Edition): Promise<FrozenNames> => {
  if (edition.number === 0) return { places: [], sectors: [], indicators: [], organisations: [] }
  return edition.isOpen ? namesOf(db, edition) : (await getPublished(db, edition.planId, edition.number)).names
}

const crisisOf = async (db: Db, plan: Plan, edition: Edition) => {
  if (edition.number === 0) return undefined
  return edition.isOpen ? loadCrisisPlan(db, plan.id) : (await getPublished(db, plan.id, edition.number)).crisis
}

/** Names of both versions: the later one speaks first. */
function naming({ language }: Context, earlier: FrozenNames, later: FrozenNames): NameOf {
  const names = {
    place: new Map<string | number, string>(),
    sector: new Map<string | number, string>(),
    indicator: new Map<string | number, string>(),
    organisation: new Map<string | number, string>(),
  }
  for (const { places, sectors, indicators, organisations } of [earlier, later]) {
    for (const p of places) names.place.set(p.code, textIn(p.names, language))
    for (const s of sectors) names.sector.set(s.id, textIn({ en: s.name, ...s.names }, language))
    for (const i of indicators) names.indicator.set(i.id, textIn({ en: i.name, ...i.names }, language))
    for (const o of organisations) names.organisation.set(o.id, o.acronym || textIn(o.names, language))
  }
  return (kind, id) => (id === null ? '–' : (names[kind].get(id) ?? String(id)))
}

type Pair = {
  id: string
  what: ActivityDifference['what']
  country: string | null
  key: string
  a: ActivityRow | null
  b: ActivityRow | null
}

/** Both versions side by side: what is only in one, and what is not the same in both. */
const pairs = (since: Edition, until: Edition) => sql`
  with a as (select id, ${activityColumns('a')} from ${activitiesOf(since, 'a')}), b as (select id, ${activityColumns('b')} from ${activitiesOf(until, 'b')}),
    d as (select coalesce(a.id, b.id) as id, coalesce(b.country, a.country) as country, case when a.id is null then 'added' when b.id is null then 'gone' else 'changed' end as what,
        coalesce(b.country, a.country, '') || ':' || coalesce(a.id, b.id) as key, to_jsonb(a) as a, to_jsonb(b) as b
      from a full join b on a.id = b.id where (${activityColumns('a')}) is distinct from (${activityColumns('b')}))`

/** One more than asked for tells whether there is a next page. */
async function activityDifferences(
  { db, language }: Context,
  since: Edition,
  until: Edition,
  nameOf: NameOf,
  { after, country, limit }: DifferencePage,
): Promise<ActivityDifference[]> {
  const { rows } = await sql<Pair>`${pairs(since, until)}
    select id, what, country, key, a, b from d where key collate "C" > ${after ?? ''} ${country ? sql`and country = ${country}` : sql``}
    order by key collate "C" limit ${limit + 1}`.execute(db)
  const t = translator(language)
  return rows.map(({ id, what, country, a, b }) => {
    const row = (b ?? a)!
    return {
      id,
      what,
      country,
      countryName: nameOf('place', country),
      organisation: nameOf('organisation', row.organisation_id as number),
      sector: nameOf('sector', row.sector_id as number | null),
      title: String(row.title ?? '–'),
      cells: cellDifferences(a, b, nameOf, t),
    }
  })
}
const keyOf = ({ country, id }: ActivityDifference): string => `${country ?? ''}:${id}`

type Sums = Omit<CountryDifference, 'countryName' | 'sentence'>
async function countryDifferences(ctx: Context, since: Edition, until: Edition, nameOf: NameOf): Promise<CountryDifference[]> {
  const { rows } = await sql<Sums>`${pairs(since, until)},
    moved as (select country, count(*) filter (where what = 'added') as added, count(*) filter (where what = 'gone') as gone, count(*) filter (where what = 'changed') as changed from d group by country),
    money as (select country, sum(x) as x, sum(y) as y from (
      select country, coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0) as x, 0 as y from a union all select country, 0, coalesce(in_kind_usd, 0) + coalesce(cash_usd, 0) from b) m group by country)
    select m.country, coalesce(added, 0) as added, coalesce(gone, 0) as gone, coalesce(changed, 0) as changed, x as required_before_usd, y as required_after_usd
    from money m left join moved v on v.country is not distinct from m.country where v.added is not null or x <> y order by m.country`.execute(
    ctx.db,
  )
  const t = translator(ctx.language)
  return rows.map((sums) => {
    const countryName = sums.country === null ? t('plan.versions.no-country') : nameOf('place', sums.country)
    return { ...sums, countryName, sentence: t('plan.versions.country-sentence', sentenceValues({ ...sums, countryName })) }
  })
}

const sentenceValues = (sums: Sums & { countryName: string }) => ({
  ...sums,
  country: sums.countryName,
  money: Math.sign(Math.round((sums.requiredAfterUsd - sums.requiredBeforeUsd) * 100)),
})

function summary({ language }: Context, countries: CountryDifference[]): string {
  const sum = (field: 'added' | 'gone' | 'changed' | 'requiredBeforeUsd' | 'requiredAfterUsd') =>
    countries.reduce((n, c) => n + c[field], 0)
  return translator(language)('plan.versions.summary', {
    added: sum('added'),
    gone: sum('gone'),
    changed: sum('changed'),
    countries: countries.length,
    byUsd: sum('requiredAfterUsd') - sum('requiredBeforeUsd'),
  })
}

async function peopleDifferences(db: Db, since: Edition, until: Edition, nameOf: NameOf): Promise<PeopleDifference[]> {
  const [earlier, later] = [await peopleBySector(db, since), await peopleBySector(db, until)]
  const key = (l: (typeof later)[number]) => `${l.country} ${l.sectorId} ${l.what}`
  const [a, b] = [new Map(earlier.map((l) => [key(l), l])), new Map(later.map((l) => [key(l), l]))]
  return [...new Map([...a, ...b])]
    .filter(([k]) => a.get(k)?.people !== b.get(k)?.people)
    .map(([k, { what, country, sectorId }]) => ({
      what,
      country,
      countryName: nameOf('place', country),
      sector: nameOf('sector', sectorId),
      before: a.get(k)?.people ?? null,
      after: b.get(k)?.people ?? null,
    }))
    .toSorted(
      (x, y) => x.countryName.localeCompare(y.countryName) || x.sector.localeCompare(y.sector) || x.what.localeCompare(y.what),
    )
}
