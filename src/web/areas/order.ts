/** The order of objectives and areas with one of them moved. */
import type { AreaOrder, CrisisPlan } from '../../modules/plan/areas/contract.ts'

/** One step up or down; an area at the end of its objective goes on into the next. undefined: there is no further. */
export function moved(all: CrisisPlan, id: string, by: -1 | 1): AreaOrder | undefined {
  const objectives = all.objectives.map((o) => ({ id: o.id, areas: o.areas.map((a) => a.id) }))
  const at = objectives.findIndex((o) => o.id === id)
  if (at >= 0) return swap(objectives, at, at + by) ? { objectives } : undefined
  const within = objectives.findIndex((o) => o.areas.includes(id))
  const areas = objectives[within]?.areas
  if (!areas) return undefined
  const place = areas.indexOf(id)
  if (swap(areas, place, place + by)) return { objectives }
  const next = objectives[within + by]
  if (!next) return undefined
  areas.splice(place, 1)
  next.areas.splice(by < 0 ? next.areas.length : 0, 0, id)
  return { objectives }
}

function swap<V>(list: V[], one: number, other: number): boolean {
  const [a, b] = [list[one], list[other]]
  if (a === undefined || b === undefined) return false
  list[one] = b
  list[other] = a
  return true
}
