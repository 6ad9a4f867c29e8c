/** The day and the month in which something was given: those of the country, whatever the clock of server and device. Also runs in the browser. */

const zones = new Map<string, Intl.DateTimeFormat>()

/** YYYY-MM-DD. A browser that does not know the zones of countries takes its own. */
export function dayIn(country: string | null | undefined, at: Date): string {
  const known = zones.get(country ?? '')
  if (known) return known.format(at)
  const made = new Intl.DateTimeFormat('sv-SE', { ...zoneOf(country), year: 'numeric', month: '2-digit', day: '2-digit' })
  zones.set(country ?? '', made)
  return made.format(at)
}

/**
 * For countries with several zones that of the capital (zone.tab of the IANA time zone database). `Intl` names them by the alphabet: in Chile
 * that is Coyhaique, which keeps summer time when Santiago does not.
 */
const ofCapital: Record<string, string> = {
  AR: 'America/Argentina/Buenos_Aires',
  BR: 'America/Sao_Paulo',
  CL: 'America/Santiago',
  EC: 'America/Guayaquil',
  MX: 'America/Mexico_City',
  // Outside today's response: any country can be added.
  AU: 'Australia/Sydney',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  ES: 'Europe/Madrid',
  FM: 'Pacific/Pohnpei',
  GL: 'America/Godthab',
  ID: 'Asia/Jakarta',
  KI: 'Pacific/Tarawa',
  KZ: 'Asia/Almaty',
  MH: 'Pacific/Majuro',
  MN: 'Asia/Ulaanbaatar',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kiev',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
}

type Zoned = Intl.Locale & { getTimeZones?: () => string[] | undefined }
function zoneOf(country: string | null | undefined): { timeZone?: string } {
  if (!country || !/^[A-Z]{2}$/.test(country)) return { timeZone: 'UTC' }
  if (ofCapital[country]) return { timeZone: ofCapital[country] }
  const locale: Zoned = new Intl.Locale(`und-${country}`)
  if (!locale.getTimeZones) return {}
  const [first] = locale.getTimeZones() ?? []
  return { timeZone: first ?? 'UTC' }
}

const day = 86_400_000
export const dayNumber = (text: string): number => Math.round(Date.parse(`${text}T00:00:00Z`) / day)
export const dayText = (number: number): string => new Date(number * day).toISOString().slice(0, 10)

/** The days of a month (YYYY-MM), in their order. */
export function daysOf(month: string): string[] {
  const first = dayNumber(`${month}-01`)
  return Array.from({ length: 31 }, (_, n) => dayText(first + n)).filter((one) => one.startsWith(month))
}

/** When a day begins in a country, to the minute. */
export function beginOf(country: string | null | undefined, text: string): Date {
  let [low, high] = [Date.parse(`${text}T00:00:00Z`) - day, Date.parse(`${text}T00:00:00Z`) + day]
  while (high - low > 60_000) {
    const middle = (low + high) / 2
    if (dayIn(country, new Date(middle)) < text) low = middle
    else high = middle
  }
  return new Date(Math.round(high / 60_000) * 60_000)
}
