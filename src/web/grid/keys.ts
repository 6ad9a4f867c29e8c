/** What keys, double clicks and the clipboard do in a grid: move, edit, clear, choose, copy, paste. */
import type { ClipboardEvent, FocusEvent, KeyboardEvent, MouseEvent } from 'react'
import { blockOf } from './blocks.ts'
import { cellInFocus, cellOf, type Editing, moves, step } from './walk.ts'

export type Row = { id: string; may: { edit: boolean } }
export type Typed<Column extends string> = Partial<Record<Column, string>>
export type Keyed<R extends Row, Column extends string> = {
  rows: R[]
  /** In the order in which they stand. */
  columns: Column[]
  chosen: ReadonlySet<string>
  /** Where a cell of an open row is closed: worked out, or not asked for. */
  isClosed?: (row: R, column: Column) => boolean
  onOpen: (id: string) => void
  onChoose: (ids: string[], on: boolean) => void
  onEdit: (row: R, typed: Typed<Column>) => void
  /** A block pasted below the last row becomes new rows. */
  onAdd: (typed: Typed<Column>[]) => void
}

export function useKeys<R extends Row, Column extends string>(
  { rows, columns, onOpen, onChoose, onEdit, onAdd, chosen, isClosed = () => false }: Keyed<R, Column>,
  setEditing: (editing: Editing<Column>) => void,
) {
  const rowOf = (cell: HTMLElement) => rows.find((row) => row.id === cell.closest<HTMLElement>('[data-row]')?.dataset.row)
  const begin = (cell: HTMLElement, initial?: string) => {
    const row = rowOf(cell)
    const column = cell.dataset.cell as Column
    if (row && !row.may.edit) return onOpen(row.id)
    if (row && !isClosed(row, column)) setEditing({ id: row.id, column, initial })
  }
  const clear = (row: R, column: Column) => {
    if (!isClosed(row, column)) onEdit(row, { [column]: '' } as Typed<Column>)
  }
  const onHead = (e: KeyboardEvent, row: R) => {
    if (e.key === 'Enter') onOpen(row.id)
    else if (e.key === ' ') onChoose([row.id], !chosen.has(row.id))
    else return
    e.preventDefault()
  }
  const onKeyDown = (e: KeyboardEvent) => {
    const cell = cellOf(e.target)
    if (!cell || cell !== e.target) return
    if (moves.has(e.key)) {
      e.preventDefault()
      return step(cell, e.key)
    }
    const row = rowOf(cell)
    if (!row || e.ctrlKey || e.metaKey || e.altKey) return
    if (cell.dataset.cell === 'row') return onHead(e, row)
    if (e.key === 'Enter' || e.key === 'F2') {
      e.preventDefault()
      begin(cell)
    } else if ((e.key === 'Delete' || e.key === 'Backspace') && row.may.edit) clear(row, cell.dataset.cell as Column)
    else if (e.key.length === 1 && e.key !== ' ') {
      e.preventDefault()
      begin(cell, e.key)
    }
  }
  const onDoubleClick = (e: MouseEvent) => {
    const cell = cellOf(e.target)
    if (cell && cell.dataset.cell !== 'row') begin(cell)
  }
  const onFocus = (e: FocusEvent) => {
    const cell = cellOf(e.target)
    if (!cell || cell !== e.target) return
    for (const other of e.currentTarget.querySelectorAll('[data-cell][tabindex="0"]')) other.setAttribute('tabindex', '-1')
    cell.setAttribute('tabindex', '0')
  }
  const onCopy = (e: ClipboardEvent) => {
    const cell = cellInFocus()
    if (!cell || getSelection()?.toString()) return
    e.clipboardData.setData('text/plain', cell.dataset.text ?? '')
    e.preventDefault()
  }
  const onPaste = (e: ClipboardEvent) => {
    const cell = cellInFocus()
    const first = cell && rowOf(cell)
    if (!cell || !first || cell.dataset.cell === 'row') return
    e.preventDefault()
    const block = blockOf(e.clipboardData.getData('text/plain'), columns.slice(columns.indexOf(cell.dataset.cell as Column)))
    const below = rows.slice(rows.indexOf(first))
    block.slice(0, below.length).forEach((typed, i) => {
      const row = below[i]
      if (row?.may.edit) onEdit(row, typed)
    })
    if (block.length > below.length) onAdd(block.slice(below.length))
  }
  return { onKeyDown, onDoubleClick, onFocus, onCopy, onPaste }
}
