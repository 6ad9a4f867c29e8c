/** Two versions side by side: a sentence per country, money, people, texts, then activity by activity. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import type { Difference, Version } from '../../modules/plan/versions/contract.ts'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Wait } from '../ui/Wait.tsx'
import { Activities, Areas, Countries, PeopleLines } from './differences.tsx'

type Props = { plan: Plan; versions: Version[]; mayOpen: boolean }

export function Comparison({ plan, versions, mayOpen }: Props) {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const until = Number(search.version)
  const since = search.since === undefined ? until - 1 : Number(search.since)
  const country = search.country
  const pages = useInfiniteQuery({
    queryKey: ['plan-difference', plan.code, until, since, country],
    ...pagesBy((after) => get<Difference>(`/plans/${plan.code}/versions/${until}/difference`, { since, country, after })),
  })
  const shown = versions.filter((version) => mayOpen || !version.isOpen)
  return (
    <section className="stack" aria-labelledby="differences">
      <h2 id="differences">{t('web.publication.changes')}</h2>
      <div className="filters">
        <label>
          {t('web.publication.from')}
          <select value={since} onChange={(e) => change({ since: e.target.value })}>
            {[...shown.map((v) => v.number).filter((n) => n < until), 0].map((n) => (
              <option key={n} value={n}>
                {n === 0 ? t('web.publication.from-nothing') : t('web.publication.version-n', { n })}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('web.publication.to')}
          <select value={until} onChange={(e) => change({ version: e.target.value, since: undefined })}>
            {shown.map(({ number, isOpen }) => (
              <option key={number} value={number}>
                {t(isOpen ? 'web.publication.version-open' : 'web.publication.version-n', { n: number })}
              </option>
            ))}
          </select>
        </label>
      </div>
      {pages.isError && <ProblemNotice error={pages.error} again={() => void pages.refetch()} />}
      {pages.isPending && <Wait />}
      {pages.data && (
        <Pages pages={pages.data.pages}>
          <More pages={pages}>{t('web.publication.more')}</More>
        </Pages>
      )}
    </section>
  )
}

/** The first page brings what stands above the activities. */
function Pages({ pages, children }: { pages: Difference[]; children: ReactNode }) {
  const t = useT()
  const [first] = pages
  if (!first) return null
  return (
    <div className="stack differences">
      {first.untilIsOpen && <Notice>{t('web.publication.as-of-today')}</Notice>}
      <p className="lead">{first.sentence}</p>
      <Countries countries={first.countries} />
      <PeopleLines people={first.people} />
      <Areas areas={first.areas} />
      <Activities activities={pages.flatMap((page) => page.activities)} />
      {children}
    </div>
  )
}
