/**
 * Numbers as people write them. One separator kind, read so:
 * both , and . present → the last one is the decimal; the same one twice → thousands; a single comma before exactly three digits → thousands
 * (`1,234`; people and dollars are rarely given to the thousandth); a single dot is a decimal, as machines write it, unless the file
 * writes decimals with commas (`style: 'comma'`, files separated by ;) and exactly three digits follow. Blanks and apostrophes group.
 */
export type NumberStyle = 'point' | 'comma'

const money = /^(?:US\$|USD|R\$|S\/|\$|€)\s*|\s*(?:US\$|USD|\$|€)$/giu
const blanks = /[\s'’\u00a0\u2009\u202f]/gu
const nothing = new Set(['', '-', '–', '—', 'na', 'n/a', 'n.a.', 'nd', 'n/d', 's/d'])

/** null: empty. undefined: not a number. */
export function readNumber(written: string, style: NumberStyle = 'point'): number | null | undefined {
  const text = written.trim()
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  if (nothing.has(text.toLowerCase())) return null
  const negative = /^[-−–]/.test(text) || /^\(.*\)$/.test(text)
  const bare = text
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^[-−–+]\s*/, '')
    .replace(money, '')
    .replace(/^[-−–]\s*/, '')
  if (!isGroupedWell(bare)) return undefined
  const plain = withPoint(bare.replace(blanks, ''), style)
  if (plain === undefined || !/^(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain)) return undefined
  const number = Number(plain)
  return Number.isFinite(number) ? (negative && number !== 0 ? -number : number) : undefined
}

/** Blanks and apostrophes only where they group three digits: `1 234`, not `12 34`. */
const isGroupedWell = (text: string): boolean =>
  !/[\s'’\u00a0\u2009\u202f]/u.test(text) || /^\d{1,3}([\s'’\u00a0\u2009\u202f]\d{3})+([.,]\d+)?$/u.test(text)

function withPoint(text: string, style: NumberStyle): string | undefined {
  const commas = text.split(',').length - 1
  const points = text.split('.').length - 1
  if (commas > 0 && points > 0)
    return text.lastIndexOf(',') > text.lastIndexOf('.') ? grouped(text, '.', ',') : grouped(text, ',', '.')
  if (commas > 1) return grouped(text, ',', '.')
  if (points > 1) return grouped(text, '.', ',')
  if (commas === 1) return /^[1-9]\d{0,2},\d{3}$/.test(text) ? text.replace(',', '') : text.replace(',', '.')
  if (points === 1 && style === 'comma' && /^[1-9]\d{0,2}\.\d{3}$/.test(text)) return text.replace('.', '')
  return text
}

/** `1.234.567,8` with its groups of three taken out; undefined when the groups are not of three. */
function grouped(text: string, group: ',' | '.', decimal: ',' | '.'): string | undefined {
  const [whole = '', fraction, more] = text.split(decimal)
  const parts = whole.split(group)
  if (
    more !== undefined ||
    fraction?.includes(group) ||
    !/^\d{1,3}$/.test(parts[0]!) ||
    parts.slice(1).some((p) => !/^\d{3}$/.test(p))
  )
    return undefined
  return parts.join('') + (fraction === undefined ? '' : `.${fraction}`)
}
