/** One planned activity in IATI 2.03: who, what, where, its budget, its targets and what was reported against them. */
import type { PlanRow } from '../contract.ts'
import { noCountry, organisationType, referenceOf } from './codes.ts'
import { appeal, datesOf, identifier, opening, reporter, type Setting, sectors, statusOf } from './common.ts'
import { element, told } from './xml.ts'

/** What was reported for an activity so far: people or output, until the end of a month. */
export type Reported = { until: string; value: number }
export type Known = { organisationKind: string; hasFunds: boolean; reported: Reported | undefined }

export function activityXml(row: PlanRow, setting: Setting, known: Known): string {
  const parts = [
    opening(setting, 2),
    `<iati-identifier>${identifier(setting, row.id)}</iati-identifier>`,
    reporter(setting),
    told('title', row.title || row.indicator || '–'),
    told('description', row.description || row.title || '–', { type: 1 }),
    told('participating-org', row.organisationName, {
      ref: referenceOf(row.organisation),
      type: organisationType(known.organisationKind),
      role: 4,
    }),
    statusOf(setting),
    datesOf(setting),
    place(row),
    sectors(setting, row.sectorId === null ? undefined : { look: row.look, name: row.sector }, 100),
    appeal(setting),
    ...budgets(row.totalUsd, setting),
    known.hasFunds ? element('related-activity', { ref: identifier(setting, `org-${row.organisationId}`), type: 1 }) : '',
    result(row, setting, known.reported),
    '</iati-activity>\n',
  ]
  return parts.join('')
}

/** Scope 6: one first-level division; 4: the country. The location is an area, not a point. */
function place(row: PlanRow): string {
  const where = row.country
    ? element('recipient-country', { code: row.country, percentage: 100 })
    : element('recipient-region', { vocabulary: 1, code: noCountry, percentage: 100 })
  if (!row.admin1 || row.admin1 === row.country) return element('activity-scope', { code: row.country ? 4 : 2 }) + where
  const area = element(
    'location',
    { ref: row.admin1 },
    element('location-reach', { code: 1 }),
    told('name', row.admin1Name),
    element('exactness', { code: 2 }),
    element('location-class', { code: 1 }),
  )
  return element('activity-scope', { code: 6 }) + where + area
}

/** A budget's period is a year at most: a longer plan's budget is divided by months, to the cent. */
function budgets(usd: number, { first, last }: Setting): string[] {
  if (usd <= 0) return []
  const years = yearsOf(first, last)
  const months = years.reduce((sum, year) => sum + year.months, 0)
  let left = Math.round(usd * 100)
  return years.map((year, i) => {
    const cents = i === years.length - 1 ? left : Math.round((usd * 100 * year.months) / months)
    left -= cents
    const value = element('value', { currency: 'USD', 'value-date': first }, (cents / 100).toFixed(2))
    const period = element('period-start', { 'iso-date': year.start }) + element('period-end', { 'iso-date': year.end })
    return element('budget', { type: 1, status: 1 }, period, value)
  })
}

export function yearsOf(first: string, last: string): { start: string; end: string; months: number }[] {
  const years: { start: string; end: string; months: number }[] = []
  for (let start = first; start <= last; ) {
    const next = monthsLater(start, 12)
    const end = next <= last ? dayBefore(next) : last
    years.push({ start, end, months: monthsBetween(start, end) })
    start = next
  }
  return years
}
const monthsLater = (day: string, months: number): string => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}
const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
const monthsBetween = (start: string, end: string): number =>
  (Number(end.slice(0, 4)) - Number(start.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(start.slice(5, 7)) + 1

/** Parts of a target: sex and age together, the other gender too, and population groups. */
const ages = {
  girls: ['female', 'under 18'],
  boys: ['male', 'under 18'],
  women: ['female', '18 and over'],
  men: ['male', '18 and over'],
  otherUnder18: ['other', 'under 18'],
  otherAdult: ['other', '18 and over'],
} as const
const groups = {
  inDestination: 'in destination',
  inTransit: 'in transit',
  hostCommunity: 'host community',
  pendular: 'pendular',
  returnees: 'returnees',
} as const

function result(row: PlanRow, setting: Setting, reported: Reported | undefined): string {
  const target = row.kind === 'output' ? row.outputQuantity : row.targetPeople
  if (target === null && !reported) return ''
  const period = element(
    'period',
    {},
    element('period-start', { 'iso-date': setting.first }),
    element('period-end', { 'iso-date': setting.last }),
    target === null ? '' : element('target', { value: target }),
    ...(row.kind === 'output' ? [] : parts(row)),
    reported && element('actual', { value: reported.value }, told('comment', `Reported until ${reported.until}`)),
  )
  const reference = row.indicatorCode
    ? element('reference', { vocabulary: 99, code: row.indicatorCode, 'indicator-uri': `${setting.address}#indicators` })
    : ''
  const indicator = element(
    'indicator',
    { measure: 1, ascending: 1, 'aggregation-status': 0 },
    told('title', row.indicator || row.title || '–'),
    reference,
    period,
  )
  // One person may stand in several activities: nobody is invited to add.
  return element('result', { type: 1, 'aggregation-status': 0 }, told('title', row.title || row.indicator || '–'), indicator)
}

function parts(row: PlanRow): string[] {
  const byAge = Object.entries(ages).map(([cell, [sex, age]]) => {
    const value = row[cell as keyof typeof ages]
    if (!value) return ''
    const dimensions = element('dimension', { name: 'sex', value: sex }) + element('dimension', { name: 'age', value: age })
    return element('target', { value }, dimensions)
  })
  const byGroup = Object.entries(groups).map(([cell, name]) => {
    const value = row[cell as keyof typeof groups]
    return value ? element('target', { value }, element('dimension', { name: 'population group', value: name })) : ''
  })
  return [...byAge, ...byGroup]
}
