/** Editing in the cell: Enter keeps and goes down, Tab keeps and goes on, Esc leaves the cell as it was. */
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { monthsBetween } from '../../core/dates.ts'
import type { Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useFormat, useT } from '../languages.ts'
import { isNumber, isYesNo } from './columns.ts'
import type { Move } from './Grid.tsx'
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
  const id = useId()
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null)
  const ended = useRef(false)
  const before = editText(column, row, lists)
  const label = t('web.activities.grid.edit', {
    column: t(`web.activities.column.${column}`),
    row: String(row.number ?? t('web.activities.grid.new')),
  })
  useEffect(() => {
    field.current?.focus()
    if (initial === undefined && field.current instanceof HTMLInputElement) field.current.select()
  }, [initial])
  const end = (move: Move, keeps = true) => {
    if (ended.current) return
    ended.current = true
    const typed = field.current?.value ?? ''
    onFinish(keeps && typed !== before ? typed : undefined, move)
  }
  const onKeyDown = (e: KeyboardEvent) => {
    if (!['Enter', 'Tab', 'Escape'].includes(e.key)) return
    e.preventDefault()
    e.stopPropagation()
    if (e.key === 'Escape') end('stay', false)
    else end(e.key === 'Enter' ? 'down' : e.shiftKey ? 'previous' : 'next')
  }
  const common = { ref: field, 'aria-label': label, onKeyDown, onBlur: () => end('stay') }
  const options = useOptions(column, lists)
  if (options)
    return (
      <select {...common} defaultValue={initial ?? before}>
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    )
  const choices = choicesFor(column, row.cells, lists)
  return (
    <>
      <input
        {...common}
        defaultValue={initial ?? before}
        className={isNumber(column) ? 'n' : undefined}
        inputMode={isNumber(column) ? 'decimal' : undefined}
        list={choices ? id : undefined}
        autoComplete="off"
      />
      {choices && (
        <datalist id={id}>
          {choices.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
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
