/** Makes a distribution, then says who is expected: all of its site, those of an earlier list, or nobody yet. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { NewDistribution } from '../../modules/delivery/distributions/contract.ts'
import { send } from '../api.ts'
import { numberOf } from './pad.ts'
import type { Post } from './post.ts'
import type { Worth } from './worth.ts'

/** `service`: 0 while none is chosen; `quantity`: as it is typed; `from`: `site`, `empty`, or the id of a list. */
export type ListDraft = { title: string; service: number; day: string; quantity: string; from: string; worth: Worth }

/** Tried again it is the same list. */
export function useMakeList(post: Post, onMade: (id: string) => void) {
  const queries = useQueryClient()
  const [id] = useState(() => newId())
  return useMutation({
    mutationFn: async ({ from, title, service, day, quantity, worth }: ListDraft) => {
      const entry: NewDistribution = {
        ...post,
        id,
        title: title.trim(),
        service,
        day,
        quantity: numberOf(quantity),
        cashValueUsd: worth.value,
        mechanism: worth.mechanism,
      }
      await send('POST', '/distributions', entry)
      if (from === 'empty') return
      const whom = from === 'site' ? { site: post.site } : { distribution: from }
      await send('PUT', `/distributions/${id}/households`, { add: true, ...whom })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['distributions'] })
      onMade(id)
    },
  })
}
