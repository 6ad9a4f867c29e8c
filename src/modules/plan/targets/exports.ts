/** The check as files: one line per cell above need, and the list a country negotiates with. */
import { writeXlsx } from 'hucre/xlsx'
import type { Translate } from '../../../core/i18n.ts'
import { csvText, guarded, sheetName } from '../../../core/sheets.ts'
import { type CheckedLine, checkedCells, type TargetCheck } from './contract.ts'
import type { Above } from './rules.ts'

const header = ['country', 'admin1', 'sector', 'population', 'age', 'target', 'need', 'above', 'organisations', 'activities']

/** Cells above need, area by area; organisations with their people, the most first. */
export const checkCsv = (check: TargetCheck): string =>
  csvText([header, ...check.lines.flatMap((line) => line.above.map((above) => csvLine(line, above)))])

function csvLine(line: CheckedLine, { cell, target, need, above }: Above): (string | number)[] {
  const parts = partsIn(line, cell)
  const [population = '', age = ''] = cell.split('_')
  const organisations = parts.map((p) => `${p.name} (${p.people})`).join('; ')
  const activities = parts.reduce((sum, p) => sum + p.activities, 0)
  return [line.countryName, line.placeName, line.sectorName, population, age, target, need, above, organisations, activities]
}

/** Who contributes to one cell, the most people first. */
function partsIn(line: CheckedLine, cell: Above['cell']) {
  const at = checkedCells.indexOf(cell)
  return line.organisations
    .map(({ name, activities, people }) => ({ name, activities, people: people[at] ?? 0 }))
    .filter((part) => part.people > 0)
    .toSorted((a, b) => b.people - a.people)
}

const columns = [
  'admin1',
  'sector',
  'population',
  'age',
  'target',
  'need',
  'above',
  'organisation',
  'people',
  'share',
  'activities',
] as const

/** One sheet per country, one row per cell and organisation: who would have to give way, and by how much. */
export function checkXlsx(check: TargetCheck, t: Translate): Promise<Uint8Array> {
  const head = columns.map((column) => t(`plan.targets.column.${column}`))
  const sheets = [...Map.groupBy(check.lines, (line) => line.countryName)].map(([country, lines]) => ({
    name: sheetName(country),
    rows: [head, ...lines.flatMap((line) => line.above.flatMap((above) => negotiationRows(line, above, t)))],
    columns: columns.map((column) => ({
      width: column === 'organisation' || column === 'admin1' || column === 'sector' ? 30 : 16,
    })),
    freezePane: { rows: 1, columns: 2 },
  }))
  const none = { name: t('plan.targets.sheet'), rows: [head, [t('plan.targets.none-above')]] }
  return writeXlsx({ properties: { creator: 'Senda' }, sheets: sheets.length > 0 ? sheets : [none] })
}

function negotiationRows(line: CheckedLine, { cell, target, need, above }: Above, t: Translate): (string | number)[][] {
  const [population, age] = cell.split('_')
  const named = [
    guarded(line.placeName),
    guarded(line.sectorName),
    t(`plan.targets.population.${population}`),
    t(`plan.targets.age.${age}`),
  ]
  return partsIn(line, cell).map((part) => [
    ...named,
    target,
    need,
    above,
    guarded(part.name),
    part.people,
    Math.round((1000 * part.people) / target) / 1000,
    part.activities,
  ])
}
