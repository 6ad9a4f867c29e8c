/** The rows kept on this device for one plan: changed here, written at once to the browser's database, sent when asked. */
import { useCallback } from 'react'
import { v7 as newId } from 'uuid'
import type { Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import type { KeptRow } from './kept.ts'
import { changedColumns, emptyRow, type GridRow, placed } from './rows.ts'
import { useShelf } from './shelf.ts'
import { useSaving } from './useSaving.ts'

export type Typed = Partial<Record<Column, string>>
export type Kept = ReturnType<typeof useKept>

export function useKept(plan: string, lists: Lists | undefined) {
  const shelf = useShelf('rows', plan)
  const { by, put } = shelf

  const edit = useCallback(
    (row: GridRow, typed: Typed) => {
      if (!lists || !by) return
      const known = shelf.rows.get(row.id)
      const before = known ?? { cells: row.cells, asWritten: row.asWritten }
      const after = placed(before, typed, lists)
      const { id, version, number, state } = row
      const kept: KeptRow = {
        ...(known ?? { id, by, plan, version, number, state, base: before }),
        ...after,
        changedAt: new Date().toISOString(),
      }
      // What is on its way is kept also when it says again what it said before: it is not what will stand there.
      if (kept.version > 0 && !shelf.onWay.has(id) && changedColumns(kept.base, after).length === 0) put([], [id])
      else put([kept])
    },
    [lists, by, plan, put, shelf],
  )

  /** New rows, each from what was typed. */
  const add = useCallback(
    (typed: Typed[]): string[] => {
      if (!lists || !by) return []
      const empty = emptyRow()
      const made = typed.map(
        (cells): KeptRow => ({
          id: newId(),
          by,
          plan,
          version: 0,
          number: null,
          state: 'draft',
          base: empty,
          ...placed(empty, cells, lists),
          changedAt: new Date().toISOString(),
        }),
      )
      put(made)
      return made.map((row) => row.id)
    },
    [lists, by, plan, put],
  )

  const drop = useCallback((ids: string[]) => put([], ids), [put])
  return { rows: shelf.rows, isWritten: shelf.isWritten, edit, add, drop, put, ...useSaving(shelf) }
}
