/** Reading the target check within one's reach, with the names people know. */
import { visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { type Language, type Texts, textIn, translator } from '../../../core/i18n.ts'
import { notFound } from '../../../core/problem.ts'
import { getPlan, listSectors } from '../queries.ts'
import { hasNeeds, type SummedLine, sumLines, type Unchecked } from './check.ts'
import type { CheckAsked, CheckedLine, Contributors, LineAsked, LinesAsked, TargetCheck } from './contract.ts'
import { activitiesBehind } from './contributors.ts'
import { aboveCells } from './rules.ts'

/** Countries are counted over everything asked for; `show` says which lines come with them. */
export async function checkTargets(ctx: Context, code: string, asked: CheckAsked, show: LinesAsked): Promise<TargetCheck> {
  const reach = visible(ctx, 'submission.read')
  const plan = await getPlan(ctx.db, code)
  const { lines, unchecked } = await sumLines(ctx.db, plan.id, asked, reach)
  const names = await namesOf(ctx.db, plan.id, ctx.language, lines, unchecked)
  const checked = lines.map((line) => checkedLine(line, names))
  return {
    plan: plan.code,
    counts: asked.counts,
    hasNeeds: await hasNeeds(ctx.db, plan.id),
    countries: countriesOf(checked),
    lines: show === 'none' ? [] : checked.filter((line) => show === 'all' || line.above.length > 0),
    unchecked: unchecked.map(({ country, sectorId, activities, people }) => ({
      ...{ country, countryName: names.place(country), sector: sectorId, sectorName: names.sector(sectorId).name },
      ...{ activities, people },
    })),
    countedAt: new Date().toISOString(),
  }
}

/** The activities behind one line; what is out of the reader's reach stands together as `others`. */
export async function readContributors(ctx: Context, code: string, asked: LineAsked): Promise<Contributors> {
  const reach = visible(ctx, 'submission.read')
  const plan = await getPlan(ctx.db, code)
  const { lines } = await sumLines(ctx.db, plan.id, asked, reach)
  const line = lines.find((l) => l.level === asked.level && l.place === asked.place) ?? notFound('line', asked.place)
  const { activities, count, sum } = await activitiesBehind(ctx.db, plan.id, asked, reach)
  const all = peopleIn(line.target)
  const share = (people: readonly number[]) => (all === 0 ? 0 : peopleIn(people) / all)
  const bodies = await organisationNames(ctx.db, ctx.language, [...new Set(activities.map((a) => a.organisationId))])
  const places = await placeNames(ctx.db, ctx.language, [...new Set(activities.map((a) => a.admin1 ?? a.country))])
  const rest = line.target.map((people, i) => people - sum[i]!)
  return {
    activities: activities.map((a) => ({
      ...{ id: a.id, title: a.title ?? '', state: a.state, people: a.people, share: share(a.people) },
      ...{ organisation: bodies.get(a.organisationId) ?? '', place: places.get(a.admin1 ?? a.country) ?? '' },
    })),
    more: count - activities.length,
    others: line.activities > count ? { activities: line.activities - count, people: rest, share: share(rest) } : null,
  }
}

/** Everybody in the line: the three population groups. */
const peopleIn = (people: readonly number[]): number => people[0]! + people[5]! + people[10]!

type Names = Awaited<ReturnType<typeof namesOf>>

function checkedLine(
  { country, level, place, sectorId, activities, target, need, isStated, bodies }: SummedLine,
  names: Names,
): CheckedLine {
  const sector = names.sector(sectorId)
  return {
    ...{
      country,
      countryName: names.place(country),
      level,
      place,
      placeName: level === 'admin1' ? names.place(place) : names.level(level),
    },
    ...{ sector: sectorId, sectorName: sector.name, look: sector.look, activities, target, need, isStated },
    above: aboveCells(target, need),
    organisations: bodies.map((b) => ({ id: b.body, name: names.body(b.body), activities: b.activities, people: b.people })),
  }
}

function countriesOf(lines: CheckedLine[]): TargetCheck['countries'] {
  return [...Map.groupBy(lines, (line) => line.country)].map(([code, its]) => ({
    code,
    name: its[0]!.countryName,
    lines: its.length,
    above: its.filter((line) => line.above.length > 0).length,
    cells: its.reduce((sum, line) => sum + line.above.length, 0),
  }))
}

async function namesOf(db: Db, planId: number, language: Language, lines: SummedLine[], unchecked: Unchecked[]) {
  const t = translator(language)
  const ids = new Set(lines.flatMap((line) => line.bodies.flatMap((b) => b.body ?? [])))
  const bodies = await organisationNames(db, language, [...ids])
  const places = await placeNames(db, language, [
    ...new Set([...lines.flatMap((l) => [l.country, l.place]), ...unchecked.map((u) => u.country)]),
  ])
  const sectors = new Map((await listSectors(db, planId)).map((s) => [s.id, { name: s.names[language] ?? s.name, look: s.look }]))
  return {
    place: (code: string) => places.get(code) ?? code,
    level: (level: 'country' | 'other') => t(`plan.targets.level.${level}`),
    sector: (id: number) => sectors.get(id) ?? { name: '', look: 'common' },
    body: (id: number | null) => (id === null ? t('plan.targets.others') : (bodies.get(id) ?? '')),
  }
}

async function placeNames(db: Db, language: Language, codes: string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('places')
    .select(['code', 'names'])
    .where((eb) => eb('code', '=', eb.fn.any(eb.val(codes))))
    .execute()
  return new Map(rows.map(({ code, names }) => [code, textIn(names as Texts, language)]))
}

/** By acronym, as everybody calls them; else by name. */
async function organisationNames(db: Db, language: Language, ids: number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('organisations')
    .select(['id', 'acronym', 'names'])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return new Map(rows.map(({ id, acronym, names }) => [id, acronym || textIn(names as Texts, language)]))
}
