/** What is typed is sent as soon as the cell is left; what cannot be sent stays here and says why. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import { decimalMarkOf } from '../../core/money.ts'
import type { PlannedActivity, PlannedDetail, PlannedPage, PlannedSaved } from '../../modules/plan/submissions/contract.ts'
import { isNumber } from '../../modules/plan/submissions/rules/place.ts'
import { send } from '../api.ts'
import type { Pending, PlanRow, Typed } from './rows.ts'

/** Somebody else wrote meanwhile: what I typed, and what stands there now. */
export type Conflict = { mine: Pending; theirs: PlannedActivity }
const atOnce = 500

/** How a block writes its decimals, told by its amounts that leave no doubt. */
const markIn = (rows: Typed[]) =>
  decimalMarkOf(
    rows.flatMap((row) => Object.entries(row).flatMap(([cell, text]) => (isNumber(cell as keyof Typed) && text ? [text] : []))),
  )

export function useSaving(plan: string) {
  const queries = useQueryClient()
  const [pending, setPending] = useState<ReadonlyMap<string, Pending>>(new Map())
  const [conflicts, setConflicts] = useState<Conflict[]>([])
  const [error, setError] = useState<unknown>()
  const latest = useRef(pending)
  const sending = useRef(false)
  latest.current = pending

  const put = useCallback((change: (all: Map<string, Pending>) => void) => {
    const next = new Map(latest.current)
    change(next)
    latest.current = next
    setPending(next)
  }, [])

  /** What was typed while it was on its way stays pending, over the version that came back. */
  const settle = useCallback(
    (sent: Pending[], { saved, conflicts: told }: PlannedSaved) => {
      const now = new Map(saved.map((row) => [row.id, row]))
      queries.setQueriesData<PlannedPage>(
        { queryKey: ['planned', plan] },
        (page) => page && { ...page, rows: [...page.rows.map((row) => now.get(row.id) ?? row), ...freshOn(page, saved, sent)] },
      )
      for (const row of saved)
        queries.setQueryData<PlannedDetail>(['planned-one', plan, row.id], (one) => one && { ...one, ...row })
      put((all) => {
        for (const was of sent) {
          const [mine, row] = [all.get(was.id), now.get(was.id)]
          if (!mine) continue
          if (!row) {
            all.delete(was.id)
            continue
          }
          const left = Object.fromEntries(
            Object.entries(mine.typed).filter(([cell, text]) => was.typed[cell as keyof Typed] !== text),
          )
          if (Object.keys(left).length === 0) all.delete(was.id)
          else all.set(was.id, { ...mine, version: row.version, base: row, typed: left })
        }
      })
      const lost = told.flatMap(({ id, theirs }) => sent.filter((p) => p.id === id).map((mine) => ({ mine, theirs })))
      if (lost.length > 0) setConflicts((all) => [...all.filter((c) => !lost.some((x) => x.theirs.id === c.theirs.id)), ...lost])
      void queries.invalidateQueries({ queryKey: ['planned', plan] })
      for (const { id } of [...saved, ...told]) void queries.invalidateQueries({ queryKey: ['planned-one', plan, id] })
    },
    [plan, put, queries],
  )

  const flush = useCallback(async () => {
    if (sending.current) return
    const sent = [...latest.current.values()].filter((p) => Object.keys(p.typed).length > 0).slice(0, atOnce)
    if (sent.length === 0) return
    sending.current = true
    setError(undefined)
    try {
      const rows = sent.map(({ id, version, organisationId, typed, decimals }) => ({
        id,
        version,
        organisationId,
        cells: Object.fromEntries(Object.entries(typed).flatMap(([cell, text]) => (text === '' ? [[cell, null]] : []))),
        asWritten: Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== '')),
        ...(decimals && { decimals }),
      }))
      const answer = await send<PlannedSaved>('PUT', `/plans/${plan}/planned-activities`, { rows })
      settle(sent, answer)
    } catch (problem) {
      setError(problem)
      sending.current = false
      return
    }
    sending.current = false
    void flush()
  }, [plan, settle])

  useEffect(() => {
    const ask = (e: BeforeUnloadEvent) => {
      if (latest.current.size > 0) e.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])

  const edit = useCallback(
    (row: PlanRow, typed: Typed, base: PlannedActivity | undefined, decimals = markIn([typed])) => {
      put((all) => {
        const before = all.get(row.id)
        const known = before ?? {
          id: row.id,
          version: row.version,
          organisationId: row.organisationId,
          typed: {},
          base,
          decimals: undefined,
        }
        all.set(row.id, { ...known, typed: { ...known.typed, ...typed }, decimals: decimals ?? known.decimals })
      })
      void flush()
    },
    [put, flush],
  )

  const add = useCallback(
    (organisationId: number, typed: Typed[]): string[] => {
      const decimals = markIn(typed)
      const made = typed.map(
        (cells): Pending => ({ id: newId(), version: 0, organisationId, typed: cells, decimals, base: undefined }),
      )
      put((all) => made.forEach((row) => void all.set(row.id, row)))
      void flush()
      return made.map((row) => row.id)
    },
    [put, flush],
  )

  const drop = useCallback((id: string) => put((all) => void all.delete(id)), [put])
  const decide = (conflict: Conflict, keepsMine: boolean) => {
    setConflicts((all) => all.filter((c) => c !== conflict))
    const { mine, theirs } = conflict
    if (!keepsMine) return
    put((all) => void all.set(mine.id, { ...mine, version: theirs.version, base: theirs }))
    void flush()
  }
  return { pending, conflicts, error, edit, add, drop, decide, again: () => void flush() }
}
export type Saving = ReturnType<typeof useSaving>

/** New ones stand on the page at once, until it is read again. */
const freshOn = (page: PlannedPage, saved: PlannedActivity[], sent: Pending[]): PlannedActivity[] =>
  page.hasLater
    ? []
    : saved.filter((row) => sent.some((p) => p.id === row.id && p.version === 0) && !page.rows.some((r) => r.id === row.id))
