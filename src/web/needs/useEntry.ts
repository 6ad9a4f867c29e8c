/** What was typed into the grid and is not sent yet: kept while numbers are read again, so that a conflict loses nothing. */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Cell, cells, type PeopleRow, type What } from '../../modules/plan/needs/contract.ts'
import { readWhole } from '../../modules/plan/needs/rules/numbers.ts'
import { ProblemAnswer, send } from '../api.ts'
import { useReadAgain } from './useNeeds.ts'

/** `before`: the number that stood there when somebody began to type, to show what came between. */
export type Draft = { text: string; before: number | null; version: number }
export type Drafts = ReadonlyMap<string, Draft>
export const draftKey = (line: number, cell: Cell) => `${line} ${cell}`
const parse = (key: string): { line: number; cell: Cell } => ({
  line: Number(key.split(' ')[0]),
  cell: key.split(' ')[1] as Cell,
})
const written = (value: number | null) => (value === null ? '' : String(value))

export type Entry = ReturnType<typeof useEntry>

/** @param country whose lines are typed into: drafts outlive another choice and a reload of the page */
export function useEntry(plan: string, country: string, what: What, rows: PeopleRow[]) {
  const key = `senda-needs ${plan} ${country} ${what}`
  const [drafts, setDrafts] = useState<Drafts>(() => draftsKept(key))
  useEffect(() => keepDrafts(key, drafts), [key, drafts])
  const readAgain = useReadAgain(plan)
  const saving = useMutation({
    mutationFn: ({ source, dated }: { source: string; dated: string }) =>
      send<PeopleRow[]>('PUT', `/plans/${plan}/needs/cells`, { what, source, dated, rows: linesOf(drafts) }),
    onSuccess: () => setDrafts(new Map()),
    // Also after a refusal: what stands there by now is shown beside what was typed.
    onSettled: (_done, error) => (error === null || isStale(error) ? readAgain() : undefined),
  })
  const type = (typed: { row: PeopleRow; cell: Cell; text: string }[]) =>
    setDrafts((before) => {
      const next = new Map(before)
      for (const { row, cell, text } of typed) {
        if (!row.may.edit) continue
        const [key, stands] = [draftKey(row.line, cell), row.people[cells.indexOf(cell)] ?? null]
        const known = before.get(key)
        if (sameNumber(text, stands)) next.delete(key)
        else next.set(key, known ? { ...known, text } : { text, before: stands, version: row.version })
      }
      return next
    })
  /** Typed over a number that somebody else has changed since. */
  const conflicts = [...drafts].flatMap(([key, draft]) => {
    const { line, cell } = parse(key)
    const row = rows.find((one) => one.line === line)
    const theirs = row?.people[cells.indexOf(cell)] ?? null
    return row && row.version !== draft.version
      ? [{ key, row, cell, mine: draft.text, theirs, isOther: theirs !== draft.before }]
      : []
  })
  const settle = (mineWins: boolean) =>
    setDrafts((before) => {
      const next = new Map(before)
      for (const { key, row, isOther } of conflicts) {
        if (mineWins || !isOther) next.set(key, { ...next.get(key)!, version: row.version })
        else next.delete(key)
      }
      return next
    })
  const wrong = [...drafts].filter(([, draft]) => 'wrong' in readWhole(draft.text)).length
  return { drafts, type, discard: () => setDrafts(new Map()), saving, conflicts, settle, wrong }
}

const draftsKept = (key: string): Drafts => new Map(JSON.parse(sessionStorage.getItem(key) ?? '[]') as [string, Draft][])
const keepDrafts = (key: string, drafts: Drafts): void =>
  drafts.size > 0 ? sessionStorage.setItem(key, JSON.stringify([...drafts])) : sessionStorage.removeItem(key)

const isStale = (error: unknown) => error instanceof ProblemAnswer && error.code === 'plan/needs-changed'
const sameNumber = (text: string, stands: number | null) => {
  const read = readWhole(text)
  return 'value' in read && read.value === stands && written(stands) === text.trim()
}

/** The drafts as the server takes them: line by line. */
function linesOf(drafts: Drafts) {
  const lines = new Map<number, { line: number; version: number; cells: Partial<Record<Cell, number | null>> }>()
  for (const [key, draft] of drafts) {
    const { line, cell } = parse(key)
    const read = readWhole(draft.text)
    const row = lines.get(line) ?? { line, version: draft.version, cells: {} }
    row.cells[cell] = 'value' in read ? read.value : null
    lines.set(line, row)
  }
  return [...lines.values()]
}
