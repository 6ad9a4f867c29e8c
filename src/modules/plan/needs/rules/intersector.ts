/** Figures of a place as lines by population group. Also runs in the browser. */
import { groups, type IntersectorLine, type Level } from '../contract.ts'

/** A place with its 20 cells, group by group. */
export type PlaceFigure = {
  country: string
  countryName: string
  level: Level
  place: string
  placeName: string
  people: number[]
}

/** One line per group, and last all groups together. */
export function linesOf({ people, ...place }: PlaceFigure): IntersectorLine[] {
  const byGroup = groups.map((group, i) => lineOf(group, people.slice(4 * i, 4 * i + 4)))
  const all = [0, 1, 2, 3].map((age) => [0, 1, 2, 3, 4].reduce((sum, group) => sum + people[4 * group + age]!, 0))
  return [...byGroup, lineOf('total', all)].map((line) => ({ ...place, ...line }))
}

function lineOf(group: IntersectorLine['group'], [girls = 0, boys = 0, women = 0, men = 0]: number[]) {
  return { group, girls, boys, women, men, total: girls + boys + women + men }
}
