/** Country outlines ready to draw: from the TopoJSON, equal-area, thinned once so that frontiers still meet. Computed at first use. */
import { readFileSync } from 'node:fs'

type Point = [number, number]
type Topology = {
  arcs: Point[][]
  transform: { scale: Point; translate: Point }
  objects: { admin1: { geometries: { arcs: unknown[]; properties: { country: string } }[] } }
}

export const width = 1120
export const height = 1290
const size = 830
const origin: Point = [586, 604]
const rad = Math.PI / 180
const centre: Point = [-72 * rad, -8 * rad]

/** Lambert azimuthal equal-area: a shaded country must not look larger than it is. */
export function project([lon, lat]: Point): Point {
  const l = lon * rad - centre[0]
  const p = lat * rad
  const k = Math.sqrt(2 / (1 + Math.sin(centre[1]) * Math.sin(p) + Math.cos(centre[1]) * Math.cos(p) * Math.cos(l)))
  const x = size * k * Math.cos(p) * Math.sin(l)
  const y = -size * k * (Math.cos(centre[1]) * Math.sin(p) - Math.sin(centre[1]) * Math.cos(p) * Math.cos(l))
  return [x + origin[0], y + origin[1]]
}

/** Douglas–Peucker. */
function thin(points: Point[], tolerance: number): Point[] {
  if (points.length < 3) return points
  const [a, b] = [points[0]!, points.at(-1)!]
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const long = Math.hypot(dx, dy)
  let [far, at] = [0, 0]
  points.forEach((q, i) => {
    const d = long ? Math.abs(dy * (q[0] - a[0]) - dx * (q[1] - a[1])) / long : Math.hypot(q[0] - a[0], q[1] - a[1])
    if (d > far) [far, at] = [d, i]
  })
  return far > tolerance
    ? [...thin(points.slice(0, at + 1), tolerance).slice(0, -1), ...thin(points.slice(at), tolerance)]
    : [a, b]
}

function absolute(topology: Topology): Point[][] {
  const { scale, translate } = topology.transform
  return topology.arcs.map((arc) => {
    let [x, y] = [0, 0]
    const points = arc.map(([dx, dy]): Point => {
      x += dx
      y += dy
      return project([x * scale[0] + translate[0], y * scale[1] + translate[1]])
    })
    return thin(points, 1.7)
  })
}

/** An arc that only one admin 1 of a country uses is a piece of that country's outline. */
function outlinePieces(topology: Topology, arcs: Point[][]): Map<string, Point[][]> {
  const uses = new Map<string, Map<number, number[]>>()
  for (const { arcs: used, properties } of topology.objects.admin1.geometries) {
    const own = uses.get(properties.country) ?? uses.set(properties.country, new Map()).get(properties.country)!
    for (const i of used.flat(8) as number[]) own.set(i < 0 ? ~i : i, [...(own.get(i < 0 ? ~i : i) ?? []), i])
  }
  const once = (own: Map<number, number[]>) => [...own.values()].flatMap((u) => (u.length === 1 ? u : []))
  const pieces = (i: number) => (i < 0 ? [...arcs[~i]!].reverse() : arcs[i]!)
  return new Map([...uses].map(([country, own]) => [country, once(own).map(pieces)]))
}

const same = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1]
const area = (r: Point[]) =>
  Math.abs(r.reduce((s, p, i) => s + p[0] * r[(i + 1) % r.length]![1] - p[1] * r[(i + 1) % r.length]![0], 0)) / 2

function joined(pieces: Point[][]): Point[][] {
  const open = [...pieces]
  const rings: Point[][] = []
  for (let ring = open.pop(); ring; ring = open.pop()) {
    for (let next = 0; !same(ring[0]!, ring.at(-1)!); ) {
      next = open.findIndex((o) => same(o[0]!, ring!.at(-1)!))
      if (next < 0) break
      ring = ring.concat(open.splice(next, 1)[0]!.slice(1))
    }
    rings.push(ring)
  }
  return rings.sort((a, b) => area(b) - area(a)).filter((r, i) => i === 0 || area(r) > 40)
}

/** Whole-number points, doubled ones left out: 8 kB for 18 countries. */
const settled = (ring: Point[]): Point[] =>
  ring.map(([x, y]): Point => [Math.round(x), Math.round(y)]).filter((p, i, all) => i === 0 || !same(p, all[i - 1]!))

const pathOf = (ring: Point[]) => {
  const [start, ...rest] = ring as [Point, ...Point[]]
  const steps = rest
    .map((p, i) => `${p[0] - ring[i]![0]} ${p[1] - ring[i]![1]}`)
    .join(' ')
    .replaceAll(' -', '-')
  return `M${start[0]} ${start[1]}l${steps}z`
}

export type Outline = { country: string; rings: Point[][]; path: string }
let outlines: Outline[] | undefined

export function countryOutlines(): Outline[] {
  if (outlines) return outlines
  const topology: Topology = JSON.parse(readFileSync(new URL('../../../db/sample/outlines.topo.json', import.meta.url), 'utf8'))
  const pieces = outlinePieces(topology, absolute(topology))
  outlines = [...pieces].sort().map(([country, own]) => {
    const rings = joined(own).map(settled)
    return { country, rings, path: rings.map(pathOf).join('') }
  })
  return outlines
}
