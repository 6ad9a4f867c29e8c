/** Finds screens, plans, overviews, places, organisations, indicators, or words in the rows. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { fold } from '../../core/text.ts'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { jobs } from '../jobs.ts'
import { type T, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { usePlanLists } from '../plans.ts'
import { type Search, scopeOf, useScope } from '../scope.ts'
import { Dialog } from './Dialog.tsx'
import { Icon } from './Icon.tsx'

type Found = { key: string; icon: string; name: string; what: string; to: string; search: Search }

export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const found = useFound(words)
  const go = (entry: Found) => {
    onClose()
    void navigate({ to: entry.to, search: ((before: Search) => ({ ...scopeOf(before), ...entry.search })) as never })
  }
  return (
    <Dialog title={t('web.ui.search')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault()
          if (found[0]) go(found[0])
        }}
      >
        <label className="field">
          {t('web.ui.search.label')}
          <input type="search" value={words} onChange={(e) => setWords(e.target.value)} />
        </label>
      </form>
      <ul className="found" aria-live="polite">
        {found.map((entry) => (
          <li key={entry.key}>
            <button type="button" className="plain" onClick={() => go(entry)}>
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
  if (key === '') return asJobs
  const rows: Found = {
    key: 'words',
    icon: 'activities',
    name: t('web.ui.search.rows', { words }),
    what: '',
    to: '/activities',
    search: { words },
  }
  const known = [...asJobs, ...(lists.data ? named(lists.data, t, (names, otherwise) => text(names, otherwise)) : [])]
  return [...known.filter((entry) => fold(entry.name).includes(key)).slice(0, 12), rows]
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
