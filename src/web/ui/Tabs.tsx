/** Neighbouring screens of one job. */
import { useLocation } from '@tanstack/react-router'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Go } from './Go.tsx'

export function Tabs({ label, tabs }: { label: string; tabs: { to: string; name: string }[] }) {
  const { pathname } = useLocation()
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Go key={tab.to} to={tab.to} current={pathname === tab.to ? 'page' : undefined}>
          {tab.name}
        </Go>
      ))}
    </nav>
  )
}

/** Rows, imports and who reported belong together. */
export function ActivityTabs() {
  const t = useT()
  const may = useMay()
  const tabs = [
    { to: '/activities', name: t('web.ui.tab.rows') },
    ...(may('activities.write') ? [{ to: '/imports', name: t('web.ui.tab.imports') }] : []),
    { to: '/completeness', name: t('web.ui.tab.completeness') },
  ]
  return <Tabs label={t('web.ui.job.activities')} tabs={tabs} />
}
