/** The way of one delivery: choose, say more, perhaps be stopped, saved. Recorded once however often the button is pressed. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import type { Done, Picture } from '../field/field.ts'
import { perform } from '../field/perform.ts'
import { useAttempt } from '../field/useAttempt.ts'
import { type Draft, deliveryOf, draftOf, missingIn } from './giving.ts'
import type { Post } from './post.ts'
import { noteUsed } from './tiles.ts'
import { type Stop, useDouble } from './useDouble.ts'
import type { Front } from './useFront.ts'
import { useOnce } from './useOnce.ts'

/** `given`: what it is about, whatever is chosen meanwhile. */
type Phase =
  | { kind: 'choose' }
  | { kind: 'more' }
  | { kind: 'stopped'; stop: Stop; given: Draft }
  | { kind: 'saved'; done: Done; given: Draft }
export type Giving = ReturnType<typeof useGiving>
type Props = { id: string; post: Post; front: Front; person: string | undefined }

export function useGiving({ id, post, front, person }: Props) {
  const [phase, setPhase] = useState<Phase>({ kind: 'choose' })
  const [draft, setDraft] = useState<Draft>()
  const [proof, setProof] = useState<Picture>()
  const { once, isBusy: isGiving, error, forgetError } = useOnce()
  const double = useDouble(id, post, front.household, front.past)
  const record = useRecord(id, post)

  const choose = (service: Service) => {
    if (isGiving) return
    const next = draftOf(service, front.household, person)
    setDraft(next)
    forgetError()
    if (missingIn(next).length === 0) double.foresee(next)
  }
  const save = async (given: Draft, reason?: string) => {
    const done = await record(given, proof, reason)
    double.forget()
    setPhase({ kind: 'saved', done, given })
  }
  const giveOrAsk = async (chosen: Draft) => {
    if (missingIn(chosen).length > 0) return setPhase({ kind: 'more' })
    const stop = await double.find(chosen)
    if (stop) setPhase({ kind: 'stopped', stop, given: chosen })
    else await save(chosen)
  }
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
    change: (part: Partial<Draft>) => isGiving || setDraft((before) => before && { ...before, ...part }),
    setProof,
    more: () => setPhase({ kind: 'more' }),
    back: () => setPhase({ kind: 'choose' }),
    give: () => once(async () => draft && giveOrAsk(draft)),
    giveAllTheSame: (given: Draft, reason: string) => once(() => save(given, reason)),
    begin,
  }
}

/** Tried again after an answer that was lost it is the same entry. */
function useRecord(household: string, post: Post) {
  const queries = useQueryClient()
  const attempt = useAttempt()
  return async (draft: Draft, proof: Picture | undefined, reason: string | undefined): Promise<Done> => {
    const { id, at } = attempt.of({ draft, proof: proof?.id, reason })
    const body = deliveryOf(draft, { ...post, id, household, at, ...(proof && { proof: proof.id }), ...(reason && { reason }) })
    const done = await perform({ kind: 'delivery.record', id, body }, proof ? [proof] : [])
    attempt.through()
    noteUsed(post.site, draft.service.id)
    void queries.invalidateQueries({ queryKey: ['deliveries'] })
    return done
  }
}
