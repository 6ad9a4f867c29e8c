/** Neighbours of the search: what waits for a decision, and lists. */
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Tabs } from '../ui/Tabs.tsx'

export function PeopleTabs() {
  const t = useT()
  const may = useMay()
  const tabs = [
    { to: '/people', name: t('web.people.tab.find') },
    ...(may('people.write') ? [{ to: '/people/conflicts', name: t('web.people.tab.conflicts') }] : []),
    ...(may('people.manage')
      ? [
          { to: '/people/duplicates', name: t('web.people.tab.duplicates') },
          { to: '/people/imports', name: t('web.people.tab.imports') },
        ]
      : []),
  ]
  return <Tabs label={t('web.ui.job.people')} tabs={tabs} />
}
