/** What is typed is sent as soon as the cell is left; what cannot be sent stays on this device and says why. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { v7 as newId } from 'uuid'
import { decimalMarkOf } from '../../core/money.ts'
import type { PlannedActivity } from '../../modules/plan/submissions/contract.ts'
import { isNumber } from '../../modules/plan/submissions/rules/place.ts'
import type { KeptPlanned } from '../activities/kept.ts'
import { useShelf } from '../activities/shelf.ts'
import { errorOf, sendPlanned } from './planned.ts'
import type { PlanRow, Typed } from './rows.ts'

/** Somebody else wrote meanwhile: what I typed, and what stands there now. */
export type Conflict = { mine: KeptPlanned; theirs: PlannedActivity }

/** How a block writes its decimals, told by its amounts that leave no doubt. */
const markIn = (rows: Typed[]) =>
  decimalMarkOf(
    rows.flatMap((row) => Object.entries(row).flatMap(([cell, text]) => (isNumber(cell as keyof Typed) && text ? [text] : []))),
  )

export function useSaving(plan: string) {
  const queries = useQueryClient()
  const shelf = useShelf('planned', plan)
  const { by, put } = shelf
  const flush = useCallback(() => void sendPlanned(shelf, queries), [shelf, queries])

  const edit = useCallback(
    (row: PlanRow, typed: Typed, base: PlannedActivity | undefined, decimals = markIn([typed])) => {
      const { id, version, organisationId } = row
      const known = shelf.rows.get(id) ?? { id, by, plan, version, organisationId, typed: {}, base, decimals: undefined }
      put([{ ...known, typed: { ...known.typed, ...typed }, decimals: decimals ?? known.decimals }])
      flush()
    },
    [shelf, by, plan, put, flush],
  )

  const add = useCallback(
    (organisationId: number, typed: Typed[]): string[] => {
      const decimals = markIn(typed)
      const made = typed.map(
        (cells): KeptPlanned => ({ id: newId(), by, plan, version: 0, organisationId, typed: cells, decimals, base: undefined }),
      )
      put(made)
      flush()
      return made.map((row) => row.id)
    },
    [by, plan, put, flush],
  )

  const drop = useCallback((ids: string[]) => put([], ids), [put])
  const conflicts = [...shelf.rows.values()].flatMap((mine): Conflict[] => (mine.theirs ? [{ mine, theirs: mine.theirs }] : []))
  const decide = ({ mine, theirs }: Conflict, keepsMine: boolean) => {
    if (!keepsMine) return drop([mine.id])
    put([{ ...mine, version: theirs.version, base: theirs, theirs: undefined }])
    flush()
  }
  return { pending: shelf.rows, conflicts, error: errorOf(shelf), edit, add, drop, decide, again: flush }
}
export type Saving = ReturnType<typeof useSaving>
