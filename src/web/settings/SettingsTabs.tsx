/** What can be settled, and by whom: one's own account and keys by everybody, people and organisations by those who keep them. */
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Tabs } from '../ui/Tabs.tsx'

export function SettingsTabs() {
  const t = useT()
  const may = useMay()
  const tabs = [
    { to: '/settings', name: t('web.settings.tab.account') },
    { to: '/settings/keys', name: t('web.settings.tab.keys') },
    ...(may('users.edit') ? [{ to: '/settings/users', name: t('web.settings.tab.users') }] : []),
    ...(may('organisations.read') ? [{ to: '/settings/organisations', name: t('web.settings.tab.organisations') }] : []),
    ...(may('services.edit') || may('delivery.write') ? [{ to: '/services', name: t('web.settings.tab.services') }] : []),
    ...(may('sites.edit') ? [{ to: '/settings/sites', name: t('web.settings.tab.sites') }] : []),
    ...(may('devices.revoke') || may('people.read') ? [{ to: '/settings/devices', name: t('web.settings.tab.devices') }] : []),
    ...(may('people.read') || may('services.edit') ? [{ to: '/settings/people', name: t('web.settings.tab.people') }] : []),
    ...(may('system.read') ? [{ to: '/settings/mail', name: t('web.settings.tab.mail') }] : []),
  ]
  return <Tabs label={t('web.settings.title')} tabs={tabs} />
}
