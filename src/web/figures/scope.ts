/** What a table or dashboard of figures counts: the scope of the screen, and which rows. Each figure leads to its rows. */
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Include } from '../../modules/activities/contract.ts'
import type { Counted } from '../../modules/figures/counted/contract.ts'
import { get, type Query } from '../api.ts'
import { useMay } from '../me.ts'
import { type Search, useScope } from '../scope.ts'

export const included = ['accepted', 'submitted', 'drafts'] as const satisfies Include[]

export type FigureScope = { plan: string | undefined; include: Include; query: Query; rows: (more?: Search) => Search }

export function useFigureScope(): FigureScope {
  const { plan, country, organisation, period } = useScope()
  const search: Search = useSearch({ strict: false })
  const include = included.find((one) => one === search.include) ?? 'accepted'
  const months = period?.from === period?.until ? { month: period?.from } : { from: period?.from, until: period?.until }
  return {
    plan,
    include,
    query: { from: period?.from, until: period?.until, country, organisation, include },
    rows: (more = {}) => ({
      plan,
      ...months,
      country,
      organisation: organisation === undefined ? undefined : String(organisation),
      kind: 'direct',
      include: include === 'drafts' ? undefined : include,
      ...more,
    }),
  }
}

/** The counted people of the scope, for the line beside an estimate; whoever has no say there is not asked. */
export function useCounted() {
  const may = useMay()
  const { plan, query } = useFigureScope()
  const asked = { ...query, by: 'month' }
  return useQuery({
    queryKey: ['counted', plan, asked],
    queryFn: () => get<Counted>(`/plans/${plan}/figures/counted`, asked),
    enabled: plan !== undefined && (may('activities.write') || may('activities.review')),
    retry: false,
  })
}
