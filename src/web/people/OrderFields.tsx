/** What must be known of a list that its file does not say: for whom, where, how these people were asked. */
import { useState } from 'react'
import type { NewConsent, PopulationGroup } from '../../modules/people/contract.ts'
import { populationGroups } from '../../modules/people/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useLanguage, useT, useText } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { useOrganisationNames, useOwnOrganisations } from './organisations.ts'
import { siteOfToday } from './places.ts'

export type Order = {
  organisation: number
  site: string
  consent: string
  how: NewConsent['how']
  language: NewConsent['language']
  group: PopulationGroup | ''
}

const least = 10

export function useOrder() {
  const own = useOwnOrganisations()
  const language = useLanguage()
  const [typed, setTyped] = useState<Partial<Order>>({})
  const first: Order = { organisation: own[0] ?? 0, site: siteOfToday() ?? '', consent: '', how: 'spoken', language, group: '' }
  const order = { ...first, ...typed }
  const isWhole = order.organisation > 0 && order.site !== '' && order.consent.trim().length >= least
  return { order, isWhole, change: (part: Partial<Order>) => setTyped((before) => ({ ...before, ...part })) }
}

type Props = { order: Order; onChange: (part: Partial<Order>) => void; asked: boolean; lacksGroup: boolean }

export function OrderFields({ order, onChange, asked, lacksGroup }: Props) {
  const t = useT()
  const text = useText()
  const { sites = [] } = useCatalogue()
  return (
    <>
      <OrganisationField value={order.organisation} onChange={(organisation) => onChange({ organisation })} />
      <SelectField
        label={t('web.people.site')}
        none={t('web.people.choose')}
        choices={sites.flatMap((site) => (site.isClosed ? [] : [[site.id, text(site.names)]]))}
        value={order.site}
        onChange={(site) => onChange({ site: site ?? '' })}
        error={asked && !order.site ? t('web.people.list.site.missing') : undefined}
      />
      <OneOfField
        label={t('web.people.group')}
        help={t('web.people.list.group.help')}
        error={lacksGroup ? t('web.people.list.group.missing') : undefined}
        none={t('web.people.list.group.none')}
        choices={populationGroups.map((group) => [group, t(`web.people.group.${group}`)])}
        value={order.group}
        onChange={(group) => onChange({ group })}
      />
      <Field
        label={t('web.people.list.consent')}
        help={t('web.people.list.consent.help')}
        error={asked && order.consent.trim().length < least ? t('web.people.list.consent.missing') : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={order.consent}
            onChange={(e) => onChange({ consent: e.target.value })}
          />
        )}
      </Field>
    </>
  )
}

/** Asked only of those who register for more than one. */
export function OrganisationField({ value, onChange }: { value: number; onChange: (organisation: number) => void }) {
  const t = useT()
  const own = useOwnOrganisations()
  const name = useOrganisationNames(own.length > 1 ? own : [])
  if (own.length < 2) return null
  return (
    <OneOfField
      label={t('web.people.organisation')}
      choices={own.map((id) => [String(id), name(id)])}
      value={String(value)}
      onChange={(id) => onChange(Number(id))}
    />
  )
}
