/** The parts of an overview, and the language it is written in. */
import { useSearch } from '@tanstack/react-router'
import { languages, useT } from '../languages.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { useComposer } from './composer.ts'

export const tabNames = ['summary', 'sectors', 'stories', 'donors', 'method'] as const
export type TabName = (typeof tabNames)[number]

export function ComposeTabs({ tab }: { tab: TabName }) {
  const t = useT()
  const { overview, language } = useComposer()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const written = (code: string) => overview.texts.filter((text) => text.language === code && text.body.trim() !== '').length
  return (
    <div className="row compose-tabs">
      <nav className="tabs" aria-label={t('web.reports.parts')}>
        {tabNames.map((name) => (
          <Go
            key={name}
            to={`/reports/${overview.id}`}
            search={{ ...search, tab: name }}
            current={name === tab ? 'page' : undefined}
          >
            {t(`web.reports.tab.${name}`)}
          </Go>
        ))}
      </nav>
      <label className="end">
        {t('web.reports.language')}{' '}
        <select value={language} onChange={(e) => change({ language: e.target.value })}>
          {Object.entries(languages).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {t('web.reports.language.written', { language: name, count: written(code) })}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
