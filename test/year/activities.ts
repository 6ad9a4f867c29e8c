/** The activities of a generated year: sound cells, drawn so that most fit the need of their place and some do not. */
import { splitWhole } from '../../src/core/decimal.ts'
import { between, one, textOf, titleOf } from './words.ts'

export type Place = { country: string; admin1: string | null; name: string; code: string }
export type YearIndicator = {
  id: number
  sectorId: number
  kind: 'direct' | 'capacity' | 'output'
  isCash: boolean
  isMultipurposeCash: boolean
}
export type Area = { country: string; admin1: string | null; sectorId: number; need: number }
export type Drawn = {
  id: string
  country: string
  admin1: string | null
  organisationId: number
  indicator: YearIndicator
  title: string
  description: string
  inKindUsd: string
  cashUsd: string | null
  population: number[] | null
  ageGender: number[] | null
  people: number | null
  output: number | null
}

/** UUIDv7 in the order of n, the same for the same plan and n. */
export const idOf = (planId: number, n: number): string => {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const time = hex(1_640_995_200_000 + n * 1000, 12)
  const tail = hex(planId, 6).slice(-6) + hex(n, 6).slice(-6)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(n % 4096, 3)}-8${hex((n * 7919) % 4096, 3)}-${tail}`
}

type Ground = {
  planId: number
  places: Place[]
  organisations: number[]
  indicators: YearIndicator[]
  needOf: (place: Place, sectorId: number) => number
}

/** Activity n. Organisations have a home among the places and two or three sectors they work in, as real ones do. */
export function drawActivity(draw: () => number, ground: Ground, n: number): Drawn {
  const body = Math.floor(draw() ** 1.6 * ground.organisations.length)
  const home = (body * 7919) % ground.places.length
  const reach = Math.floor(draw() ** 2 * 40)
  const place = ground.places[(home + reach) % ground.places.length]!
  const indicator = ground.indicators[(body * 11 + Math.floor(draw() * 30)) % ground.indicators.length]!
  const people = indicator.kind === 'output' ? null : peopleOf(draw, ground, place, indicator)
  const paysCash = indicator.isMultipurposeCash || (indicator.isCash && draw() < 0.8)
  const perHead = between(draw, 4, 160)
  return {
    id: idOf(ground.planId, n),
    country: place.country,
    admin1: place.admin1,
    organisationId: ground.organisations[body]!,
    indicator,
    title: titleOf(draw, place.name),
    description: textOf(draw, between(draw, 20, 120)),
    inKindUsd: cents((people ?? 50) * perHead + 500 + draw() * 1000),
    cashUsd: paysCash ? cents((people ?? 10) * between(draw, 20, 90) + draw() * 100) : null,
    population: indicator.kind === 'direct' ? splitWhole(people!, populationShares(draw)) : null,
    ageGender: indicator.kind === 'direct' ? splitWhole(people!, ageGenderShares(draw)) : null,
    people,
    output: indicator.kind === 'output' ? between(draw, 1, 400) : null,
  }
}

const cents = (amount: number): string => amount.toFixed(2)

function peopleOf(draw: () => number, { needOf }: Ground, place: Place, { kind, sectorId }: YearIndicator): number {
  if (kind === 'capacity') return between(draw, 10, 400)
  return Math.max(5, Math.round(needOf(place, sectorId) * 0.45 * draw() ** 2.5))
}

/** Mostly people in destination, then host communities; the other groups here and there. */
function populationShares(draw: () => number): number[] {
  return [
    0.4 + draw() * 0.3,
    draw() < 0.6 ? draw() * 0.15 : 0,
    0.1 + draw() * 0.15,
    draw() < 0.2 ? draw() * 0.1 : 0,
    draw() < 0.2 ? draw() * 0.08 : 0,
  ]
}

/** Girls, boys, women, men; other genders in one activity of ten. */
function ageGenderShares(draw: () => number): number[] {
  const other = draw() < 0.1 ? 0.01 : 0
  return [0.2 + draw() * 0.08, 0.18 + draw() * 0.08, 0.28 + draw() * 0.12, 0.18 + draw() * 0.1, other / 2, other]
}

/** Need of one area and sector by group and girls, boys, women, men: 20 numbers. */
export function drawNeed(draw: () => number): number[] {
  const people = Math.round(Math.exp(4.5 + draw() * 5.5))
  const groups = splitWhole(people, [0.62, 0.08 + draw() * 0.06, 0.2, draw() < 0.3 ? 0.05 : 0, draw() < 0.3 ? 0.05 : 0])
  const shares = [0.22 + draw() * 0.04, 0.22, 0.3 + draw() * 0.05, 0.24]
  return groups.flatMap((group) => splitWhole(group, shares))
}

export const sectorsOf = [
  ['Education', 'education'],
  ['Food Security', 'food'],
  ['Health', 'health'],
  ['Humanitarian Transportation', 'transport'],
  ['Integration', 'integration'],
  ['Multipurpose Cash Assistance (MPC)', 'cash'],
  ['Nutrition', 'nutrition'],
  ['Protection (Child Protection)', 'child'],
  ['Protection (GBV)', 'gbv'],
  ['Protection (General)', 'protection'],
  ['Protection (Human Trafficking and Smuggling)', 'trafficking'],
  ['Shelter', 'shelter'],
  ['WASH', 'wash'],
] as const

/** Kinds of a sector's nine indicators. */
export const kindsOf = ['direct', 'direct', 'direct', 'direct', 'direct', 'capacity', 'output', 'output', 'output'] as const
export const measured = (draw: () => number, kind: (typeof kindsOf)[number]): string =>
  kind === 'direct'
    ? `# of ${one(draw, ['individuals', 'people', 'households'])} reached with`
    : kind === 'capacity'
      ? '# of people trained in'
      : `# of ${one(draw, ['spaces', 'mechanisms', 'campaigns', 'centres'])} supported for`
