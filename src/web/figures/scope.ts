/** What a table or dashboard of figures counts: the scope of the screen, and which rows. Each figure leads to its rows. */
import { useSearch } from '@tanstack/react-router'
import type { Include } from '../../modules/activities/contract.ts'
import type { Query } from '../api.ts'
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
