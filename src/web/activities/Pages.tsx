/** Pages by key: earlier, later, the ends. */

import { useSearch } from '@tanstack/react-router'
import type { ActivityPage } from '../../modules/activities/contract.ts'
import { useT } from '../languages.ts'
import type { Search } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { filterNames, firstPage } from './filter.ts'

export function Pages({ page }: { page: ActivityPage }) {
  const t = useT()
  const search: Search = useSearch({ strict: false })
  const filter = Object.fromEntries(filterNames.map((name) => [name, search[name]]))
  const to = (change: Search, words: string) => (
    <Go to="/activities" search={{ ...filter, ...firstPage, ...change }}>
      {words}
    </Go>
  )
  return (
    <nav className="pages" aria-label={t('web.activities.pages')}>
      {page.hasEarlier && to({}, t('web.activities.pages.first'))}
      {page.hasEarlier && page.first && to({ before: page.first }, t('web.activities.pages.earlier'))}
      <span>{t('web.activities.pages.shown', { n: page.rows.length })}</span>
      {page.hasLater && page.last && to({ after: page.last }, t('web.activities.pages.later'))}
      {page.hasLater && to({ last: 'true' }, t('web.activities.pages.last'))}
      <span className="quiet">{t('web.activities.grid.note')}</span>
    </nav>
  )
}
