/** The way of one delivery: choose, say more, perhaps be stopped, saved. Recorded once however often the button is pressed. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import type { Done, Picture } from '../field/field.ts'
import { perform } from '../field/perform.ts'
import { useAttempt } from '../field/useAttempt.ts'
import { type Draft, deliveryOf, draftOf, missingIn } from './giving.ts'
import type { Post } from './post.ts'
import { noteUsed } from './tiles.ts'
import { type Stop, useDouble } from './useDouble.ts'
import type { Front } from './useFront.ts'

type Phase = { kind: 'choose' } | { kind: 'more' } | { kind: 'stopped'; stop: Stop } | { kind: 'saved'; done: Done }
export type Giving = ReturnType<typeof useGiving>
type Props = { id: string; post: Post; front: Front; person: string | undefined }

export function useGiving({ id, post, front, person }: Props) {
  const queries = useQueryClient()
  const [phase, setPhase] = useState<Phase>({ kind: 'choose' })
  const [draft, setDraft] = useState<Draft>()
  const [proof, setProof] = useState<Picture>()
  const [isGiving, setGiving] = useState(false)
  const [error, setError] = useState<unknown>()
  // Set at once: a second tap may come before the screen has changed.
  const busy = useRef(false)
  const attempt = useAttempt()
  const double = useDouble(id, post, front.household, front.past)

  const choose = (service: Service) => {
    const next = draftOf(service, front.household, person)
    setDraft(next)
    setError(undefined)
    if (missingIn(next).length === 0) double.foresee(next)
  }
  const once = async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    setGiving(true)
    setError(undefined)
    await work().catch(setError)
    busy.current = false
    setGiving(false)
  }
  const record = async (reason?: string) => {
    if (!draft) return
    const { id: delivery, at } = attempt.of({ draft, proof: proof?.id, reason })
    const body = deliveryOf(draft, {
      ...post,
      id: delivery,
      household: id,
      at,
      ...(proof && { proof: proof.id }),
      ...(reason && { reason }),
    })
    const done = await perform({ kind: 'delivery.record', id: delivery, body }, proof ? [proof] : [])
    attempt.through()
    noteUsed(post.site, draft.service.id)
    double.forget()
    void queries.invalidateQueries({ queryKey: ['deliveries'] })
    setPhase({ kind: 'saved', done })
  }
  const give = () =>
    once(async () => {
      if (!draft) return
      if (missingIn(draft).length > 0) return setPhase({ kind: 'more' })
      const stop = await double.find(draft)
      if (stop) setPhase({ kind: 'stopped', stop })
      else await record()
    })
  const begin = () => {
    setDraft(undefined)
    setProof(undefined)
    setPhase({ kind: 'choose' })
  }
  return {
    phase,
    draft,
    proof,
    isGiving,
    error,
    choose,
    change: (part: Partial<Draft>) => setDraft((before) => before && { ...before, ...part }),
    setProof,
    more: () => setPhase({ kind: 'more' }),
    back: () => setPhase({ kind: 'choose' }),
    give,
    giveAllTheSame: (reason: string) => once(() => record(reason)),
    begin,
  }
}
