/** Writes what a survey found as people in need of the plan: one country row per sector. */
import { visible, within } from '../../../../core/access.ts'
import type { Context } from '../../../../core/context.ts'
import { type Db, transact } from '../../../../core/database.ts'
import { record } from '../../../../core/events.ts'
import { translator } from '../../../../core/i18n.ts'
import { fold } from '../../../../core/text.ts'
import type { Plan, Sector } from '../../contract.ts'
import { getPlan, listSectors } from '../../queries.ts'
import { openVersion } from '../../versions/open.ts'
import type { CellSource, SurveyApplied, SurveyIndicator } from '../contract.ts'
import { copyRows, countriesNamed, findTable, listRows, type StoredRow, saveTable, updateRows } from '../queries.ts'
import { type AgeShares, type ByGroup, cellsFrom } from '../rules/apply.ts'
import { ownHeaders } from '../rules/columns.ts'
import { listProjections } from '../scenario/queries.ts'
import { getSurvey } from './actions.ts'
import { listedShares, markApplied, type PlaceResult, type StoredSurvey } from './queries.ts'

type Skipped = { country: string; sector: string; reason: 'no-projection' | 'no-sector' | 'no-age-shares' }
type Known = {
  sectors: Sector[]
  projected: Map<string, ByGroup>
  ages: (country: string, sector: number) => AgeShares | undefined
}
type Found = { country: string; sector: Sector; people: number[] }

/** All or nothing in one transaction; a sector that cannot be written is named with the reason. */
export async function applySurvey(ctx: Context, code: string, id: string): Promise<SurveyApplied> {
  const reach = visible(ctx, 'needs.edit')
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    await openVersion(db, plan, ctx.actor.id)
    const survey = await getSurvey({ ...ctx, db }, plan.id, id)
    const mine = survey.result.filter((r) => r.place === r.country && within(reach, { country: r.country }))
    const standing = await listRows(db, plan.id, 'need', { lock: true })
    const known = await load(db, plan, standing)
    const { found, skipped } = peopleFound(mine, survey, known)
    const source: CellSource = {
      source: `household survey ${survey.fileName}`,
      dated: survey.dated,
      by: ctx.actor.name || ctx.actor.id,
      at: new Date().toISOString(),
    }
    await write(db, plan, standing, found, source)
    if (found.length > 0) await markApplied(db, id)
    await record(db, ctx.actor, 'needs.applied', code, { survey: id, written: found.length })
    const t = translator(ctx.language)
    const names = new Map((await countriesNamed(db, ctx.language)).map((c) => [c.code, c.name]))
    const said = (s: Skipped) => t(`plan.needs.survey.${s.reason}`, { ...s, country: names.get(s.country) ?? s.country })
    return { written: found.length, skipped: skipped.map((s) => ({ ...s, sentence: said(s) })) }
  })
}

async function load(db: Db, plan: Plan, standing: StoredRow[]): Promise<Known> {
  const projected = new Map<string, ByGroup>()
  for (const { country, group, people } of await listProjections(db, plan.id))
    projected.set(country, { ...projected.get(country), [group]: people })
  return { sectors: await listSectors(db, plan.id), projected, ages: await ageShares(db, plan.id, standing) }
}

/** By the plan's list of proportions for country and sector, else as the table of needs has them; nothing is guessed beyond that. */
async function ageShares(db: Db, planId: number, standing: StoredRow[]): Promise<Known['ages']> {
  const listed = await listedShares(db, planId)
  return (country, sector) => {
    const mine = listed.filter((l) => l.country === country && l.sectorId === sector)
    const whole = mine.filter((l) => l.admin1 === '')
    const averaged = whole.length > 0 ? whole : mine
    if (averaged.length > 0)
      return (['girls', 'boys', 'women', 'men'] as const).map((age) =>
        averaged.reduce((sum, l) => sum + l[age], 0),
      ) as unknown as AgeShares
    const rows = standing.filter((r) => r.country === country && r.sectorId === sector && !r.isDoubled)
    const sums = [0, 1, 2, 3].map((age) =>
      rows.reduce((sum, r) => sum + r.people.reduce((all, n, cell) => all + (cell % 4 === age ? n : 0), 0), 0),
    )
    return sums.some((n) => n > 0) ? (sums as unknown as AgeShares) : undefined
  }
}

function peopleFound(places: PlaceResult[], { weights }: StoredSurvey, known: Known): { found: Found[]; skipped: Skipped[] } {
  const [found, skipped]: [Found[], Skipped[]] = [[], []]
  for (const { country, shares } of places) {
    const projected = known.projected.get(country)
    if (!projected) skipped.push({ country, sector: '', reason: 'no-projection' })
    for (const { measure, look } of projected ? sectorsOf(weights) : []) {
      const sector = sectorFor(known.sectors, look)
      const ages = sector && known.ages(country, sector.id)
      if (!sector || !ages) skipped.push({ country, sector: measure, reason: sector ? 'no-age-shares' : 'no-sector' })
      else found.push({ country, sector, people: cellsFrom(shares[measure]?.share ?? 0, projected!, ages) })
    }
  }
  return { found, skipped }
}

const sectorsOf = (weights: SurveyIndicator[]): { measure: string; look: string | undefined }[] => [
  ...new Map([
    ...weights.map((w) => [w.sector, { measure: w.sector, look: w.look }] as const),
    ...weights.flatMap((w) => (w.part === undefined ? [] : [[w.part, { measure: w.part, look: w.partLook }] as const])),
  ]).values(),
]

/** Of several sectors with the same look the general one, else the first. */
function sectorFor(sectors: Sector[], look: string | undefined): Sector | undefined {
  const alike = sectors.filter((s) => s.look === look)
  return alike.find((s) => /\bgeneral\b/.test(fold(s.name))) ?? alike[0]
}

async function write(db: Db, plan: Plan, standing: StoredRow[], found: Found[], source: CellSource): Promise<void> {
  const rowOf = ({ country, sector }: Found) =>
    standing.find((r) => !r.isDoubled && r.country === country && r.level === 'country' && r.sectorId === sector.id)
  const changed = found.flatMap((f) =>
    rowOf(f) ? [{ line: rowOf(f)!.line, people: f.people, blank: 0, sources: { '*': source } }] : [],
  )
  if (changed.length > 0) await updateRows(db, plan.id, 'need', changed)
  const names = new Map(
    (await db.selectFrom('places').select(['code', 'names', 'platform']).where('level', '=', 0).execute()).map((p) => [
      p.code,
      p,
    ]),
  )
  const last = standing.at(-1)?.line ?? 1
  const fresh = found.filter((f) => !rowOf(f))
  const rows = fresh.map(({ country, sector, people }, i): StoredRow => {
    const place = names.get(country)
    const written = [
      place?.platform ?? '',
      (place?.names as { en?: string } | undefined)?.en ?? country,
      'Country level',
      sector.name,
    ]
    const about = { level: 'country' as const, place: country, sectorId: sector.id, isDoubled: false, blank: 0, version: 1 }
    return { ...about, line: last + 1 + i, country, people, written, sources: { '*': source }, changedAt: source.at }
  })
  if (rows.length > 0) await copyRows(db, plan.id, 'need', rows)
  if (found.length > 0 && !(await findTable(db, plan.id, 'need')))
    await saveTable(db, plan.id, 'need', { ...source, headers: ownHeaders('need'), decimals: 0 })
}
