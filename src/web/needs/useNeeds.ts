/** What the screens of needs ask the server for, and what of it the address chooses. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Intersector, PeopleTables, Scenario, Survey, What } from '../../modules/plan/needs/contract.ts'
import { get } from '../api.ts'
import { type Search, useScope } from '../scope.ts'

export const parts = ['figures', 'entry', 'scenario', 'survey'] as const
export type Part = (typeof parts)[number]
export type Shown = 'both' | What

/** `sector` 0: across sectors. */
export function useChoice() {
  const search: Search = useSearch({ strict: false })
  const { country } = useScope()
  const shown: Shown = search.what === 'need' || search.what === 'target' ? search.what : 'both'
  const part = parts.find((one) => one === search.part) ?? 'figures'
  return { part, shown, country, sector: /^\d{1,9}$/.test(search.sector ?? '') ? Number(search.sector) : 0, place: search.place }
}

/** The address as it is, with something changed: for links within the screen. */
export function useSearchWith(): (change: Search) => Search {
  const search: Search = useSearch({ strict: false })
  return (change) => ({ ...search, ...change })
}

export const tablesKey = (plan: string, country = '') => ['needs', plan, 'tables', country]
export const useTables = (plan: string, country?: string) =>
  useQuery({
    queryKey: tablesKey(plan, country),
    queryFn: () => get<PeopleTables>(`/plans/${plan}/needs`, { country }),
  })

export const useIntersector = (plan: string, what: What, by: 'country' | 'admin1', country: string | undefined, sector: number) =>
  useQuery({
    queryKey: ['needs', plan, 'intersector', what, by, country ?? '', sector],
    queryFn: () => get<Intersector>(`/plans/${plan}/needs/intersector`, { what, by, country, sector: sector || undefined }),
  })

export const useScenario = (plan: string) =>
  useQuery({ queryKey: ['needs', plan, 'scenario'], queryFn: () => get<Scenario>(`/plans/${plan}/needs/scenario`) })
export const useSurveys = (plan: string) =>
  useQuery({ queryKey: ['needs', plan, 'surveys'], queryFn: () => get<Survey[]>(`/plans/${plan}/needs/surveys`) })

/** After a write: everything of this plan's needs is read again. */
export function useReadAgain(plan: string): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['needs', plan] })
    await queries.invalidateQueries({ queryKey: ['plan-lists', plan] })
  }
}
