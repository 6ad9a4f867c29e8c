/** The plan as it is told: reading it, and writing a part of it. What is answered is the whole, as it stands then. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CrisisPlan } from '../../modules/plan/areas/contract.ts'
import { get, type Method, ProblemAnswer, send } from '../api.ts'

export const useAreas = (plan: string) =>
  useQuery({ queryKey: ['plan-areas', plan], queryFn: () => get<CrisisPlan>(`/plans/${plan}/areas`) })

type Write = { method: Method; path: string; body?: unknown }

export function useWriteAreas(plan: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: Write) => send<CrisisPlan>(method, `/plans/${plan}/areas${path}`, body),
    onSuccess: (told) => {
      queries.setQueryData(['plan-areas', plan], told)
      onDone()
    },
  })
}

/** What stands since somebody else wrote it; undefined where nobody did. */
export const standingIn = <Standing>(
  error: unknown,
): (Standing & { changedBy: string; changedAt: string; version: number }) | undefined =>
  error instanceof ProblemAnswer && error.code === 'plan/area-changed'
    ? (error.detail.now as Standing & { changedBy: string; changedAt: string; version: number })
    : undefined
