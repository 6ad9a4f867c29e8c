/** One household: as the server has it, or as this device keeps it; and what was done here and is not sent yet. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Operation } from '../../modules/delivery/field/contract.ts'
import type { Household } from '../../modules/people/contract.ts'
import { get, ProblemAnswer } from '../api.ts'
import type { Done, Picture } from '../field/field.ts'
import { keptHousehold } from '../field/kept.ts'
import { outcomeOf, perform } from '../field/perform.ts'
import { useOutbox } from '../field/useOutbox.ts'
import { orLast } from '../offline/last.ts'

export type Seen = { household: Household; isHere: boolean }

async function look(id: string): Promise<Seen> {
  const heard = get<Household>(`/people/households/${id}`).then((household): Seen => ({ household, isHere: false }))
  try {
    return await orLast(heard, () => seenHere(id))
  } catch (error) {
    // What was registered here is not known there until it is sent.
    const kept = error instanceof ProblemAnswer && error.status === 404 ? await seenHere(id).catch(() => undefined) : undefined
    if (!kept) throw error
    return kept
  }
}

async function seenHere(id: string): Promise<Seen | undefined> {
  const kept = await keptHousehold(id)
  return kept && { household: kept.household, isHere: true }
}

export const useHousehold = (id: string) => useQuery({ queryKey: ['household', id], queryFn: () => look(id), gcTime: 60_000 })

/** What of this household waits on this device. */
export function useUnsent(id: string): Done[] {
  return useOutbox().all.filter(({ outcome, operation }) => outcome === 'waiting' && householdOf(operation) === id)
}

function householdOf(operation: Operation): string | undefined {
  if ('household' in operation) return operation.household
  return operation.kind === 'household.register' ? operation.body.id : undefined
}

/** Does one thing to a household and says what came of it; with or without a network. */
export function useDoing(id: string) {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [done, setDone] = useState<Done>()
  const start = async (operation: Operation, pictures: Picture[] = []): Promise<Done | undefined> => {
    setBusy(true)
    setError(undefined)
    try {
      const outcome = await settled(await perform(operation, pictures))
      setDone(outcome)
      if (outcome.outcome === 'refused') throw new ProblemAnswer(422, { ...outcome.problem })
      // It is done: how it looks now may come later, or not at all where nobody answers.
      void queries.invalidateQueries({ queryKey: ['household', id] })
      void queries.invalidateQueries({ queryKey: ['households'] })
      return outcome
    } catch (problem) {
      setError(problem)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { start, isBusy, error, done }
}

/** A moment for the server's word: most of the time it is there at once. */
const settled = async (done: Done): Promise<Done> =>
  done.outcome === 'waiting' ? outcomeOf(done.id, 2500).catch(() => done) : done
