/** Asked, given, missing: one query over the two views, summed by the database to the cent. */
import { type RawBuilder, sql } from 'kysely'
import { may, type Reach, visible } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { asReader, type Db } from '../../../core/database.ts'
import { type Texts, textIn, translator } from '../../../core/i18n.ts'
import type { Plan } from '../contract.ts'
import { getPlan } from '../queries.ts'
import type { ActivityState } from '../submissions/contract.ts'
import type { Basis, Coverage, CoverageBy, CoverageLine } from './contract.ts'

/** From submission on, and neither sent back nor withdrawn. */
export const askedStates: readonly ActivityState[] = ['submitted', 'endorsed', 'validated', 'approved', 'published']

/** Which requirements an asker may add up: open activities where they may see submissions, elsewhere the published ones. */
export type Asked = { basis: Basis; reach: Reach; condition: RawBuilder<boolean> }

export async function askedOf(ctx: Context, plan: Plan): Promise<Asked> {
  if (!(await hasActivities(ctx.db, plan.id))) return { basis: 'stated', reach: 'all', condition: sql<boolean>`basis = 'stated'` }
  if (!may(ctx, 'submission.read'))
    return { basis: 'published', reach: { countries: [], organisations: [] }, condition: published(null) }
  const reach = visible(ctx, 'submission.read')
  const open = sql<boolean>`(basis = 'open' and state = any(${[...askedStates]}::text[]))`
  if (reach === 'all') return { basis: 'open', reach, condition: open }
  return { basis: 'mixed', reach, condition: sql<boolean>`(${open} or ${published(reach)})` }
}

async function hasActivities(db: Db, planId: number): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from plan_activities where plan_id = ${planId} and state = any(${[...askedStates]}::text[]))
      or exists (select from published_activities where plan_id = ${planId}) as there`.execute(db)
  return rows[0]?.there ?? false
}

/** Published rows that the asker does not see as they stand now. */
const published = (reach: Exclude<Reach, 'all'> | null): RawBuilder<boolean> =>
  reach === null
    ? sql<boolean>`basis = 'published'`
    : sql<boolean>`(basis = 'published' and not coalesce(country = any(${reach.countries}::text[]), false) and not organisation_id = any(${reach.organisations}::int[])
        and not exists (select from plan_sectors s where s.id = sector_id and country || ':' || s.look = any(${reach.sectors ?? []}::text[])))`

type Summed = Omit<CoverageLine, 'name' | 'coverage'> & { place: string | null; isTotal: boolean; coverage: string | null }

const keys: Record<CoverageBy, RawBuilder<string | null>> = {
  country: sql`country`,
  sector: sql`sector_id::text`,
  organisation: sql`organisation_id::text`,
}

export async function readCoverage(ctx: Context, code: string, by: CoverageBy): Promise<Coverage> {
  visible(ctx, 'funding.read')
  const plan = await getPlan(ctx.db, code)
  const asked = await askedOf(ctx, plan)
  const rows = await sumsOf(ctx.db, plan.id, by, asked)
  const t = translator(ctx.language)
  const names = await namesOf(
    ctx,
    by,
    rows.flatMap((r) => (r.key === null ? [] : [r.key])),
  ) // prettier-ignore
  const lines = rows.filter((r) => !r.isTotal)
  const unspecified = lines.find((r) => r.key === null && r.place === null)
  const total = rows.find((r) => r.isTotal)
  return {
    plan: plan.code,
    by,
    basis: total?.requirement === '0.00' && asked.basis === 'stated' ? 'none' : asked.basis,
    lines: [
      ...lines
        .filter((r) => r !== unspecified)
        .map((r) => lineOf(r, r.place ?? names.get(r.key!) ?? r.key!))
        .sort((a, b) => a.name.localeCompare(b.name, ctx.language)),
      lineOf(unspecified ?? nothing, t('plan.funding.not-specified')),
    ],
    total: lineOf(total ?? nothing, t('plan.funding.total')),
    countedAt: new Date().toISOString(),
  }
}

const nothing: Summed = {
  key: null,
  place: null,
  isTotal: false,
  requirement: '0.00',
  inKind: '0.00',
  cash: '0.00',
  given: '0.00',
  received: '0.00',
  passedOn: '0.00',
  contributed: '0.00',
  pledged: '0.00',
  coverage: null,
  gap: '0.00',
  targetPeople: 0,
  costPerPerson: null,
} // prettier-ignore

const lineOf = ({ place: _p, isTotal: _t, coverage, ...sums }: Summed, name: string): CoverageLine => ({
  ...sums,
  name,
  coverage: coverage === null ? null : Number(coverage),
})

async function sumsOf(db: Db, planId: number, by: CoverageBy, asked: Asked): Promise<Summed[]> {
  const place = by === 'country' ? sql`place` : sql`null::text`
  const { rows } = await asReader(db, asked.reach, (reader) =>
    sql<Summed>`
      with parts as (
        select ${keys[by]} as key, ${place} as place, in_kind_usd, cash_usd, target_people, 0 as given, 0 as received, 0 as passed_on, 0 as usd, 0 as pledged_usd
        from plan_requirements where plan_id = ${planId} and ${asked.condition}
        union all
        select ${keys[by]}, ${place}, 0, 0, null, case when movement = 'given' then usd else 0 end, case when movement = 'received' then usd else 0 end,
          case when movement in ('passed-on', 'left') then -usd else 0 end, usd, pledged_usd
        from counted_contributions where plan_id = ${planId}
      ), sums as (
        select key, place, grouping(key) = 1 as is_total, coalesce(sum(in_kind_usd), 0) as in_kind, coalesce(sum(cash_usd), 0) as cash, coalesce(sum(given), 0) as given,
          coalesce(sum(received), 0) as received, coalesce(sum(passed_on), 0) as passed_on, coalesce(sum(usd), 0) as contributed, coalesce(sum(pledged_usd), 0) as pledged,
          coalesce(sum(target_people), 0) as target_people
        from parts group by grouping sets ((key, place), ())
      )
      select key, place, is_total, to_cents(in_kind + cash) as requirement, to_cents(in_kind) as in_kind, to_cents(cash) as cash, to_cents(given) as given,
        to_cents(received) as received, to_cents(passed_on) as passed_on, to_cents(contributed) as contributed, to_cents(pledged) as pledged,
        round(contributed / nullif(in_kind + cash, 0), 4)::text as coverage, to_cents(in_kind + cash - contributed) as gap, target_people,
        to_cents((in_kind + cash) / nullif(target_people, 0)) as cost_per_person
      from sums`.execute(reader),
  )
  return rows
}

/** Names in the asker's language, for codes of countries and numbers of sectors and bodies. */
async function namesOf(ctx: Context, by: CoverageBy, found: string[]): Promise<Map<string, string>> {
  const shown = (texts: unknown, otherwise: string): string => textIn(texts as Texts, ctx.language) || otherwise
  if (by === 'country') {
    const rows = await ctx.db
      .selectFrom('places')
      .select(['code', 'names'])
      .where((e) => e('code', '=', e.fn.any(e.val(found))))
      .execute() // prettier-ignore
    return new Map(rows.map((r) => [r.code, shown(r.names, r.code)]))
  }
  const ids = found.map(Number)
  if (by === 'sector') {
    const rows = await ctx.db
      .selectFrom('planSectors')
      .select(['id', 'name', 'names'])
      .where((e) => e('id', '=', e.fn.any(e.val(ids))))
      .execute() // prettier-ignore
    return new Map(rows.map((r) => [String(r.id), shown(r.names, r.name)]))
  }
  const rows = await ctx.db
    .selectFrom('organisations')
    .select(['id', 'names', 'acronym'])
    .where((e) => e('id', '=', e.fn.any(e.val(ids))))
    .execute() // prettier-ignore
  return new Map(rows.map((r) => [String(r.id), r.acronym || shown(r.names, String(r.id))]))
}
