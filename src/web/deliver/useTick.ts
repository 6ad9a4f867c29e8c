/** Giving to one household of a list: once, unless it was given already and nobody has said why again. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DoubleNotice, NewDelivery, Service } from '../../modules/delivery/contract.ts'
import type { DistributionDetail } from '../../modules/delivery/distributions/contract.ts'
import { isReachable, send } from '../api.ts'
import { keptHousehold } from '../field/kept.ts'
import { perform } from '../field/perform.ts'
import { useAttempt } from '../field/useAttempt.ts'
import { type Line, tickOf } from './expected.ts'
import { draftOf } from './giving.ts'
import { againstHere, patience, type Stop, within } from './useDouble.ts'
import { useOnce } from './useOnce.ts'
import type { Worth } from './worth.ts'

/** `reason`: why it is given all the same. */
export type Said = { worth: Worth; collectedBy: string; reason: string }
type Props = { list: DistributionDetail; line: Line; service: Service | undefined; said: Said; onDone: () => void }

export function useTick({ list, line, service, said, onDone }: Props) {
  const queries = useQueryClient()
  const attempt = useAttempt()
  const { once, error } = useOnce()
  const [stop, setStop] = useState<Stop>()
  const [refused, setRefused] = useState<string>()
  const give = async () => {
    const { id, at } = attempt.of(said)
    const body = tickOf(list, line, { id, at, ...said })
    if (said.reason === '') {
      const found = await standing(body, service)
      if (found) return setStop(found)
    }
    const done = await perform({ kind: 'delivery.record', id, body })
    attempt.through()
    void queries.invalidateQueries({ queryKey: ['distributions'] })
    void queries.invalidateQueries({ queryKey: ['deliveries'] })
    if (done.outcome === 'refused') setRefused(done.problem?.title ?? '')
    else onDone()
  }
  return { give: () => void once(give), stop, refused, error }
}

/** What was given already: as the server says in time, else as this device knows. */
async function standing(body: NewDelivery, service: Service | undefined): Promise<Stop | undefined> {
  const heard = isReachable() ? await within(patience, send<DoubleNotice | null>('POST', '/deliveries/check', body)) : undefined
  if (heard || !service || !body.household) return heard ?? undefined
  const kept = await keptHousehold(body.household)
  return kept && againstHere({ ...draftOf(service, kept.household), to: 'household' }, kept.household, kept.given)
}
