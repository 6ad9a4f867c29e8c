/** Cells of an activity that differ, in words: names instead of codes, money with its cents, no cell that says the same. */
import type { Translate } from '../../../core/i18n.ts'
import type { ActivityCell } from '../submissions/contract.ts'
import type { CellDifference } from './contract.ts'
import { columnOf } from './rows.ts'

/** An activity as the database sees it: column → value. */
export type ActivityRow = Record<string, string | number | null>
export type NameOf = (kind: 'place' | 'sector' | 'indicator' | 'organisation', id: string | number | null) => string

const named: Partial<Record<ActivityCell | 'organisationId', Parameters<NameOf>[0]>> = {
  country: 'place',
  admin1: 'place',
  sectorId: 'sector',
  indicatorId: 'indicator',
  organisationId: 'organisation',
}
const money: readonly string[] = ['inKindUsd', 'cashUsd']
const columns: [string, string][] = [['organisationId', 'organisation_id'], ...Object.entries(columnOf)]

/** Of what was added or is gone: every cell that is filled. */
export const cellDifferences = (a: ActivityRow | null, b: ActivityRow | null, nameOf: NameOf, t: Translate): CellDifference[] =>
  columns
    .filter(([, column]) => (a?.[column] ?? null) !== (b?.[column] ?? null))
    .map(([cell, column]) => {
      const say = (row: ActivityRow | null) => inWords(cell, row?.[column] ?? null, nameOf, t)
      return {
        cell,
        name: t(`plan.submission.cell.${cell === 'organisationId' ? 'organisation' : cell}`),
        before: say(a),
        after: say(b),
      }
    })

export function inWords(cell: string, value: string | number | null, nameOf: NameOf, t: Translate): string | null {
  if (value === null || value === '') return null
  const kind = named[cell as ActivityCell]
  if (kind) return nameOf(kind, value)
  if (money.includes(cell)) return t('plan.versions.usd', { usd: Number(value) })
  return typeof value === 'number' ? t('plan.versions.number', { n: value }) : value
}
