/** What a computed row is made of: its deliveries, or what was given by day, site and service where one may not read them. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ComputedEntries } from '../../modules/activities/computed/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { type Search, useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { EntryTable } from './EntryTable.tsx'
import type { Names } from './names.ts'
import { SummaryTable } from './SummaryTable.tsx'

export function EntriesScreen() {
  const t = useT()
  const { row }: Search = useSearch({ strict: false })
  if (!row)
    return (
      <>
        <Head title={t('web.entries.title')} />
        <Empty icon="deliver" title={t('web.entries.no-row')}>
          <p>{t('web.entries.no-row.words')}</p>
          <Go to="/activities" search={{ computed: 'yes' }} className="button">
            {t('web.entries.rows')}
          </Go>
        </Empty>
      </>
    )
  return <WithPlan>{() => <EntriesOf row={row} />}</WithPlan>
}

function EntriesOf({ row }: { row: string }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { plan } = useScope()
  const pages = useInfiniteQuery({
    queryKey: ['entries', plan, row],
    ...pagesBy(
      (after) => get<ComputedEntries>(`/plans/${plan}/activities/${row}/entries`, { after }),
      (page) => page.entries?.next,
    ),
    retry: false,
  })
  const all = pages.data?.pages ?? []
  const [first] = all
  const names: Names = {
    service: (id) => text(all.flatMap((p) => p.services).find((s) => s.id === id)?.names, String(id)),
    site: (id) => (id === null ? '–' : text(all.flatMap((p) => p.sites).find((s) => s.id === id)?.names, '–')),
  }
  const words = first
    ? [first.row.title, format.month(first.row.month), t('web.entries.people', { n: first.row.people ?? 0 })].filter(Boolean)
    : []
  return (
    <>
      <Head title={t('web.entries.title')}>{words.join(' · ')}</Head>
      <p>
        <Go to="/activities" search={{ row }}>
          <Icon name="activities" /> {t('web.entries.row')}
        </Go>
      </p>
      <Answer query={pages}>
        {() => (
          <div className="stack">
            {first?.summary && <SummaryTable summary={first.summary} names={names} />}
            {first?.entries && (
              <EntryTable entries={all.flatMap((p) => p.entries?.deliveries ?? [])} total={first.entries.total} names={names} />
            )}
            <More pages={pages} />
          </div>
        )}
      </Answer>
    </>
  )
}
