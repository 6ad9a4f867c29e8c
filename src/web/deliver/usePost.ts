/** Where this device gives today, what may be chosen, and the names of both. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Organisation } from '../../modules/organisations/contract.ts'
import { get } from '../api.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useText } from '../languages.ts'
import { useMe } from '../me.ts'
import { known } from '../offline/known.ts'
import { today } from '../people/birth.ts'
import { givingOf, isOfToday, keepPost, keptPost, type Post } from './post.ts'

export function usePost() {
  const grants = useMe().data?.grants ?? []
  const choices = givingOf(grants)
  const [kept, setKept] = useState(keptPost)
  const isTheirs =
    kept && choices.some(({ organisation, site }) => organisation === kept.organisation && (site ?? kept.site) === kept.site)
  const choose = (post: Post) => {
    keepPost(post, today())
    setKept({ ...post, day: today() })
  }
  return {
    choices,
    /** Of an earlier day, to begin with. */
    last: isTheirs ? kept : undefined,
    post: isTheirs && isOfToday(kept, today()) ? { organisation: kept.organisation, site: kept.site } : undefined,
    choose,
    leave: () => setKept((before) => before && { ...before, day: '' }),
  }
}

/** Names of these bodies, also without a network. */
export function useBodyNames(ids: number[]): (id: number) => string {
  const text = useText()
  const asked = [...new Set(ids)].sort((a, b) => a - b)
  const bodies = useQuery({
    queryKey: ['bodies', asked],
    queryFn: known(`bodies ${asked.join()}`, async () => {
      const found = await Promise.all(asked.map((id) => get<Organisation[]>('/organisations', { id })))
      return found.flat()
    }),
    enabled: asked.length > 0,
    staleTime: 60 * 60_000,
  })
  return (id) => {
    const body = bodies.data?.find((one) => one.id === id)
    return body ? body.acronym || text(body.names) : ''
  }
}

/** Sites that are open, and those of them where somebody may give. */
export function useOpenSites(at: string | undefined) {
  const { sites } = useCatalogue()
  return sites?.filter((site) => !site.isClosed && (at === undefined || site.id === at))
}
