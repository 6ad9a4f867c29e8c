/** A household survey becomes shares of people in need, and, applied to the projections, people. The answers themselves are not kept. */
import { v7 as uuid } from 'uuid'
import { may, type Reach, visible, within } from '../../../../core/access.ts'
import type { Context } from '../../../../core/context.ts'
import { type Db, transact } from '../../../../core/database.ts'
import { record } from '../../../../core/events.ts'
import { notFound } from '../../../../core/problem.ts'
import { getPlan } from '../../queries.ts'
import type { Survey, SurveyImport, SurveyIndicator } from '../contract.ts'
import { loadNames, type Names } from '../names.ts'
import { peopleFrom } from '../rules/apply.ts'
import { type Answered, type RespondentTable, readRespondents } from '../rules/respondents.ts'
import { measuresOf, sharesOf } from '../rules/survey.ts'
import { listProjections } from '../scenario/queries.ts'
import { listSurveys, type PlaceResult, type StoredSurvey, saveSurvey } from './queries.ts'
import standard from './weights.json' with { type: 'json' }

export const standardWeights: readonly SurveyIndicator[] = standard
export type SurveyFile = {
  name: string
  sha256: string
  dated: string
  rows: string[][]
  weights?: SurveyIndicator[] | undefined
}

const refusedSaid = 200

export async function takeSurvey(ctx: Context, code: string, file: SurveyFile): Promise<SurveyImport> {
  const reach = visible(ctx, 'needs.edit')
  const weights = file.weights ?? [...standardWeights]
  const plan = await getPlan(ctx.db, code)
  const names = await loadNames(ctx.db, plan.id)
  const table = readRespondents(file.rows, weights, placeFinder(names, await areasByCode(ctx.db), reach))
  const said = {
    read: table.read,
    refusedCount: table.refused.length,
    refused: table.refused.slice(0, refusedSaid),
    empties: table.empties.filter((e) => e.empty > 0),
  }
  if (table.answered.length === 0) return { survey: null, ...said }
  const id = uuid()
  await transact(ctx.db, async (db) => {
    const about = { id, fileName: file.name, sha256: file.sha256, dated: file.dated, respondents: table.answered.length }
    await saveSurvey(db, plan.id, {
      ...about,
      weights,
      result: resultOf(table, weights),
      takenBy: ctx.actor.id,
      takenByName: ctx.actor.name,
    })
    await record(db, ctx.actor, 'needs.surveyed', code, { source: file.name, respondents: table.answered.length })
  })
  const [survey] = await surveysOf(ctx, plan.id, id)
  return { survey: survey ?? null, ...said }
}

/** Each country, and below it each admin 1 that is named. */
function resultOf({ answered }: RespondentTable, weights: SurveyIndicator[]): PlaceResult[] {
  const one = (country: string, place: string, sample: Answered[]): PlaceResult => ({
    country,
    place,
    respondents: sample.length,
    shares: Object.fromEntries(sharesOf(sample, weights)),
  })
  const countries = [...Map.groupBy(answered, (r) => r.country)].sort(([a], [b]) => a.localeCompare(b))
  return countries.flatMap(([country, sample]) => {
    const areas = [
      ...Map.groupBy(
        sample.filter((r) => r.place !== country),
        (r) => r.place,
      ),
    ].sort(([a], [b]) => a.localeCompare(b))
    return [one(country, country, sample), ...areas.map(([place, some]) => one(country, place, some))]
  })
}

const areasByCode = async (db: Db): Promise<Map<string, string>> =>
  new Map(
    (await db.selectFrom('places').select(['code', 'country']).where('level', '=', 1).execute()).map((p) => [p.code, p.country]),
  )

/** A place by country and area, or by the code of an area alone. */
const placeFinder =
  (names: Names, codes: Map<string, string>, reach: Reach) =>
  (countryName: string | undefined, area: string | undefined): ReturnType<Parameters<typeof readRespondents>[2]> => {
    const byCode = area === undefined ? undefined : codes.get(area.toUpperCase())
    const country = countryName ? names.country(countryName) : (byCode ?? (area === undefined ? undefined : names.country(area)))
    if (country === undefined) return 'country-unknown'
    if (!within(reach, { country })) return 'country-not-yours'
    if (area === undefined) return { country, place: country }
    const place = byCode === country ? area.toUpperCase() : names.area(country, area)
    return place === undefined ? 'place-unknown' : { country, place }
  }

export async function readSurveys(ctx: Context, code: string): Promise<Survey[]> {
  visible(ctx, 'plan.read')
  return surveysOf(ctx, (await getPlan(ctx.db, code)).id)
}

export async function readSurvey(ctx: Context, code: string, id: string): Promise<Survey> {
  visible(ctx, 'plan.read')
  const [survey] = await surveysOf(ctx, (await getPlan(ctx.db, code)).id, id)
  return survey ?? notFound('survey', id)
}

export async function getSurvey(ctx: Context, planId: number, id: string): Promise<StoredSurvey> {
  const [survey] = await listSurveys(ctx.db, planId, id)
  return survey ?? notFound('survey', id)
}

/** With people, from the projections as they stand today. */
async function surveysOf(ctx: Context, planId: number, id?: string): Promise<Survey[]> {
  const surveys = await listSurveys(ctx.db, planId, id)
  const projected = await projectedPeople(ctx.db, planId)
  const codes = [...new Set(surveys.flatMap((s) => s.result.map((r) => r.place)))]
  const names = await namesOf(ctx.db, codes, ctx.language)
  return surveys.map(({ result, ...survey }) => ({
    ...survey,
    places: result.map((place) =>
      placeWithPeople(place, measuresOf(survey.weights), names.get(place.place) ?? place.place, projected.get(place.place)),
    ),
    may: { apply: result.some(({ country }) => may(ctx, 'needs.edit', { country })) },
  }))
}

function placeWithPeople(
  { shares, ...place }: PlaceResult,
  measures: string[],
  name: string,
  projected: number | undefined,
): Survey['places'][number] {
  const found = measures.flatMap((sector) => (shares[sector] ? [{ sector, ...shares[sector] }] : []))
  const lines = found.map((one) => ({ ...one, people: projected === undefined ? null : peopleFrom(one, projected) }))
  return { ...place, name, projected: projected ?? null, shares: lines }
}

/** People expected in each country, all groups. */
async function projectedPeople(db: Db, planId: number): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  for (const { country, people } of await listProjections(db, planId)) sums.set(country, (sums.get(country) ?? 0) + people)
  return sums
}

async function namesOf(db: Db, codes: string[], language: string): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const places = await db.selectFrom('places').select(['code', 'names']).where('code', 'in', codes).execute()
  return new Map(
    places.map(({ code, names }) => [
      code,
      (names as Record<string, string>)[language] ?? (names as Record<string, string>).en ?? code,
    ]),
  )
}
