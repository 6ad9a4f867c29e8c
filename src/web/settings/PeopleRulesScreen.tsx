/** What holds for personal data: how long it is kept, who asked after people unusually often, what people are asked to agree to, which needs are written down. */
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Head } from '../ui/Head.tsx'
import { ConsentTexts } from './ConsentTexts.tsx'
import { DueHouseholds } from './DueHouseholds.tsx'
import { ManyLookups } from './ManyLookups.tsx'
import { NeedKinds } from './NeedKinds.tsx'
import { Retention } from './Retention.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'
import './settings.css'

export function PeopleRulesScreen() {
  const t = useT()
  const may = useMay()
  return (
    <>
      <Head title={t('web.settings.people.title')}>{t('web.settings.people.words')}</Head>
      <SettingsTabs />
      {may('people.read') && <Retention />}
      {may('people.manage') && <DueHouseholds />}
      {(may('people.manage') || may('system.read')) && <ManyLookups />}
      <ConsentTexts />
      <NeedKinds />
    </>
  )
}
