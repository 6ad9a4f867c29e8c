/** All sites: those where people are met, and those that are closed. */
import { useQuery } from '@tanstack/react-query'
import type { Site } from '../../modules/places/contract.ts'
import { get } from '../api.ts'

export const useSites = (enabled = true) =>
  useQuery({ queryKey: ['sites', 'all'], queryFn: () => get<Site[]>('/sites'), enabled, staleTime: 60_000 })
