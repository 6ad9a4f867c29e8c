/** Give without registration: people are counted by age and gender. With `?one=1`: one person who does not want to be registered. */
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCatalogue } from '../field/catalogue.ts'
import { FieldFrame } from '../field/FieldFrame.tsx'
import type { Done } from '../field/field.ts'
import { perform } from '../field/perform.ts'
import { useAttempt } from '../field/useAttempt.ts'
import { useT } from '../languages.ts'
import { Head } from '../ui/Head.tsx'
import { Wait } from '../ui/Wait.tsx'
import { CountForm, type Recorded } from './CountForm.tsx'
import { groupDelivery, placeWithin } from './counting.ts'
import { GroupSaved } from './GroupSaved.tsx'
import type { Post } from './post.ts'
import { arranged, noteUsed, offered, usedAt } from './tiles.ts'
import { WithPost } from './WithPost.tsx'

export function GroupScreen() {
  return (
    <FieldFrame>
      <WithPost>{(post, here) => <Group post={post} here={here} />}</WithPost>
    </FieldFrame>
  )
}

function Group({ post, here }: { post: Post; here: ReactNode }) {
  const t = useT()
  const queries = useQueryClient()
  const { one }: { one?: string } = useSearch({ strict: false })
  const isOne = one === '1'
  const { services, sites } = useCatalogue()
  const site = sites?.find((known) => known.id === post.site)
  const attempt = useAttempt()
  const [saved, setSaved] = useState<{ done: Done; counted: Recorded }>()
  const offers = services && arranged(offered(services, post.organisation), usedAt(post.site))
  const record = async (counted: Recorded) => {
    const { id, at } = attempt.of(counted)
    const body = groupDelivery({ ...post, ...counted, place: placeWithin(site, counted.admin2), id, at })
    const done = await perform({ kind: 'delivery.record', id, body })
    attempt.through()
    noteUsed(post.site, counted.service.id)
    void queries.invalidateQueries({ queryKey: ['deliveries'] })
    setSaved({ done, counted })
  }
  return (
    <>
      <Head title={t(saved ? 'web.deliver.saved' : isOne ? 'web.deliver.one.title' : 'web.deliver.group.title')}>{here}</Head>
      {!offers && <Wait />}
      {saved && <GroupSaved {...saved} post={post} onNext={() => setSaved(undefined)} />}
      {offers && !saved && (
        <CountForm
          services={offers.filter((service) => isOne || service.forGroups)}
          admin1={site?.admin2 === null ? site.admin1 : null}
          isOne={isOne}
          onRecord={record}
        />
      )}
    </>
  )
}
