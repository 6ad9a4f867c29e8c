/** The rows kept on this device for one plan: changed here, written at once to the browser's database, sent when asked. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Column } from '../../modules/activities/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { useMe } from '../me.ts'
import { allKept, type KeptRow, keep } from './kept.ts'
import { changedColumns, emptyRow, type GridRow, placed } from './rows.ts'
import { useSaving } from './useSaving.ts'

export type Typed = Partial<Record<Column, string>>
export type Kept = ReturnType<typeof useKept>

export function useKept(plan: string, lists: Lists | undefined) {
  const by = useMe().data?.id
  const [rows, setRows] = useState<ReadonlyMap<string, KeptRow>>(new Map())
  // Several cells are placed within one event: each must see what the one before it kept.
  const latest = useRef(rows)
  const onWay = useRef<ReadonlySet<string>>(new Set())
  const show = useCallback((next: Map<string, KeptRow>) => {
    latest.current = next
    setRows(next)
  }, [])
  useEffect(() => {
    if (by) void allKept(by).then((all) => show(new Map(all.filter((row) => row.plan === plan).map((row) => [row.id, row]))))
  }, [by, plan, show])

  const { isWritten, write } = useWriting(latest)
  const put = useCallback(
    (changed: KeptRow[], gone: string[] = []) => {
      const next = new Map(latest.current)
      for (const row of changed) next.set(row.id, row)
      for (const id of gone) next.delete(id)
      show(next)
      write(changed, gone)
    },
    [show, write],
  )

  const edit = useCallback(
    (row: GridRow, typed: Typed) => {
      if (!lists || !by) return
      const known = latest.current.get(row.id)
      const before = known ?? { cells: row.cells, asWritten: row.asWritten }
      const after = placed(before, typed, lists)
      const { id, version, number, state } = row
      const kept: KeptRow = {
        ...(known ?? { id, by, plan, version, number, state, base: before }),
        ...after,
        changedAt: new Date().toISOString(),
      }
      // What is on its way is kept also when it says again what it said before: it is not what will stand there.
      if (kept.version > 0 && !onWay.current.has(id) && changedColumns(kept.base, after).length === 0) put([], [id])
      else put([kept])
    },
    [lists, by, plan, put],
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
  return { rows, isWritten, edit, add, drop, put, ...useSaving(plan, { latest, onWay, put }) }
}

/** Writes to the browser's database, and says whether all of it is there: on a full device it is not. */
function useWriting(latest: { current: ReadonlyMap<string, KeptRow> }) {
  const [isWritten, setWritten] = useState(true)
  const isAll = useRef(true)
  const write = useCallback(
    (changed: KeptRow[], gone: string[]) => {
      const say = (is: boolean) => {
        isAll.current = is
        setWritten(is)
      }
      // What could not be written before is tried again with the next.
      keep(isAll.current ? changed : [...latest.current.values()], gone).then(
        () => say(true),
        () => say(false),
      )
    },
    [latest],
  )
  return { isWritten, write }
}
