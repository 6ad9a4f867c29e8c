/** Changes something of a plan, then reads its lists again: rows are checked against them everywhere. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Method, send } from '../api.ts'

type Change = { method: Method; path: string; body: unknown }

export function usePlanChange(plan: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: Change) => send(method, `/plans/${plan}${path}`, body),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['plan-lists', plan] }),
        queries.invalidateQueries({ queryKey: ['plans'] }),
      ]),
  })
}
