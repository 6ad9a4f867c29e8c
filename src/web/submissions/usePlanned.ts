/** What partners plan, as the server has it: a page of the grid by the filter of the address, one activity with its history. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { PlannedDetail, PlannedFilter, PlannedPage } from '../../modules/plan/submissions/contract.ts'
import { get } from '../api.ts'
import { useOwnScope } from '../me.ts'
import { type Search, useScope } from '../scope.ts'

export const filterNames = ['sector', 'state', 'finding', 'text'] as const
export const firstPage: Search = { after: undefined, before: undefined, row: undefined }
export type Filter = PlannedFilter

/** Whoever plans for one organisation need not say which. */
export function useFilter(): { filter: Filter; page: Search; isNarrowed: boolean } {
  const search: Search = useSearch({ strict: false })
  const scope = useScope()
  const own = useOwnScope()
  const { sector, state, finding, text, after, before } = search
  const asked = {
    country: scope.country,
    organisation: scope.organisation ?? own.organisation,
    sector: sector && /^\d{1,9}$/.test(sector) ? Number(sector) : undefined,
    state,
    finding,
    text,
  }
  const filter = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Filter
  return { filter, page: { after, before }, isNarrowed: filterNames.some((name) => search[name]) }
}

export const usePlanned = (plan: string, filter: Filter, page: Search) =>
  useQuery({
    queryKey: ['planned', plan, filter, page],
    queryFn: ({ signal }) => get<PlannedPage>(`/plans/${plan}/planned-activities`, { ...filter, ...page, limit: 100 }, signal),
    placeholderData: keepPreviousData,
  })

export const usePlannedDetail = (plan: string, id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['planned-one', plan, id],
    queryFn: () => get<PlannedDetail>(`/plans/${plan}/planned-activities/${id}`),
    enabled,
  })
