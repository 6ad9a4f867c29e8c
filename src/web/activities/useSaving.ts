/** Sends kept rows; what was typed while they were on their way stays kept, and what somebody else changed meanwhile, as a conflict. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { ActivityPage, ActivityRow } from '../../modules/activities/contract.ts'
import type { RowsToSave, SavedRows } from '../../modules/activities/desk/contract.ts'
import { send } from '../api.ts'
import { type KeptRow, rememberSent } from './kept.ts'
import { changesOf, type DetailAnswer, rebased } from './rows.ts'
import type { Shelf } from './shelf.ts'

type Saved = z.infer<typeof SavedRows>
export type Conflict = { mine: KeptRow; theirs: ActivityRow }
const atOnce = 500

export function useSaving(shelf: Shelf<'rows'>) {
  const { plan, put } = shelf
  const queries = useQueryClient()
  const [others, setOthers] = useState<ReadonlyMap<string, ActivityRow>>(new Map())
  const saving = useMutation({
    mutationFn: async (ids: string[]) => {
      let saved = 0
      for (let at = 0; at < ids.length; at += atOnce) saved += await saveSome(ids.slice(at, at + atOnce))
      return saved
    },
    onSettled: () => void queries.invalidateQueries(),
  })
  async function saveSome(ids: string[]): Promise<number> {
    const sent = ids.flatMap((id) => shelf.rows.get(id) ?? [])
    const body: z.input<typeof RowsToSave> = {
      rows: sent.map((row) => ({ id: row.id, version: row.version, ...changesOf(row.base, row) })),
    }
    shelf.onWay = new Set(ids)
    const answer = await send<Saved>('PUT', `/plans/${plan}/activities`, body, shelf.by).finally(() => {
      shelf.onWay = new Set()
    })
    const [first] = sent
    if (first && answer.saved.length > 0) void rememberSent(first.by)
    showSaved(queries, plan, sent, answer.saved)
    const now = new Map(answer.saved.map((row) => [row.id, row]))
    const left = sent.flatMap((was) => {
      const [row, mine] = [now.get(was.id), shelf.rows.get(was.id)]
      return (row && mine && rebased(mine, was, row)) ?? []
    })
    const gone = [...now.keys()].filter((id) => !left.some((row) => row.id === id))
    put(left, gone)
    tell(
      ids,
      answer.conflicts.map(({ theirs }) => theirs),
    )
    return answer.saved.length
  }
  const tell = (ids: string[], rows: ActivityRow[] = []) =>
    setOthers(
      (before) => new Map([...[...before].filter(([id]) => !ids.includes(id)), ...rows.map((row) => [row.id, row] as const)]),
    )
  const conflicts = [...others.values()].flatMap((theirs): Conflict[] => {
    const mine = shelf.rows.get(theirs.id)
    return mine ? [{ mine, theirs }] : []
  })
  /** Mine: it is sent again over the version now seen. Theirs: mine is forgotten. */
  const settle = ({ mine, theirs }: Conflict, keepsMine: boolean) => {
    tell([mine.id])
    const left = keepsMine ? rebased(mine, mine.base, theirs) : undefined
    if (left) put([left])
    else put([], [mine.id])
  }
  return { saving, conflicts, settle }
}

/** Shown at once, in the grid and beside it: no cell falls back to what it was, and none is typed over a version that is past, until it is read again. */
function showSaved(queries: QueryClient, plan: string, sent: KeptRow[], saved: ActivityRow[]): void {
  const now = new Map(saved.map((row) => [row.id, row]))
  const fresh = saved.filter((row) => sent.some((was) => was.id === row.id && was.version === 0))
  queries.setQueriesData<ActivityPage | ActivityPage[]>({ queryKey: ['activities', plan] }, (page) => {
    if (!page || !('rows' in page)) return page
    const missing = fresh.filter((row) => !page.rows.some(({ id }) => id === row.id))
    return { ...page, rows: [...missing, ...page.rows.map((row) => now.get(row.id) ?? row)] }
  })
  for (const row of saved)
    queries.setQueryData<DetailAnswer>(['activity', plan, row.id], (one) =>
      one || fresh.includes(row) ? { changes: [], commentList: [], corrections: [], ...one, ...row } : one,
    )
}
