/** The map of people by country, one drawing for page, PDF and DOCX: five classes of one blue, hatch for nothing reported, small islands as dots. */
import type { Translate } from '../../core/i18n.ts'
import type { OverviewDocument } from './contract.ts'
import { countryOutlines, height, project, width } from './outlines.ts'
import { grouped } from './rules/numbers.ts'

export type MapWords = { title: string; description: string; nothing: string; upTo: string; andMore: string; to: string }
type Place = OverviewDocument['countries'][number]
/** What a map shows, of a document or of a dashboard. */
export type Mapped = Pick<OverviewDocument, 'countries' | 'origins' | 'language'>

/** Where a name stands. Names of small countries are left out on narrow screens. */
const labels: Record<string, [x: number, y: number, anchor: 'start' | 'middle' | 'end', minor?: true]> = {
  CO: [582, 440, 'middle'],
  EC: [446, 545, 'end'],
  PE: [572, 655, 'middle'],
  BR: [790, 575, 'middle'],
  MX: [200, 190, 'middle'],
  BO: [708, 735, 'middle', true],
  AR: [668, 955, 'middle'],
  CL: [570, 900, 'end'],
  PY: [895, 862, 'start', true],
  UY: [895, 985, 'start', true],
  GY: [812, 402, 'start', true],
  VE: [660, 375, 'middle', true],
  CR: [380, 345, 'end', true],
  PA: [478, 425, 'end', true],
  DO: [640, 195, 'middle', true],
  AW: [560, 265, 'end', true],
  CW: [640, 268, 'start', true],
  TT: [760, 330, 'start', true],
}
const inside = ['CO', 'PE', 'BR', 'AR', 'BO', 'MX']
const islands: Record<string, [number, number]> = { AW: [-69.97, 12.5], CW: [-68.96, 12.2], TT: [-61.3, 10.5] }
const leaders = 'M564 268l46 35M640 278l-6 30M800 850l85 4M815 975l72 2'

/** Light colours for pictures without a stylesheet. */
export const blues = ['#d3e1ef', '#a3c3e2', '#5f97cf', '#0b5cab', '#083562'] as const

/** Four limits between five classes, at round numbers that set the largest apart. */
export function classLimits(people: number[]): number[] {
  const sorted = people.filter((n) => n > 0).sort((a, b) => a - b)
  const limits = [0.25, 0.5, 0.75, 0.9].map((share) => rounded(sorted[Math.floor(share * sorted.length)] ?? 0))
  return [...new Set(limits)].filter((n) => n > 0)
}
function rounded(n: number): number {
  if (n < 1) return 0
  const power = 10 ** Math.floor(Math.log10(n))
  return power * ([5, 2, 1].find((step) => n >= step * power) ?? 1)
}
export const classOf = (people: number, limits: number[]) => 1 + limits.filter((limit) => people >= limit).length

export function legendOf(limits: number[], words: MapWords, show: (n: number) => string): string[] {
  if (limits.length === 0) return [`1 ${words.andMore}`]
  const between = limits.slice(1).map((limit, i) => `${show(limits[i]!)} ${words.to} ${show(limit - 1)}`)
  return [`${words.upTo} ${show(limits[0]! - 1)}`, ...between, `${show(limits.at(-1)!)} ${words.andMore}`]
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

/** @param plain with its colours inside, for PDF and DOCX; else by the classes of the stylesheet */
export function mapSvg(document: Mapped, words: MapWords, plain = false): string {
  const people = new Map(document.countries.map((c) => [c.code, c]))
  const limits = classLimits(document.countries.map((c) => c.people))
  const origins = new Map(document.origins.map((o) => [o.code, o.name]))
  const shade = (code: string) =>
    origins.has(code) ? 'home' : (people.get(code)?.people ?? 0) > 0 ? `m${classOf(people.get(code)!.people, limits)}` : 'none'
  const named = (code: string) => origins.get(code) ?? titleOf(people.get(code), code, words, document.language)
  const shapes = countryOutlines().map(
    (o) => `<path class="${shade(o.country)}" d="${o.path}"><title>${escaped(named(o.country))}</title></path>`,
  )
  const dots = Object.entries(islands)
    .filter(([code]) => people.has(code))
    .map(([code, at]) => {
      const [x, y] = project(at).map(Math.round)
      return `<circle class="${shade(code)}" cx="${x}" cy="${y}" r="8" stroke="${plain ? '#1d2430' : 'var(--ink)'}" stroke-width="2"><title>${escaped(named(code))}</title></circle>`
    })
  const lines = `<path d="${leaders}" class="minor lead" style="fill:none;stroke:${plain ? '#8a8577' : 'var(--edge)'};stroke-width:2"/>`
  const names = Object.entries(labels).flatMap(([code, [x, y, anchor, minor]]) => {
    const name = origins.get(code) ?? people.get(code)?.name
    if (!name) return []
    const dark = inside.includes(code) && /^m[45]$/.test(shade(code))
    const classes = [minor ? 'minor' : '', dark ? 'on' : ''].filter(Boolean).join(' ')
    return [
      `<text x="${x}" y="${y}"${classes ? ` class="${classes}"` : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escaped(name)}</text>`,
    ]
  })
  const head = plain
    ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${plainStyle}`
    : `<svg class="map" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="map-t map-d"><title id="map-t">${escaped(words.title)}</title><desc id="map-d">${escaped(words.description)}</desc>`
  const hatch = `<defs><pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 6h12" fill="none" style="stroke:${plain ? '#8a8577' : 'var(--edge)'};stroke-width:2"/></pattern></defs>`
  return [head, hatch, ...shapes, lines, ...dots, ...names, '</svg>'].join('')
}

const titleOf = (place: Place | undefined, code: string, words: MapWords, language: OverviewDocument['language']) =>
  place ? `${place.name}: ${place.people > 0 ? grouped(place.people, language) : words.nothing}` : code

const plainStyle = `<style>path,circle{stroke:#fff;stroke-width:2}${blues.map((c, i) => `.m${i + 1}{fill:${c}}`).join('')}.home{fill:#f3f1eb}.none{fill:url(#hatch)}.lead{fill:none;stroke:#8a8577}text{font:32px "Libertinus Serif","Noto Sans",sans-serif;fill:#1d2430;paint-order:stroke;stroke:#fff;stroke-width:6px;stroke-linejoin:round}.on{fill:#fff;stroke:#083562}</style>`

/** The words of the map in the document's language; the description reads the map aloud. */
export function mapWords({ countries, language }: Mapped, t: Translate): MapWords {
  const show = (n: number) => grouped(n, language)
  const reported = countries.filter((c) => c.people > 0).sort((a, b) => b.people - a.people)
  const top = reported
    .slice(0, 4)
    .map((c) => `${c.name} ${show(c.people)}`)
    .join(', ')
  const silent = countries
    .filter((c) => c.people === 0)
    .map((c) => c.name)
    .join(', ')
  const description = [
    t('reports.map.top', { top }),
    silent ? t('reports.map.silent', { countries: silent }) : '',
    t('reports.map.table'),
  ]
    .filter(Boolean)
    .join(' ')
  return {
    title: t('reports.map.title', { n: countries.length }),
    description,
    nothing: t('reports.map.nothing'),
    upTo: t('reports.map.up-to'),
    andMore: t('reports.map.and-more'),
    to: t('reports.map.to'),
  }
}
