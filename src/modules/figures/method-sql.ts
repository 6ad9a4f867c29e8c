/** The five methods in SQL, as aggregates over the sectors of one area and month (`s`): every method in the same pass. */
import { type RawBuilder, sql } from 'kysely'
import type { Method } from '../plan/contract.ts'
import type { ReachedMethod } from './contract.ts'

export const populationColumns = ['in_destination', 'in_transit', 'host_community', 'pendular', 'returnees'] as const
export const ageGenderColumns = ['girls', 'boys', 'women', 'men', 'other_under18', 'other_adult'] as const
const sharedColumns = ['girls', 'boys', 'women', 'men'] as const
export const cellColumns = [...populationColumns, ...ageGenderColumns] as const
export type CellColumn = (typeof cellColumns)[number]

type Sql = RawBuilder<unknown>
const plus = (parts: string[]): string => parts.join(' + ')
/** The largest of rounded numbers is the largest number, rounded: once per area, not once per sector. */
const split = (population: string, cell: string) => `round(max(split_${population}_${cell}))`

/** What a method makes of an area. */
const peopleText: Record<Method, string> = {
  sum: 'sum(new_people)',
  'max-sector': 'max(new_people)',
  'max-age-gender': plus(sharedColumns.map((cell) => `max(${cell})`)),
  'southern-cone': `coalesce(max(new_people) filter (where part = 'largest'), 0) + coalesce(sum(new_people) filter (where part = 'added'), 0)`,
  'max-cell': plus(populationColumns.flatMap((population) => sharedColumns.map((cell) => split(population, cell)))),
}

/** What it keeps of one cell of the breakdowns. Needs `size_rank` and `part_rank`. */
function cellText(method: Method, cell: CellColumn): string {
  const isShared = (sharedColumns as readonly string[]).includes(cell)
  const isPopulation = (populationColumns as readonly string[]).includes(cell)
  if (method === 'sum') return `sum(${cell})`
  if (method === 'max-sector') return `coalesce(sum(${cell}) filter (where size_rank = 1), 0)`
  if (method === 'southern-cone')
    return `coalesce(sum(${cell}) filter (where part = 'added' or (part = 'largest' and part_rank = 1)), 0)`
  if (!isShared && !isPopulation) return '0'
  if (method === 'max-age-gender') return `max(${cell})`
  return isPopulation ? plus(sharedColumns.map((c) => split(cell, c))) : plus(populationColumns.map((p) => split(p, cell)))
}

/** `stored` is, in each area, the method of its country; `stored` in the statement is that country's method. */
function withStored(method: ReachedMethod, storedOnes: Method[], textOf: (method: Method) => string): string {
  if (method !== 'stored') return textOf(method)
  if (storedOnes.length === 1) return textOf(storedOnes[0]!)
  return `case min(stored_method) ${storedOnes.map((m) => `when '${m}' then ${textOf(m)}`).join(' ')} else 0 end`
}

export const peopleIn = (method: ReachedMethod, storedOnes: Method[]): Sql =>
  sql.raw(withStored(method, storedOnes, (m) => peopleText[m]))
export const cellIn = (method: ReachedMethod, cell: CellColumn, storedOnes: Method[]): Sql =>
  sql.raw(withStored(method, storedOnes, (m) => cellText(m, cell)))

/** What the methods need to know of each sector's sums. */
export type Needs = { cells: boolean; splits: boolean; ranks: boolean; stored: boolean }
export const needsOf = (methods: ReachedMethod[], storedOnes: Method[], breakdown: boolean): Needs => {
  const all = methods.flatMap((m) => (m === 'stored' ? storedOnes : [m]))
  const splits = all.includes('max-cell')
  return { splits, ranks: breakdown, cells: breakdown, stored: methods.includes('stored') && storedOnes.length > 1 }
}

const sumsOf = (columns: readonly string[]) => columns.map((c) => `sum(${c}) ${c}`).join(', ')
/** Sums a sector needs, from the summary table: no column more, they are what the statement spends its time on. */
export const sectorSums = ({ cells, splits }: Needs, methods: ReachedMethod[], storedOnes: Method[]): Sql => {
  const shared =
    splits || methods.includes('max-age-gender') || (methods.includes('stored') && storedOnes.includes('max-age-gender'))
  const ageGender = cells ? ageGenderColumns : shared ? sharedColumns : []
  return sql.raw(sumsOf(['rows', 'new_people', ...(cells || splits ? populationColumns : []), ...ageGender]))
}

/**
 * The columns that methods by cell and breakdowns add to each sector `g` of an area `over` (a partition). Twenty splits: by the plan's shares of the area,
 * else of the country; where it has none by what the sector reported, else evenly.
 */
export function sectorColumns({ splits, ranks }: Needs, over: string): Sql {
  const cut = populationColumns.flatMap((p) =>
    sharedColumns.map(
      (c) =>
        `, case when g.${p} = 0 then 0 when coalesce(h.girls, w.girls) is not null then g.${p} * coalesce(h.${c}, w.${c}) when reported = 0 then g.${p} / 4 else g.${p} * g.${c} / reported end split_${p}_${c}`,
    ),
  )
  const ranked = `, row_number() over (partition by ${over} order by g.new_people desc, g.sector_id) size_rank, row_number() over (partition by ${over}, southern_cone order by g.new_people desc, g.sector_id) part_rank`
  return sql.raw(`${splits ? cut.join('') : ''}${ranks ? ranked : ''}`)
}

/** The plan's shares of a sector's sums `g`: `h` of the area, `w` of the whole country. */
export const sharesJoin = ({ splits }: Needs, planId: number): Sql =>
  splits
    ? sql`cross join lateral (select g.girls + g.boys + g.women + g.men as reported) r
      left join plan_proportions h on h.plan_id = ${planId} and h.country = g.country and h.sector_id = g.sector_id and h.admin1 = g.admin1 and h.admin1 <> ''
      left join plan_proportions w on w.plan_id = ${planId} and w.country = g.country and w.sector_id = g.sector_id and w.admin1 = ''`
    : sql``
