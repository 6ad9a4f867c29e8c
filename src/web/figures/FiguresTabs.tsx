/** The screens of figures, and which rows they count. */
import { useLocation } from '@tanstack/react-router'
import { useT } from '../languages.ts'
import { useChangeSearch } from '../scope.ts'
import { Go } from '../ui/Go.tsx'
import { included, useFigureScope } from './scope.ts'

const tabs = [
  { to: '/figures', name: 'dashboard' },
  { to: '/figures/table', name: 'table' },
  { to: '/figures/counted', name: 'counted' },
] as const

export function FiguresTabs() {
  const t = useT()
  const { include } = useFigureScope()
  const change = useChangeSearch()
  const { pathname } = useLocation()
  const search = { include: include === 'accepted' ? undefined : include }
  return (
    <div className="row figures-tabs">
      <nav className="tabs" aria-label={t('web.ui.job.figures')}>
        {tabs.map(({ to, name }) => (
          <Go key={to} to={to} search={search} current={pathname === to ? 'page' : undefined}>
            {t(`web.figures.tab.${name}`)}
          </Go>
        ))}
      </nav>
      <label className="end">
        {t('web.figures.include')}{' '}
        <select value={include} onChange={(e) => change({ include: e.target.value === 'accepted' ? undefined : e.target.value })}>
          {included.map((one) => (
            <option key={one} value={one}>
              {t(`web.figures.include.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
