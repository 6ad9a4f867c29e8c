/** The plans a person may see, and the lists of one plan: everything the rows are checked against and named by. */
import { useQuery } from '@tanstack/react-query'
import type { Plan, PlanLists } from '../modules/plan/contract.ts'
import { get } from './api.ts'
import { known } from './offline/known.ts'

export const usePlans = () =>
  useQuery({ queryKey: ['plans'], queryFn: known('plans', () => get<Plan[]>('/plans')), staleTime: 5 * 60_000 })

export const usePlanLists = (plan: string | undefined) =>
  useQuery({
    queryKey: ['plan-lists', plan],
    queryFn: known(`lists of ${plan}`, () => get<PlanLists>(`/plans/${plan}/lists`)),
    enabled: plan !== undefined,
    staleTime: 10 * 60_000,
    gcTime: 60 * 60_000,
  })
