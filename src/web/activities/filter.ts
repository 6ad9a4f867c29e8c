/** The filter of the grid, read from the address: the same words that the API takes. */
import { useSearch } from '@tanstack/react-router'
import type { ActivityFilter } from '../../modules/activities/contract.ts'
import { type Scope, type Search, useScope } from '../scope.ts'

export const filterNames = [
  'admin1',
  'sector',
  'indicator',
  'kind',
  'state',
  'include',
  'finding',
  'importId',
  'computed',
  'words',
] as const
export const pageNames = ['after', 'before', 'last'] as const
/** Leaves the page behind: another filter begins at its first rows. */
export const firstPage: Search = { after: undefined, before: undefined, last: undefined }

export type Asked = Omit<ActivityFilter, 'sector' | 'indicator'> & { sector?: number; indicator?: number }

export function useFilter(): { filter: Asked; page: Search; isNarrowed: boolean } {
  const search: Search = useSearch({ strict: false })
  const scope = useScope()
  const page = Object.fromEntries(pageNames.map((name) => [name, search[name]]))
  return { filter: filterOf(search, scope), page, isNarrowed: filterNames.some((name) => search[name]) }
}

export function filterOf(search: Search, { country, organisation, month, from, until }: Scope): Asked {
  const number = (text: string | undefined) => (text && /^\d+$/.test(text) ? Number(text) : undefined)
  const { admin1, kind, state, include, finding, importId, computed, words } = search
  const asked = {
    country,
    admin1,
    organisation,
    month,
    from,
    until,
    sector: number(search.sector),
    indicator: number(search.indicator),
    kind,
    state,
    include,
    finding,
    importId,
    computed,
    words,
  }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')) as Asked
}
