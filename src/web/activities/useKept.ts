/** The rows kept on this device for one plan: changed here, written at once to the browser's database, sent when asked. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import type { ActivityPage, ActivityRow, Column } from '../../modules/activities/contract.ts'
import type { RowsToSave, SavedRows } from '../../modules/activities/desk/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { send } from '../api.ts'
import { useMe } from '../me.ts'
import { allKept, forget, type KeptRow, keep, rememberSent } from './kept.ts'
import { changedColumns, changesOf, emptyRow, type GridRow, placed } from './rows.ts'

type Saved = z.infer<typeof SavedRows>
export type Typed = Partial<Record<Column, string>>
export type Conflict = { mine: KeptRow; theirs: ActivityRow }
export type Kept = ReturnType<typeof useKept>

const atOnce = 500

export function useKept(plan: string, lists: Lists | undefined) {
  const by = useMe().data?.id
  const [rows, setRows] = useState<ReadonlyMap<string, KeptRow>>(new Map())
  // Several cells are placed within one event: each must see what the one before it kept.
  const latest = useRef(rows)
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
      const base = known?.base ?? { cells: row.cells, asWritten: row.asWritten }
      const kept: KeptRow = {
        id: row.id,
        by,
        plan,
        version: row.version,
        number: row.number,
        state: row.state,
        base,
        ...after,
        changedAt: new Date().toISOString(),
      }
      if (row.version > 0 && changedColumns(base, after).length === 0) put([], [row.id])
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
  return { rows, isWritten, edit, add, drop, put, ...useSaving(plan, latest, put) }
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
      const written = forget(gone).then(() => keep(isAll.current ? changed : [...latest.current.values()]))
      written.then(
        () => say(true),
        () => say(false),
      )
    },
    [latest],
  )
  return { isWritten, write }
}

/** Sends kept rows; whatever somebody else changed meanwhile comes back as a conflict and stays kept. */
function useSaving(
  plan: string,
  latest: { current: ReadonlyMap<string, KeptRow> },
  put: (changed: KeptRow[], gone?: string[]) => void,
) {
  const queries = useQueryClient()
  const [conflicts, setConflicts] = useState<Conflict[]>([])
  const saving = useMutation({
    mutationFn: async (ids: string[]) => {
      const mine = ids.flatMap((id) => latest.current.get(id) ?? [])
      let saved = 0
      for (let at = 0; at < mine.length; at += atOnce) saved += await saveSome(mine.slice(at, at + atOnce))
      return saved
    },
    onSettled: () => void queries.invalidateQueries(),
  })
  async function saveSome(mine: KeptRow[]): Promise<number> {
    const body: z.input<typeof RowsToSave> = {
      rows: mine.map((row) => ({ id: row.id, version: row.version, ...changesOf(row.base, row) })),
    }
    const answer = await send<Saved>('PUT', `/plans/${plan}/activities`, body)
    const [first] = mine
    if (first && answer.saved.length > 0) void rememberSent(first.by)
    const now = new Map(answer.saved.map((row) => [row.id, row]))
    // Shown at once, so that no cell falls back to what it was until the page is read again.
    queries.setQueriesData<ActivityPage | ActivityPage[]>({ queryKey: ['activities', plan] }, (page) =>
      page && 'rows' in page ? { ...page, rows: page.rows.map((row) => now.get(row.id) ?? row) } : page,
    )
    const unchanged = mine.filter((row) => latest.current.get(row.id)?.changedAt === row.changedAt).map((row) => row.id)
    put(
      [],
      answer.saved.map((row) => row.id).filter((id) => unchanged.includes(id)),
    )
    setConflicts(
      answer.conflicts.flatMap(({ id, theirs }) => {
        const row = latest.current.get(id)
        return row ? [{ mine: row, theirs }] : []
      }),
    )
    return answer.saved.length
  }
  /** Mine: it is sent again over the version now seen. Theirs: mine is forgotten. */
  const settle = (conflict: Conflict, keepsMine: boolean) => {
    setConflicts((all) => all.filter((c) => c !== conflict))
    const { mine, theirs } = conflict
    if (!keepsMine) return put([], [mine.id])
    put([{ ...mine, version: theirs.version, base: { cells: theirs.cells, asWritten: theirs.asWritten }, ...over(theirs, mine) }])
  }
  return { saving, conflicts, settle }
}

/** My changes laid over what the server has now. */
function over(theirs: ActivityRow, mine: KeptRow): Pick<KeptRow, 'cells' | 'asWritten'> {
  const cells: Record<string, unknown> = { ...theirs.cells }
  const asWritten = { ...theirs.asWritten }
  for (const column of changedColumns(mine.base, mine)) {
    cells[column] = mine.cells[column]
    delete asWritten[column]
    if (mine.asWritten[column] !== undefined) asWritten[column] = mine.asWritten[column]
  }
  return { cells: cells as KeptRow['cells'], asWritten }
}
