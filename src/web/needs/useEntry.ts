/** What was typed into the grid and is not sent yet: kept while numbers are read again, so that a conflict loses nothing. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Cell, cells, type PeopleRow, type PeopleTables, type What } from '../../modules/plan/needs/contract.ts'
import { readWhole } from '../../modules/plan/needs/rules/numbers.ts'
import { ProblemAnswer, send } from '../api.ts'
import { tablesKey, useReadAgain } from './useNeeds.ts'

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
  const queries = useQueryClient()
  const readAgain = useReadAgain(plan)
  const saving = useMutation({
    mutationFn: async ({ source, dated }: { source: string; dated: string }) => ({
      sent: drafts,
      saved: await send<PeopleRow[]>('PUT', `/plans/${plan}/needs/cells`, { what, source, dated, rows: linesOf(drafts) }),
    }),
    onSuccess: ({ sent, saved }) => {
      const now = new Map(saved.map((row) => [row.line, row]))
      // Shown at once: what is typed before the table is read again begins at what was saved.
      queries.setQueryData<PeopleTables>(tablesKey(plan, country), (all) => all && withRows(all, what, now))
      setDrafts((before) => leftOf(before, sent, now))
    },
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
  /** Typed over a number that somebody else has changed since; one's own change, on its way, is none. */
  const conflicts = (saving.isPending ? [] : [...drafts]).flatMap(([key, draft]) => {
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

const withRows = (all: PeopleTables, what: What, now: ReadonlyMap<number, PeopleRow>): PeopleTables => ({
  ...all,
  rows: all.rows.map((row) => (row.what === what && now.get(row.line)) || row),
})

/** What was typed while the rest was on its way stays, over the version that came back; also a number typed back to what it was. */
function leftOf(drafts: Drafts, sent: Drafts, now: ReadonlyMap<number, PeopleRow>): Drafts {
  const left = new Map(drafts)
  for (const key of new Set([...drafts.keys(), ...sent.keys()])) {
    const { line, cell } = parse(key)
    const [row, was] = [now.get(line), sent.get(key)]
    if (!row) continue
    const before = row.people[cells.indexOf(cell)] ?? null
    const text = drafts.get(key)?.text ?? written(was?.before ?? null)
    if (text === was?.text || sameNumber(text, before)) left.delete(key)
    else left.set(key, { text, before, version: row.version })
  }
  return left
}

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
