/** Neighbouring screens of one job. */
import { useLocation } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Go } from './Go.tsx'

export function Tabs({ label, tabs }: { label: string; tabs: { to: string; name: string }[] }) {
  const { pathname } = useLocation()
  return (
    <nav className="tabs" aria-label={label} ref={useOpenTab(pathname)}>
      {tabs.map((tab) => (
        <Go key={tab.to} to={tab.to} current={pathname === tab.to ? 'page' : undefined}>
          {tab.name}
        </Go>
      ))}
    </nav>
  )
}

/** On a telephone the tabs do not fit: the one that is open is brought into view. */
export const useOpenTab = (open: string | undefined) =>
  useCallback(
    (tabs: HTMLElement | null) => {
      const current = open && tabs?.querySelector<HTMLElement>('[aria-current]')
      if (tabs && current) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - current.clientWidth) / 2
    },
    [open],
  )

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
