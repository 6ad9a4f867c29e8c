/** Intersector figures as a file. */
import type { Translate } from '../../../core/i18n.ts'
import { csvText } from '../../../core/sheets.ts'
import type { Intersector, IntersectorLine } from './contract.ts'

const header = ['country', 'admin1', 'group', 'girls', 'boys', 'women', 'men', 'total']
const ages = ['girls', 'boys', 'women', 'men', 'total'] as const

/** @param withParts after each country that has a row of its own: what its parts add up to, and the difference */
export function intersectorCsv({ lines, gaps }: Intersector, withParts: boolean, t: Translate): string {
  const rowOf = (line: IntersectorLine, place = line.placeName) => [
    line.countryName,
    place,
    line.group,
    ...ages.map((age) => line[age]),
  ]
  const rows = lines.flatMap((line) => {
    const gap = withParts && line.group === 'total' ? gaps.find((g) => g.country === line.country) : undefined
    if (!gap) return [rowOf(line)]
    const own = lines.filter((l) => l.country === line.country)
    const differences = gap.lines.map((parts, i) => ({
      ...parts,
      ...Object.fromEntries(ages.map((age) => [age, own[i]![age] - parts[age]])),
    }))
    return [
      rowOf(line),
      ...gap.lines.map((l) => rowOf(l, t('plan.needs.parts'))),
      ...differences.map((l) => rowOf(l, t('plan.needs.difference'))),
    ]
  })
  return csvText([header, ...rows])
}
