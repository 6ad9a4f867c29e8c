/** People reached by the five methods: the reference, in plain words. The database's statement must say the same. Pure; also runs in the browser. */
import type { Kind, Method } from '../plan/contract.ts'
import type { FigureReference, Measure } from './contract.ts'

export const populationCells = ['inDestination', 'inTransit', 'hostCommunity', 'pendular', 'returnees'] as const
export const ageGenderCells = ['girls', 'boys', 'women', 'men', 'otherUnder18', 'otherAdult'] as const
/** The four that the plan's shares and the methods by cell know. */
export const sharedCells = ['girls', 'boys', 'women', 'men'] as const
export type Population = (typeof populationCells)[number]
export type AgeGender = (typeof ageGenderCells)[number]
export type Shares = Record<(typeof sharedCells)[number], number>

/** Direct rows of one sector in one area and month, added. `part`: what the sector is in the southern-cone method. `shares`: the plan's, if any. */
export type SectorGroup = {
  country: string
  admin1: string
  month: string
  sector: number
  part: 'largest' | 'added' | null
  newPeople: number
  shares: Shares | null
} & Record<Population | AgeGender, number>

export type Cells = Record<Population | AgeGender, number>
const noCells = (): Cells => Object.fromEntries([...populationCells, ...ageGenderCells].map((c) => [c, 0])) as Cells

/** People reached by a method over any number of areas and months. */
export const peopleReached = (method: Method, groups: SectorGroup[]): number =>
  sum(areasOf(groups).map((area) => peopleInArea(method, area)))

/** The same by population group and by age and gender, as far as the method keeps them. */
export function cellsReached(method: Method, groups: SectorGroup[]): Cells {
  const cells = noCells()
  for (const area of areasOf(groups))
    for (const [cell, value] of Object.entries(cellsInArea(method, area))) cells[cell as AgeGender] += value
  return cells
}

/** One area in one month: its sectors. Areas and months are added; sectors are what the methods differ in. */
const areasOf = (groups: SectorGroup[]): SectorGroup[][] => [
  ...Map.groupBy(groups, (g) => `${g.country}|${g.admin1}|${g.month}`).values(),
]

function peopleInArea(method: Method, area: SectorGroup[]): number {
  if (method === 'sum') return sum(area.map((g) => g.newPeople))
  if (method === 'max-sector') return most(area.map((g) => g.newPeople))
  if (method === 'max-age-gender') return sum(sharedCells.map((cell) => most(area.map((g) => g[cell]))))
  if (method === 'southern-cone')
    return most(withPart(area, 'largest').map((g) => g.newPeople)) + sum(withPart(area, 'added').map((g) => g.newPeople))
  return sum(populationCells.flatMap((population) => sharedCells.map((cell) => largestSplit(area, population, cell))))
}

function cellsInArea(method: Method, area: SectorGroup[]): Cells {
  if (method === 'sum') return added(area)
  if (method === 'max-sector') return added(area.toSorted(bySize).slice(0, 1))
  if (method === 'southern-cone')
    return added([...withPart(area, 'largest').toSorted(bySize).slice(0, 1), ...withPart(area, 'added')])
  const cells = noCells()
  if (method === 'max-age-gender')
    for (const cell of [...populationCells, ...sharedCells]) cells[cell] = most(area.map((g) => g[cell]))
  else
    for (const population of populationCells)
      for (const cell of sharedCells) {
        const largest = largestSplit(area, population, cell)
        cells[population] += largest
        cells[cell] += largest
      }
  return cells
}

const withPart = (area: SectorGroup[], part: 'largest' | 'added') => area.filter((g) => g.part === part)
/** The largest first; of equals the sector with the lower number, so that the same rows always give the same breakdown. */
const bySize = (a: SectorGroup, b: SectorGroup) => b.newPeople - a.newPeople || a.sector - b.sector

function added(area: SectorGroup[]): Cells {
  const cells = noCells()
  for (const group of area) for (const cell of [...populationCells, ...ageGenderCells]) cells[cell] += group[cell]
  return cells
}

/** One of the 20 cells: the sector with the most, each sector's population group split by its shares and rounded. */
const largestSplit = (area: SectorGroup[], population: Population, cell: (typeof sharedCells)[number]): number =>
  most(area.map((group) => split(group, population, cell)))

/** By the plan's shares; where the plan has none for the sector, by what the sector itself reported; where it reported none, evenly. */
function split(group: SectorGroup, population: Population, cell: (typeof sharedCells)[number]): number {
  if (group.shares) return roundedRatio(exactly(group[population]), exactly(group.shares[cell]), { units: 1n, scale: 0 })
  const reported = sum(sharedCells.map((c) => group[c]))
  const [part, whole] = reported === 0 ? [1, 4] : [group[cell], reported]
  return roundedRatio(exactly(group[population]), exactly(part), exactly(whole))
}

type Exact = { units: bigint; scale: number }

/** The decimal a number is written as. */
function exactly(number: number): Exact {
  const [digits = '0', exponent = '0'] = String(number).split('e')
  const [whole = '0', fraction = ''] = digits.split('.')
  const scale = fraction.length - Number(exponent)
  return scale >= 0
    ? { units: BigInt(whole + fraction), scale }
    : { units: BigInt(whole + fraction) * 10n ** BigInt(-scale), scale: 0 }
}

/** a × b ÷ c to a whole number, halves away from zero, with nothing lost on the way. */
function roundedRatio(a: Exact, b: Exact, c: Exact): number {
  const over = a.units * b.units * 10n ** BigInt(c.scale)
  const under = c.units * 10n ** BigInt(a.scale + b.scale)
  const negative = over < 0n !== under < 0n
  const [top, bottom] = [over < 0n ? -over : over, under < 0n ? -under : under]
  const rounded = Number((2n * top + bottom) / (2n * bottom))
  return negative ? -rounded : rounded
}

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0)
const most = (values: number[]): number => (values.length === 0 ? 0 : Math.max(...values))

const kindBehind: Partial<Record<Measure, Kind>> = {
  people: 'direct',
  countries: 'direct',
  share: 'direct',
  'cash-people': 'direct',
  trained: 'capacity',
  output: 'output',
}

/** The way down from a figure: the address of the grid that shows the rows behind it. */
export function linkOf(
  plan: string,
  { measure, from, until, include, country, admin1, sector, organisation, indicator }: FigureReference,
): string {
  const kind = kindBehind[measure]
  const filter = {
    plan,
    from,
    until,
    country,
    admin1,
    sector,
    organisation,
    indicator,
    kind,
    include: include === 'drafts' ? undefined : include,
  }
  const given = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return `/activities?${new URLSearchParams(given)}`
}
