/** The queue of pairs. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DuplicatePair } from '../../modules/people/duplicates/contract.ts'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { Empty } from '../ui/Empty.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Wait } from '../ui/Wait.tsx'
import { type Decided, Pair } from './Pair.tsx'

type Page = { pairs: DuplicatePair[]; open: number; next: string | null }

export function Pairs() {
  const t = useT()
  const [last, setLast] = useState<Decided>()
  const query = useInfiniteQuery({
    queryKey: ['duplicates'],
    ...pagesBy((after) => get<Page>('/people/duplicates', { after })),
  })
  if (query.isError) return <ProblemNotice error={query.error} again={() => void query.refetch()} />
  if (!query.data) return <Wait />
  const pairs = query.data.pages.flatMap((page) => page.pairs)
  const open = query.data.pages[0]?.open ?? 0
  return (
    <>
      {last && (
        <Notice tone="good" title={t(`web.people.pair.done.${last.outcome}`, { name: last.merge?.kept.name ?? '' })} says>
          {last.merge && <p>{t('web.people.pair.done.undo')}</p>}
        </Notice>
      )}
      {pairs.length === 0 ? (
        <Empty icon="check" title={t('web.people.duplicates.none')}>
          <p>{t('web.people.duplicates.none.words')}</p>
        </Empty>
      ) : (
        <>
          <p className="quiet">{t('web.people.duplicates.count', { n: open })}</p>
          <ol className="candidates">
            {pairs.map((pair) => (
              <li key={`${pair.a.person.id} ${pair.b.person.id}`}>
                <Pair pair={pair} onDone={setLast} />
              </li>
            ))}
          </ol>
        </>
      )}
      <More pages={query} />
    </>
  )
}
