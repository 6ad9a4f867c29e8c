/** Says a compiled ICU message with its values. Digits are grouped by a thin space in every language, as on paper and in public. */

export type Token = string | [name: string, kind?: string, cases?: Record<string, Message> | string]
export type Message = string | Token[]
export type Catalog = Record<string, Message>
export type Values = Record<string, unknown>

const formatters = new Map<string, Intl.NumberFormat>()
const rules = new Map<string, Intl.PluralRules>()

export function groupedNumber(value: number, language: string, options: Intl.NumberFormatOptions = {}): string {
  const key = language + JSON.stringify(options)
  const known = formatters.get(key) ?? new Intl.NumberFormat(language, { useGrouping: 'always', ...options })
  formatters.set(key, known)
  return known
    .formatToParts(value)
    .map((part) => (part.type === 'group' ? '\u202f' : part.value))
    .join('')
}

export function say(message: Message, values: Values, language: string): string {
  if (typeof message === 'string') return message
  return message.map((token) => (typeof token === 'string' ? token : piece(token, values, language))).join('')
}

function piece([name, kind, cases]: Exclude<Token, string>, values: Values, language: string): string {
  const value = values[name]
  if (kind === 'plural' && typeof cases === 'object') return plural(Number(value), cases, values, language)
  if (kind === 'select' && typeof cases === 'object') return say(cases[String(value)] ?? cases.other ?? '', values, language)
  if (typeof value === 'number') return groupedNumber(value, language, cases === 'percent' ? { style: 'percent' } : {})
  return value === undefined || value === null ? '' : String(value)
}

function plural(value: number, cases: Record<string, Message>, values: Values, language: string): string {
  const known = rules.get(language) ?? new Intl.PluralRules(language)
  rules.set(language, known)
  const chosen = cases[String(value)] ?? cases[known.select(value)] ?? cases.other ?? ''
  const counted = typeof chosen === 'string' ? [chosen] : chosen
  return say(
    counted.map((token) => (token === '#' ? groupedNumber(value, language) : token)),
    values,
    language,
  )
}
