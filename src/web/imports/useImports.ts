/** Imports of a plan, and one import: asked again while it runs, so that it can be left and found again. */
import { useQuery } from '@tanstack/react-query'
import type { Import } from '../../modules/activities/imports/contract.ts'
import { get } from '../api.ts'

const isRunning = (one: Import | undefined): boolean => one?.state === 'waiting' || one?.state === 'reading'

export const useImports = (plan: string) =>
  useQuery({
    queryKey: ['imports', plan],
    queryFn: () => get<Import[]>(`/plans/${plan}/imports`),
    refetchInterval: (query) => (query.state.data?.some(isRunning) ? 2_000 : false),
  })

export const useImport = (id: string) =>
  useQuery({
    queryKey: ['import', id],
    queryFn: () => get<Import>(`/imports/${id}`),
    refetchInterval: (query) => (isRunning(query.state.data) ? 700 : false),
  })

/** Which rule can mend rows of a finding, where one can. */
export const fixFor: Record<string, string> = {
  'population-breakdown': 'population-into-largest',
  'age-gender-breakdown': 'age-gender-by-proportions',
  'not-whole-number': 'round-breakdown',
  'new-above-total': 'raise-total',
  'cash-unexpected': 'mark-as-cash',
  'multipurpose-not-cash': 'mark-as-cash',
  'output-missing': 'copy-output-from-total',
  'output-unexpected': 'clear-forbidden',
  'implementer-unexpected': 'clear-forbidden',
  'place-unknown': 'use-suggestion',
  'organisation-unknown': 'use-suggestion',
  'implementer-unknown': 'use-suggestion',
  'indicator-unknown': 'use-suggestion',
  'mechanism-unknown': 'use-suggestion',
  'admin2-unknown': 'use-suggestion',
}
