/** Numbers that are typed where a live figure could stand. */
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { TypedNumber } from '../../modules/reports/contract.ts'
import { get } from '../api.ts'
import { useComposer } from './composer.ts'

export function useTypedNumbers(): z.infer<typeof TypedNumber>[] {
  const { overview, language } = useComposer()
  const typed = useQuery({
    queryKey: ['overview', overview.id, 'typed', language],
    queryFn: () => get<z.infer<typeof TypedNumber>[]>(`/overviews/${overview.id}/typed-numbers`, { language }),
  })
  return typed.data ?? []
}
