/** The editor of one cell of a monthly row: what its column offers. */
import { monthsBetween } from '../../core/dates.ts'
import type { Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { InCell } from '../grid/InCell.tsx'
import type { Move } from '../grid/walk.ts'
import { useFormat, useT } from '../languages.ts'
import { isNumber, isYesNo } from './columns.ts'
import { choicesFor, editText } from './names.ts'
import type { GridRow } from './rows.ts'

type Props = {
  row: GridRow
  column: Column
  lists: Lists
  initial: string | undefined
  onFinish: (typed: string | undefined, move: Move) => void
}

export function CellEditor({ row, column, lists, initial, onFinish }: Props) {
  const t = useT()
  const options = useOptions(column, lists)
  return (
    <InCell
      label={t('web.grid.edit', {
        column: t(`web.activities.column.${column}`),
        row: String(row.number ?? t('web.activities.grid.new')),
      })}
      before={editText(column, row, lists)}
      initial={initial}
      isNumber={isNumber(column)}
      options={options}
      choices={options ? undefined : choicesFor(column, row.cells, lists)}
      onFinish={onFinish}
    />
  )
}

/** Few and fixed: chosen from a list. */
export function useOptions(column: Column, lists: Lists): { value: string; name: string }[] | undefined {
  const t = useT()
  const format = useFormat()
  if (isYesNo(column))
    return [
      { value: '', name: '' },
      { value: 'yes', name: t('web.activities.yes') },
      { value: 'no', name: t('web.activities.no') },
    ]
  if (column !== 'month') return undefined
  const { firstMonth, lastMonth } = lists.source.plan
  return [
    { value: '', name: '' },
    ...monthsBetween(firstMonth, lastMonth).map((month) => ({ value: month, name: format.month(month) })),
  ]
}
