/** Need and target of a place side by side. */
import type { Intersector, IntersectorLine, What } from '../../modules/plan/needs/contract.ts'

export type Figures = Partial<Record<What, IntersectorLine>>
export type PlaceLine = {
  key: string
  country: string
  level: IntersectorLine['level']
  place: string
  name: string
  countryName: string
  total: Figures
  groups: Partial<Record<What, IntersectorLine[]>>
}

/** Places in the order of the table of needs; those that only the targets name come after. */
export function placeLines(needs: Intersector, targets: Intersector): PlaceLine[] {
  const lines = new Map<string, PlaceLine>()
  for (const table of [needs, targets])
    for (const line of table.lines) {
      const key = `${line.level}-${line.place}`
      const { country, level, place, countryName } = line
      const name = needs.by === 'country' ? countryName : line.placeName
      const entry: PlaceLine = lines.get(key) ?? { key, country, level, place, name, countryName, total: {}, groups: {} }
      if (line.group === 'total') entry.total[table.what] = line
      else entry.groups[table.what] = [...(entry.groups[table.what] ?? []), line]
      lines.set(key, entry)
    }
  // The country's own row before its places.
  const all = [...lines.values()]
  return needs.by === 'country' ? all : [...all.filter((l) => l.level === 'country'), ...all.filter((l) => l.level !== 'country')]
}

export const whats = (shown: 'both' | What): What[] => (shown === 'both' ? ['need', 'target'] : [shown])

/** What the places of a country add up to, beside its own row. */
export function partsOf(lines: PlaceLine[], what: What): { own: number; parts: number } | undefined {
  const own = lines.find((line) => line.level === 'country')?.total[what]
  const parts = lines.flatMap((line) => (line.level !== 'country' && line.total[what] ? [line.total[what].total] : []))
  return own && parts.length > 0 ? { own: own.total, parts: parts.reduce((a, b) => a + b, 0) } : undefined
}
