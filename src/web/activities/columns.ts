/** The columns of the grid, in their bands, and which of them a row is asked for. */
import {
  ageGenderColumns,
  type Column,
  numberColumns,
  populationColumns,
  yesNoColumns,
} from '../../modules/activities/contract.ts'
import type { Plan } from '../../modules/plan/contract.ts'
import type { Bands } from '../grid/bands.ts'
import type { Scope } from '../scope.ts'

export type Band = 'place' | 'who' | 'what' | 'people' | 'groups' | 'ages' | 'given'
export type Shown = Bands<Column, Band>

const bands: Shown = [
  { band: 'place', columns: ['country', 'admin1', 'admin2', 'month'] },
  { band: 'who', columns: ['organisation', 'throughPartner', 'implementer'] },
  { band: 'what', columns: ['sector', 'indicator', 'title', 'description', 'inPlan', 'covid19', 'isCash'] },
  { band: 'people', columns: ['peopleInMonth', 'newPeople'] },
  { band: 'groups', columns: [...populationColumns] },
  { band: 'ages', columns: [...ageGenderColumns] },
  { band: 'given', columns: ['outputQuantity', 'cashValueUsd', 'cashMechanism'] },
]

const numbers = new Set<Column>(numberColumns)
const yesNos = new Set<Column>(yesNoColumns)
export const isNumber = (column: Column): column is (typeof numberColumns)[number] => numbers.has(column)
export const isYesNo = (column: Column): boolean => yesNos.has(column)
export const isLong = (column: Column): boolean => column === 'indicator' || column === 'title' || column === 'description'

/** Columns that this plan asks for at all. */
export function askedBands({ asks }: Plan): Shown {
  const isAsked = (column: Column): boolean => {
    if (column === 'admin2') return asks.includes('admin2')
    if (column === 'covid19') return asks.includes('covid19')
    if (column === 'otherUnder18' || column === 'otherAdult') return asks.includes('other-gender')
    if ((populationColumns as readonly string[]).includes(column)) return asks.includes('population')
    if ((ageGenderColumns as readonly string[]).includes(column)) return asks.includes('age-gender')
    return true
  }
  return bands
    .map(({ band, columns }) => ({ band, columns: columns.filter(isAsked) }))
    .filter(({ columns }) => columns.length > 0)
}

/** The parts of the scope that a column would repeat in every row. */
export type Fixed = Pick<Scope, 'country' | 'month' | 'organisation'> & { admin1?: string | undefined }

/** What is the same in every row of the scope is said in the first line, not in a column. */
export function usualColumns(plan: Plan, scope: Fixed): Set<Column> {
  const quiet = new Set<Column>([
    'admin2',
    'throughPartner',
    'implementer',
    'indicator',
    'description',
    'inPlan',
    'covid19',
    'isCash',
    'cashMechanism',
  ])
  if (scope.country) quiet.add('country')
  if (scope.admin1) quiet.add('admin1')
  if (scope.month) quiet.add('month')
  if (scope.organisation) quiet.add('organisation')
  return new Set(
    askedBands(plan)
      .flatMap(({ columns }) => columns)
      .filter((column) => !quiet.has(column)),
  )
}

const key = 'senda-columns'
/** Columns a person asked for or took out, whatever is usual. */
export type Wishes = Partial<Record<Column, boolean>>

export function keptWishes(): Wishes {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Wishes
  } catch {
    return {}
  }
}

export const keepWishes = (wishes: Wishes): void => localStorage.setItem(key, JSON.stringify(wishes))

export function shownBands(plan: Plan, scope: Fixed, wishes: Wishes): Shown {
  const usual = usualColumns(plan, scope)
  return askedBands(plan)
    .map(({ band, columns }) => ({ band, columns: columns.filter((column) => wishes[column] ?? usual.has(column)) }))
    .filter(({ columns }) => columns.length > 0)
}
