/** The columns of the grid of planned activities, in their bands, as the plan asks for them. */
import type { Plan } from '../../modules/plan/contract.ts'
import { type ActivityCell, ageGenderCells, groupCells } from '../../modules/plan/submissions/contract.ts'
import { isNumber } from '../../modules/plan/submissions/rules/place.ts'
import type { Bands } from '../grid/bands.ts'

/** A cell, or what is worked out beside cells. */
export type Column = ActivityCell | 'organisation' | 'totalUsd'
export type Shown = Bands<Column>

/** @param fixed what the scope says once for all rows */
export function bandsOf({ asks }: Plan, fixed: { country?: unknown; organisation?: unknown }): Shown {
  const bands: Shown = [
    {
      band: 'where',
      columns: [...(fixed.country ? [] : (['country'] as const)), ...(asks.includes('admin1') ? (['admin1'] as const) : [])],
    },
    { band: 'who', columns: fixed.organisation ? [] : ['organisation'] },
    { band: 'what', columns: ['sectorId', 'indicatorId', 'title', 'description'] },
    { band: 'money', columns: ['inKindUsd', 'cashUsd', 'totalUsd'] },
    { band: 'groups', columns: asks.includes('population') ? [...groupCells] : [] },
    { band: 'ages', columns: agesAsked(asks) },
    { band: 'total', columns: ['targetPeople', 'outputQuantity'] },
  ]
  return bands.filter(({ columns }) => columns.length > 0)
}

const agesAsked = (asks: Plan['asks']): Column[] =>
  asks.includes('age-gender') ? ageGenderCells.filter((c) => asks.includes('other-gender') || !c.startsWith('other')) : []

export const isCell = (column: Column): column is ActivityCell => column !== 'organisation' && column !== 'totalUsd'
export const isNumeric = (column: Column): boolean => column === 'totalUsd' || (isCell(column) && isNumber(column))
/** The order of the form: what a block pasted without headers is read in. */
export const formOrder = (plan: Plan): ActivityCell[] => bandsOf(plan, {}).flatMap(({ columns }) => columns.filter(isCell))
