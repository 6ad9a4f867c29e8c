/** Where this device gives today, what may be chosen, and the names of both. */
import { useState } from 'react'
import { useCatalogue } from '../field/catalogue.ts'
import { useMe } from '../me.ts'
import { today } from '../people/day.ts'
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

/** Sites that are open, and those of them where somebody may give. */
export function useOpenSites(at: string | undefined) {
  const { sites } = useCatalogue()
  return sites?.filter((site) => !site.isClosed && (at === undefined || site.id === at))
}
