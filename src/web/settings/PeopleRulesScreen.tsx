/** What holds for personal data: how long it is kept, what people are asked to agree to, which needs are written down. */
import { useQuery } from '@tanstack/react-query'
import type { NeedKind } from '../../modules/people/contract.ts'
import { get } from '../api.ts'
import { useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Head } from '../ui/Head.tsx'
import { ConsentTexts } from './ConsentTexts.tsx'
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
      <ConsentTexts />
      <Needs />
    </>
  )
}

function Needs() {
  const t = useT()
  const text = useText()
  const needs = useQuery({ queryKey: ['need-kinds', 'list'], queryFn: () => get<NeedKind[]>('/people/need-kinds') })
  return (
    <section className="stack">
      <h2>{t('web.settings.needs')}</h2>
      <p className="quiet">{t('web.settings.needs.words')}</p>
      <Answer query={needs}>
        {(list) => (
          <ul className="codes">
            {list.map((need) => (
              <li key={need.code}>
                {text(need.names, need.code)}{' '}
                {need.isRestricted && <Badge tone="sensitive">{t('web.settings.needs.restricted')}</Badge>}
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </section>
  )
}
