/** Two versions of one household, written by two who did not see each other: side by side, and somebody decides. */
import { useInfiniteQuery } from '@tanstack/react-query'
import type { HouseholdConflict } from '../../modules/people/households/contract.ts'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Empty } from '../ui/Empty.tsx'
import { Head } from '../ui/Head.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Wait } from '../ui/Wait.tsx'
import { Conflict } from './Conflict.tsx'
import { PeopleTabs } from './PeopleTabs.tsx'
import './people.css'

type Page = { conflicts: HouseholdConflict[]; next: string | null }

export function ConflictsScreen() {
  const t = useT()
  const may = useMay()
  return (
    <>
      <Head title={t('web.people.conflicts')}>{t('web.people.conflicts.words')}</Head>
      {may('people.write') ? (
        <>
          <PeopleTabs />
          <List />
        </>
      ) : (
        <Notice tone="attention" title={t('web.people.not-yours')} />
      )}
    </>
  )
}

function List() {
  const t = useT()
  const query = useInfiniteQuery({
    queryKey: ['people-conflicts'],
    ...pagesBy((after) => get<Page>('/people/conflicts', { after })),
  })
  if (query.isError) return <ProblemNotice error={query.error} again={() => void query.refetch()} />
  if (!query.data) return <Wait />
  const conflicts = query.data.pages.flatMap((page) => page.conflicts)
  if (conflicts.length === 0)
    return (
      <Empty icon="check" title={t('web.people.conflicts.none')}>
        <p>{t('web.people.conflicts.none.words')}</p>
      </Empty>
    )
  return (
    <>
      <ol className="candidates">
        {conflicts.map((conflict) => (
          <li key={conflict.id}>
            <Conflict conflict={conflict} />
          </li>
        ))}
      </ol>
      <More pages={query} />
    </>
  )
}
