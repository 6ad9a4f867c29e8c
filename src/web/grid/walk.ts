/** Moving through a grid of cells (`data-cell` in rows with `data-row`) by keyboard. */
import { useEffect, useRef } from 'react'

/** The cell being edited; `initial` is the key that began it. */
export type Editing<Column extends string = string> = { id: string; column: Column; initial: string | undefined }
export type Move = 'down' | 'next' | 'previous' | 'stay'

export const cellOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null

/** Copying and pasting happen, for the browser, at the text that was clicked: what is meant is the cell around it. */
export const cellInFocus = (): HTMLElement | null => {
  const cell = cellOf(document.activeElement)
  return cell === document.activeElement ? cell : null
}

/** One cell of the grid is reached by Tab; arrows move from it. */
export function useWalk(table: React.RefObject<HTMLTableElement | null>, editing: Editing | undefined) {
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
export function step(from: HTMLElement, key: string): void {
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

export const moves = new Set(['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'])
