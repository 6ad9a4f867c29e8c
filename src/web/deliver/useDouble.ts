/** Asks before something is given whether it was given already: what this device knows at once, and the server where it can be reached. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { v7 as newId } from 'uuid'
import type { DoubleNotice } from '../../modules/delivery/contract.ts'
import type { Household } from '../../modules/people/contract.ts'
import { isReachable, send } from '../api.ts'
import { heldBy, type Past, standsAgainst } from './again.ts'
import { type Draft, deliveryOf, presentOf } from './giving.ts'
import type { Post } from './post.ts'

/** What is shown to who gives: of other organisations only that it was given, and until when. */
export type Stop = Pick<DoubleNotice, 'isOurs' | 'at' | 'site' | 'by' | 'quantity' | 'again' | 'personId'>
/** As long as anybody in a queue will wait. */
export const patience = 1500

export function useDouble(id: string, post: Post, household: Household | undefined, past: Past[]) {
  const queries = useQueryClient()
  const check = useCallback(
    (draft: Draft) =>
      queries.fetchQuery({
        queryKey: ['check', id, draft.service.id, draft.to, draft.person],
        queryFn: () => {
          const at = new Date().toISOString()
          const body = deliveryOf(draft, { ...post, id: newId(), household: id, at })
          return send<DoubleNotice | null>('POST', '/deliveries/check', body)
        },
        staleTime: 20_000,
        retry: false,
      }),
    [queries, id, post],
  )
  /** On the way while a thumb moves from the tile to the button. */
  const foresee = (draft: Draft): void => void (isReachable() && check(draft).catch(() => undefined))
  const find = async (draft: Draft): Promise<Stop | undefined> => {
    const heard = isReachable() ? await within(patience, check(draft)) : undefined
    return heard ?? againstHere(draft, household, past)
  }
  const forget = () => queries.removeQueries({ queryKey: ['check', id] })
  return { foresee, find, forget }
}

/** What came in time; nothing where it did not. */
export const within = <A>(ms: number, asked: Promise<A>): Promise<A | undefined> =>
  Promise.race([asked.catch(() => undefined), new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms))])

export function againstHere(draft: Draft, household: Household | undefined, past: Past[]): Stop | undefined {
  const members = household ? presentOf(household).map((person) => person.id) : []
  const held = heldBy(draft.service, draft.to, draft.person, members)
  const against = standsAgainst(draft.service, past, held, household?.country, new Date())
  if (!against) return undefined
  const { isOurs, at, personId } = against.last
  return { isOurs, at, personId, site: null, by: null, quantity: null, again: against.again }
}
