/** The grid: rows of the month, moved through by keyboard, edited in place, pasted into from Excel. */
import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import type { ActivityPage, Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useT } from '../languages.ts'
import type { Shown } from './columns.ts'
import { GridFoot } from './GridFoot.tsx'
import { GridHead } from './GridHead.tsx'
import { GridLine } from './GridLine.tsx'
import { blockOf } from './paste.ts'
import type { GridRow } from './rows.ts'
import type { Typed } from './useKept.ts'

export type Editing = { id: string; column: Column; initial: string | undefined }
export type Move = 'down' | 'next' | 'previous' | 'stay'

type Props = {
  rows: GridRow[]
  bands: Shown
  lists: Lists
  page: ActivityPage | undefined
  chosen: ReadonlySet<string>
  opened: string | undefined
  oneMonth: boolean
  onChoose: (ids: string[], on: boolean) => void
  onOpen: (row: GridRow) => void
  onEdit: (row: GridRow, typed: Typed) => void
  /** A block pasted below the last row becomes new rows. */
  onAdd: (typed: Typed[]) => void
}

export function Grid(props: Props) {
  const { rows, bands, lists, page, chosen, opened, oneMonth, onChoose, onOpen, onEdit } = props
  const t = useT()
  const [editing, setEditing] = useState<Editing>()
  const table = useRef<HTMLTableElement>(null)
  const walk = useWalk(table, editing)
  const keys = useKeys(props, setEditing)
  const finish = (typed: string | undefined, move: Move) => {
    const row = rows.find((r) => r.id === editing?.id)
    if (editing && row && typed !== undefined) onEdit(row, { [editing.column]: typed })
    if (editing) walk.after(editing, move)
    setEditing(undefined)
  }
  return (
    <section className="table tall" aria-label={t('web.activities.grid')}>
      <p className="hide" id="grid-help">
        {t('web.activities.grid.help')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through and edited is a grid */}
      <table className="dense grid" role="grid" aria-describedby="grid-help" ref={table} {...keys}>
        <GridHead
          bands={bands}
          allChosen={rows.length > 0 && rows.every((row) => chosen.has(row.id))}
          onChooseAll={(on) =>
            onChoose(
              rows.map((row) => row.id),
              on,
            )
          }
        />
        <tbody>
          {rows.map((row) => (
            <GridLine
              key={row.id}
              row={row}
              bands={bands}
              lists={lists}
              isChosen={chosen.has(row.id)}
              isOpen={row.id === opened}
              editing={editing?.id === row.id ? editing : undefined}
              onChoose={onChoose}
              onOpen={onOpen}
              onFinish={finish}
            />
          ))}
        </tbody>
        {page && <GridFoot bands={bands} page={page} oneMonth={oneMonth} />}
      </table>
    </section>
  )
}

const cellOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null

/** Copying and pasting happen, for the browser, at the text that was clicked: what is meant is the cell around it. */
const cellInFocus = (): HTMLElement | null => {
  const cell = cellOf(document.activeElement)
  return cell === document.activeElement ? cell : null
}

/** One cell of the grid is reached by Tab; arrows move from it. */
function useWalk(table: React.RefObject<HTMLTableElement | null>, editing: Editing | undefined) {
  const next = useRef<{ id: string; cell: string; move: Move }>(undefined)
  useEffect(() => {
    const stop = table.current?.querySelector('[data-cell][tabindex="0"]') ?? table.current?.querySelector('[data-cell]')
    stop?.setAttribute('tabindex', '0')
  })
  useEffect(() => {
    if (editing || !next.current) return
    const { id, cell, move } = next.current
    next.current = undefined
    const from = table.current?.querySelector<HTMLElement>(`[data-row="${id}"] [data-cell="${cell}"]`)
    if (from) step(from, move === 'down' ? 'ArrowDown' : move === 'next' ? 'ArrowRight' : move === 'previous' ? 'ArrowLeft' : '')
  })
  return {
    after: (at: Editing, move: Move) => {
      next.current = { id: at.id, cell: at.column, move }
    },
  }
}

/** Moves the focus from a cell; stays where there is nowhere to go. */
function step(from: HTMLElement, key: string): void {
  const line = from.closest('tr')
  const cells = [...(line?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])]
  const lines = [...(line?.parentElement?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])]
  const at = cells.indexOf(from)
  const y = line ? lines.indexOf(line) : -1
  const inLine = (to: HTMLElement | undefined) => to?.querySelectorAll<HTMLElement>('[data-cell]')[at]
  ;(targetOf(key, { cells, lines, at, y, inLine }) ?? from).focus()
}

type Place = {
  cells: HTMLElement[]
  lines: HTMLElement[]
  at: number
  y: number
  inLine: (line: HTMLElement | undefined) => HTMLElement | undefined
}

function targetOf(key: string, { cells, lines, at, y, inLine }: Place): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
      return cells[at + 1]
    case 'ArrowLeft':
      return cells[at - 1]
    case 'Home':
      return cells[0]
    case 'End':
      return cells.at(-1)
    case 'ArrowDown':
      return inLine(lines[y + 1])
    case 'ArrowUp':
      return inLine(lines[y - 1])
    case 'PageDown':
      return inLine(lines[Math.min(lines.length - 1, y + 12)])
    case 'PageUp':
      return inLine(lines[Math.max(0, y - 12)])
    default:
      return undefined
  }
}

const moves = new Set(['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'])

function useKeys({ rows, bands, onOpen, onChoose, onEdit, onAdd, chosen }: Props, setEditing: (editing: Editing) => void) {
  const rowOf = (cell: HTMLElement) => rows.find((row) => row.id === cell.closest<HTMLElement>('[data-row]')?.dataset.row)
  const begin = (cell: HTMLElement, initial?: string) => {
    const row = rowOf(cell)
    if (row && !row.may.edit) return onOpen(row)
    if (row) setEditing({ id: row.id, column: cell.dataset.cell as Column, initial })
  }
  const onHead = (e: KeyboardEvent, row: GridRow) => {
    if (e.key === 'Enter') onOpen(row)
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
    } else if ((e.key === 'Delete' || e.key === 'Backspace') && row.may.edit) onEdit(row, { [cell.dataset.cell as Column]: '' })
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
    const columns = bands.flatMap((band) => band.columns)
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
