/** Figures in a text: `[[people sector=food country=PE indicator="Food kits"]]`. Reads and writes them; also in the browser. */

export const measures = [
  'people',
  'countries',
  'organisations',
  'rows',
  'trained',
  'output',
  'cash-people',
  'cash-value',
  'share',
] as const
export const keys = [
  'sector',
  'country',
  'admin1',
  'indicator',
  'organisation',
  'from',
  'until',
  'method',
  'include',
  'of',
  'round',
] as const
export type TokenMeasure = (typeof measures)[number]
export type TokenKey = (typeof keys)[number]

/** Why a token does not hold: the word after `reports.broken.` in the messages. */
export type BrokenBecause = { code: string; values: Record<string, string> }
export type Token = { raw: string; measure: TokenMeasure; keys: Partial<Record<TokenKey, string>> }
export type Piece = { text: string } | { token: Token } | { raw: string; broken: BrokenBecause }

const marked = /\[\[([^\][]*)\]\]/g
const pair = /\s+([a-z0-9-]+)=(?:"([^"]*)"|([^\s"]+))/gy
const rounds = ['ten', 'hundred', 'thousand']
const shares = ['sector', 'all']

/** A text in its pieces: words, figures, and what looks like a figure but is none. */
export function piecesOf(body: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const found of body.matchAll(marked)) {
    if (found.index > end) pieces.push({ text: body.slice(end, found.index) })
    pieces.push(readToken(found[0], found[1]!.trim()))
    end = found.index + found[0].length
  }
  if (end < body.length) pieces.push({ text: body.slice(end) })
  return pieces
}

function readToken(raw: string, inside: string): Piece {
  const measure = inside.match(/^[a-z-]+/)?.[0] ?? ''
  if (!isOne(measures, measure)) return { raw, broken: { code: 'measure', values: { measure } } }
  const read: Token['keys'] = {}
  pair.lastIndex = measure.length
  let at = measure.length
  for (let found = pair.exec(inside); found; found = pair.exec(inside)) {
    const [, key, quoted, bare] = found
    if (!isOne(keys, key!)) return { raw, broken: { code: 'key', values: { key: key! } } }
    if (key in read) return { raw, broken: { code: 'key-twice', values: { key } } }
    read[key] = quoted ?? bare!
    at = pair.lastIndex
  }
  if (inside.slice(at).trim()) return { raw, broken: { code: 'unreadable', values: { text: inside.slice(at).trim() } } }
  return wrong(measure, read, raw) ?? { token: { raw, measure, keys: read } }
}

function wrong(measure: TokenMeasure, read: Token['keys'], raw: string): Piece | undefined {
  const not = (code: string, values: Record<string, string>): Piece => ({ raw, broken: { code, values } })
  if (measure === 'share' && !isOne(shares, read.of ?? '')) return not('share-of', {})
  if (measure !== 'share' && read.of !== undefined) return not('of-without-share', {})
  if (read.round !== undefined && !isOne(rounds, read.round)) return not('round', { round: read.round })
  for (const key of ['from', 'until'] as const)
    if (read[key] !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(read[key])) return not('month', { month: read[key] })
  return undefined
}

/** A token as it stands in a text. Values with blanks are quoted; quotes inside them cannot be written and are left out. */
export function writeToken(measure: TokenMeasure, values: Token['keys']): string {
  const written = keys.filter((k) => values[k]).map((k) => `${k}=${quoted(values[k]!)}`)
  return `[[${[measure, ...written].join(' ')}]]`
}
const quoted = (value: string) => (/^[^\s"\][]+$/.test(value) ? value : `"${value.replace(/["\][]/g, '')}"`)

/** Paragraphs of a text: an empty line between two of them. */
export const paragraphsOf = (body: string): string[] =>
  body
    .split(/\n\s*\n/)
    .map((p) => p.trim())
    .filter(Boolean)

const isOne = <T extends string>(list: readonly T[], value: string): value is T => (list as readonly string[]).includes(value)
