/** Finds screens, plans, overviews, places, organisations, indicators, or words in the rows. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '../../core/text.ts'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { Overview } from '../../modules/reports/contract.ts'
import { get } from '../api.ts'
import { jobs } from '../jobs.ts'
import { type T, useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { usePlanLists, usePlans } from '../plans.ts'
import { type Search, useGo, useScope } from '../scope.ts'
import { Dialog } from './Dialog.tsx'
import { Icon } from './Icon.tsx'

type Overviews = Pick<Overview, 'id' | 'plan' | 'firstMonth' | 'lastMonth'>[]
type Found = { key: string; icon: string; name: string; what: string; to: string; search: Search }

export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const go = useGo()
  const [words, setWords] = useState('')
  const found = useFound(words)
  const open = (entry: Found) => {
    onClose()
    void go(entry.to, entry.search)
  }
  return (
    <Dialog title={t('web.ui.search')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault()
          if (found[0]) open(found[0])
        }}
      >
        <label className="field">
          {t('web.ui.search.label')}
          <input
            type="search"
            value={words}
            onChange={(e) => setWords(e.target.value)}
            onKeyDown={(e) => {
              // The browser would only empty the field.
              if (e.key === 'Escape') onClose()
            }}
          />
        </label>
      </form>
      <ul className="found" aria-live="polite">
        {found.map((entry) => (
          <li key={entry.key}>
            <button type="button" className="plain" onClick={() => open(entry)}>
              <Icon name={entry.icon} />
              <span>{entry.name}</span>
              <span className="quiet">{entry.what}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function useFound(words: string): Found[] {
  const t = useT()
  const text = useText()
  const may = useMay()
  const { plan } = useScope()
  const lists = usePlanLists(plan)
  const key = fold(words)
  const open = jobs.filter((job) => job.permission === undefined || may(job.permission))
  const asJobs: Found[] = open.map((job) => ({
    key: job.to,
    icon: job.icon,
    name: t(`web.ui.job.${job.name}`),
    what: t('web.ui.search.job'),
    to: job.to,
    search: {},
  }))
  const neighbours = useNeighbours()
  const plans = usePlansFound()
  const overviews = useOverviewsFound()
  if (key === '') return asJobs
  const rows: Found = {
    key: 'words',
    icon: 'activities',
    name: t('web.ui.search.rows', { words }),
    what: '',
    to: '/activities',
    search: { words },
  }
  const known = [
    ...asJobs,
    ...neighbours,
    ...plans,
    ...overviews,
    ...(lists.data ? named(lists.data, t, (names, otherwise) => text(names, otherwise)) : []),
  ]
  return [...known.filter((entry) => fold(entry.name).includes(key)).slice(0, 12), rows]
}

/** Screens that stand behind a tab. */
function useNeighbours(): Found[] {
  const t = useT()
  const may = useMay()
  const entry = (to: string, icon: string, name: string): Found => ({
    key: to,
    icon,
    name,
    what: t('web.ui.search.job'),
    to,
    search: {},
  })
  if (!may('activities.read')) return []
  return [
    ...(may('activities.write')
      ? [entry('/imports', 'upload', t('web.ui.tab.imports')), entry('/imports/new', 'upload', t('web.imports.new'))]
      : []),
    entry('/completeness', 'check', t('web.ui.tab.completeness')),
  ]
}

function usePlansFound(): Found[] {
  const t = useT()
  const text = useText()
  const plans = usePlans()
  return (plans.data ?? []).map((plan) => ({
    key: `plan ${plan.code}`,
    icon: 'plan',
    name: text(plan.names, plan.code),
    what: t('web.ui.search.plan'),
    to: `/plan/${plan.code}`,
    search: { plan: plan.code },
  }))
}

function useOverviewsFound(): Found[] {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const overviews = useQuery({
    queryKey: ['overviews'],
    queryFn: () => get<Overviews>('/overviews'),
    enabled: may('reports.read'),
  })
  return (overviews.data ?? []).map(({ id, plan, firstMonth, lastMonth }) => ({
    key: `overview ${id}`,
    icon: 'reports',
    name: `${t('web.ui.search.overview')} ${format.month(firstMonth)} – ${format.month(lastMonth)}, ${plan}`,
    what: t('web.ui.search.overview'),
    to: `/reports/${id}`,
    search: { plan },
  }))
}

function named(
  lists: PlanLists,
  t: T,
  text: (names: PlanLists['sectors'][number]['names'], otherwise: string) => string,
): Found[] {
  const to = '/activities'
  return [
    ...lists.places
      .filter((p) => p.level < 2)
      .map((p) => ({
        key: p.code,
        icon: 'pin',
        name: p.level === 0 ? p.countryName : `${p.names[0]}, ${p.countryName}`,
        what: t('web.ui.search.place'),
        to,
        search: { country: p.country, ...(p.level === 1 ? { admin1: p.code } : {}) },
      })),
    ...lists.organisations.map((o) => ({
      key: `o${o.id}`,
      icon: 'person',
      name: o.names[0] ?? o.acronym,
      what: t('web.ui.scope.organisation'),
      to,
      search: { organisation: String(o.id) },
    })),
    ...lists.sectors.map((s) => ({
      key: `s${s.id}`,
      icon: s.look,
      name: text(s.names, s.name),
      what: t('web.ui.search.sector'),
      to,
      search: { sector: String(s.id) },
    })),
    ...lists.indicators.map((i) => ({
      key: `i${i.id}`,
      icon: 'figures',
      name: text(i.names, i.name),
      what: t('web.ui.search.indicator'),
      to,
      search: { indicator: String(i.id) },
    })),
  ]
}
