/** What the rows of a plan and period come to, in no text yet: sums by sector, country and kind, people by the stored method, printed totals. */
import { sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import type { Figure } from '../../figures/contract.ts'
import { reachedBy, within } from '../../figures/queries.ts'
import { linkOf } from '../../figures/rules.ts'
import type { Method } from '../../plan/contract.ts'
import { listPrinted } from '../queries.ts'
import { keyOf } from '../rules/keys.ts'
import { defaultMethod, type Period, type Reference } from '../rules/references.ts'
import { type Ground, loadGround, type Source } from './loading.ts'

/** Rows of one sector, country and kind, added; country '' where none is known or the work was for the whole region. */
export type Cell = {
  sector: number
  country: string
  kind: string
  rows: number
  people: number
  trained: number
  output: number
  cashPeople: number
  cashValueUsd: number
}
export type Printed = { sectorId: number; people: number; countries: number }
/** What the rows of a plan, period and choice of rows come to: the same for every text about them, so never written to. */
export type Counts = {
  period: Period
  ground: Ground
  cells: Cell[]
  printed: Printed[]
  /** People by the stored method: by country, and in all under `everywhere`. */
  reached: Map<string, number>
  range: { least: number; most: number }
  countedAt: string
}

export const everywhere = 'all'

export async function gatherCounts(db: Db, source: Source): Promise<Counts> {
  const period: Period = { from: source.firstMonth, until: source.lastMonth, include: source.include }
  const countedAt = new Date().toISOString()
  const ground = await loadGround(db, source)
  const { plan } = ground
  const [byCountry, cells, printed] = [
    await reachedBy(db, plan, period, 'country', ['stored', ...comparable(plan)]),
    await listCells(db, plan.id, period),
    await listPrinted(db, source.firstMonth, source.lastMonth, plan.id),
  ]
  const total = byCountry.find((l) => l.key === null)?.values ?? []
  return {
    period,
    ground,
    cells,
    printed,
    reached: new Map(byCountry.map((l) => [l.key ?? everywhere, l.values[0] ?? 0])),
    range: { least: Math.min(...total), most: Math.max(...total) },
    countedAt,
  }
}

/** Methods that this plan's rows can feed: without breakdowns, only those that add or compare whole sectors. */
function comparable({ asks, methods, defaultMethod }: Ground['plan']): Method[] {
  const byAge = asks.includes('age-gender')
  const cone = methods.some((m) => m.method === 'southern-cone') || defaultMethod === 'southern-cone'
  return [
    'sum',
    'max-sector',
    ...(cone ? (['southern-cone'] as const) : []),
    ...(byAge ? (['max-age-gender'] as const) : []),
    ...(byAge && asks.includes('population') ? (['max-cell'] as const) : []),
  ]
}

async function listCells(db: Db, planId: number, period: Period): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select sector_id as sector, case country when 'ZZ' then '' else country end as country, kind, sum(rows)::bigint as rows, sum(new_people) filter (where kind = 'direct') as people,
      sum(people_in_month) filter (where kind = 'capacity') as trained, sum(output_quantity) filter (where kind = 'output') as output,
      sum(cash_people) as cash_people, sum(cash_value_usd) as cash_value_usd
    from activity_sums where ${within(planId, period)} group by 1, 2, 3 having sum(rows) <> 0`.execute(db)
  return rows.map((c) => ({ ...c, people: c.people ?? 0, trained: c.trained ?? 0, output: c.output ?? 0 }))
}

export const added = { people: 'people', trained: 'trained', output: 'output', rows: 'rows' } as const

export const kindOf = { people: 'direct', countries: 'direct', trained: 'capacity', output: 'output' } as const

/** A figure of the tables, from the sums already read. */
export function tableFigure(
  counts: Counts,
  measure: Reference['measure'],
  { sector, country }: { sector?: number | undefined; country?: string | undefined },
): { key: string; figure: Figure } {
  const scope = { ...(sector === undefined ? {} : { sector }), ...(country === undefined ? {} : { country }) }
  const reference: Reference = { measure, ...counts.period, ...scope, method: defaultMethod(sector) }
  const kind = measure in kindOf ? kindOf[measure as keyof typeof kindOf] : undefined
  const cells = counts.cells.filter(
    (c) =>
      (kind === undefined || c.kind === kind) &&
      (sector === undefined || c.sector === sector) &&
      (country === undefined || c.country === country),
  )
  // A cell has a number of its own kind only.
  const reported = cells.filter((c) => c.country !== '' && c.people + c.trained + c.output > 0)
  const countries = [...new Set(reported.map((c) => c.country))].sort()
  const value =
    measure === 'countries'
      ? countries.length
      : measure === 'people' && sector === undefined
        ? (counts.reached.get(country ?? everywhere) ?? 0)
        : sum(cells, added[measure as keyof typeof added])
  return {
    key: keyOf(reference, counts.period),
    figure: {
      reference,
      value,
      unit: `reports.measure.${measure}`,
      rows: sum(cells, 'rows'),
      countries,
      countedAt: counts.countedAt,
      link: linkOf(counts.ground.plan.code, reference),
    },
  }
}
export const sum = (cells: Cell[], what: Exclude<keyof Cell, 'country' | 'kind' | 'sector'>): number =>
  cells.reduce((total, c) => total + c[what], 0)
