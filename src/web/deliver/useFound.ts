/** Households by name, document or card: what this device keeps at once, what the server knows a moment later. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { HouseholdLine, HouseholdPage } from '../../modules/people/contract.ts'
import { get, ProblemAnswer } from '../api.ts'
import { findKept } from '../field/kept.ts'
import { askedFor, together } from './asked.ts'

/** `refused`: why the server did not look, in its words. */
export type Found = { lines: HouseholdLine[] | undefined; isLooking: boolean; refused?: string | undefined }

export function useFound(text: string): Found {
  // Among thousands kept here each search takes a moment: between two letters there is none.
  const typed = useSettled(text, 150)
  const settled = useSettled(text, 300)
  const kept = useQuery({
    queryKey: ['found-kept', typed.trim()],
    queryFn: () => keptLines(typed.trim()),
    enabled: askedFor(typed) !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  const asked = askedFor(settled)
  const heard = useQuery({
    queryKey: ['found', asked],
    queryFn: ({ signal }) => get<HouseholdPage>('/people/households', { ...asked, limit: 20 }, signal),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (askedFor(text) === undefined) return { lines: undefined, isLooking: false }
  const answered = kept.data !== undefined || heard.data !== undefined || heard.isError
  const lines = answered ? together(kept.data ?? [], heard.data?.households ?? []) : undefined
  const refused = heard.error instanceof ProblemAnswer ? heard.error.title : undefined
  return { lines, isLooking: heard.isFetching || settled !== text, refused: refused || undefined }
}

async function keptLines(words: string): Promise<HouseholdLine[]> {
  const [found, { lineOf }] = await Promise.all([findKept(words), import('./keptLine.ts')])
  return found.flatMap((one) => lineOf(one) ?? [])
}

/** What stood there for a moment: not every letter is worth a question over a slow line. */
function useSettled(text: string, ms: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return settled
}
