/** A page of rows as the server has them, and the plan's lists in the form that the rules read. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ActivityPage } from '../../modules/activities/contract.ts'
import { indexLists, type Lists } from '../../modules/activities/rules/lists.ts'
import { get } from '../api.ts'
import { usePlanLists } from '../plans.ts'
import type { Search } from '../scope.ts'
import type { Asked } from './filter.ts'

export const pageSize = 100

export const usePage = (plan: string, filter: Asked, page: Search) =>
  useQuery({
    queryKey: ['activities', plan, filter, page],
    queryFn: ({ signal }) => get<ActivityPage>(`/plans/${plan}/activities`, { ...filter, ...page, limit: pageSize }, signal),
    placeholderData: keepPreviousData,
  })

export function useLists(plan: string): { lists: Lists | undefined; error: unknown; again: () => void } {
  const answer = usePlanLists(plan)
  const lists = useMemo(() => answer.data && indexLists(answer.data), [answer.data])
  return { lists, error: answer.error, again: () => void answer.refetch() }
}
