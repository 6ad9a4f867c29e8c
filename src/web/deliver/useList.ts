/** One distribution with its lines: from the server, or as this device remembers it, with the names of those it keeps. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DistributionDetail } from '../../modules/delivery/distributions/contract.ts'
import { get } from '../api.ts'
import { useKeptHouseholds } from '../field/useKeptHouseholds.ts'
import { useOutbox } from '../field/useOutbox.ts'
import { recall, remember } from '../offline/answers.ts'
import { orLast } from '../offline/last.ts'
import { linesOf, withoutNames } from './expected.ts'
import { headOf, presentOf } from './giving.ts'

async function heardOf(id: string): Promise<DistributionDetail> {
  const heard = await get<DistributionDetail>(`/distributions/${id}`)
  await remember(`list ${id}`, withoutNames(heard)).catch(() => undefined)
  return heard
}

export function useList(id: string) {
  const { all } = useOutbox()
  const kept = useKeptHouseholds()
  const list = useQuery({
    queryKey: ['distributions', id],
    retry: false,
    queryFn: () => orLast(heardOf(id), async () => (await recall(`list ${id}`)) as DistributionDetail | undefined),
  })
  const lines = useMemo(() => {
    const people = new Map(kept.map(({ household }) => [household.id, household]))
    const named = (list.data?.households ?? []).map((one) => {
      const household = people.get(one.household)
      const head = household && headOf(household)
      return one.head || !head ? one : { ...one, head: `${head.given} ${head.family}`.trim(), size: presentOf(household).length }
    })
    return linesOf(id, named, all)
  }, [id, list.data, kept, all])
  return { list, lines }
}
