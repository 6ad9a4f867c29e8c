/** Where they are met, and how the monthly reports count them. */
import type { HouseholdContent } from '../../modules/people/contract.ts'
import { populationGroups } from '../../modules/people/contract.ts'
import { useCountryName } from '../countries.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Admin2Field } from './Admin2Field.tsx'
import { Choice } from './Choice.tsx'
import { rememberSite, useAdmin1, useCountries } from './places.ts'

type Props = {
  content: HouseholdContent
  onChange: (part: Partial<HouseholdContent>) => void
  wrong: Record<string, string | undefined>
}

export function PlaceStep({ content, onChange, wrong }: Props) {
  const t = useT()
  const site = useCatalogue().sites?.find((one) => one.id === content.site)
  return (
    <>
      <SiteField content={content} onChange={onChange} wrong={wrong} />
      {content.site === null && <PlaceFields content={content} onChange={onChange} wrong={wrong} />}
      {site?.admin2 === null || content.site === null ? (
        <Admin2Field
          label={t('web.people.admin2')}
          none={t('web.people.not-said')}
          admin1={content.admin1}
          value={content.admin2}
          onChange={(admin2) => onChange({ admin2 })}
        />
      ) : null}
      <Choice
        legend={t('web.people.group')}
        help={t('web.people.group.help')}
        options={populationGroups.map((group) => ({ value: group, name: t(`web.people.group.${group}`) }))}
        value={content.populationGroup}
        onChange={(populationGroup) => onChange({ populationGroup })}
      />
    </>
  )
}

function SiteField({ content, onChange, wrong }: Props) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { sites = [] } = useCatalogue()
  const offered = sites.filter((site) => !site.isClosed || site.id === content.site)
  const choose = (id: string) => {
    const site = sites.find((one) => one.id === id)
    if (site) rememberSite(site.id)
    onChange(site ? { site: site.id, country: site.country, admin1: site.admin1, admin2: site.admin2 } : { site: null })
  }
  return (
    <Field label={t('web.people.site')} error={wrong.site}>
      {(control) => (
        <select {...control} value={content.site ?? ''} onChange={(e) => choose(e.target.value)}>
          <option value="">{t('web.people.site.none')}</option>
          {format
            .sorted(offered, (site) => text(site.names))
            .map((site) => (
              <option key={site.id} value={site.id}>
                {text(site.names)}
              </option>
            ))}
        </select>
      )}
    </Field>
  )
}

function PlaceFields({ content, onChange, wrong }: Props) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const name = useCountryName()
  const countries = useCountries()
  const places = useAdmin1(content.country).data ?? []
  return (
    <>
      <Field label={t('web.people.country')} error={wrong.country}>
        {(control) => (
          <select
            {...control}
            value={content.country}
            onChange={(e) => onChange({ country: e.target.value, admin1: null, admin2: null })}
          >
            <option value="">{t('web.people.choose')}</option>
            {format.sorted(countries, name).map((code) => (
              <option key={code} value={code}>
                {name(code)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('web.people.admin1')} error={wrong.admin1}>
        {(control) => (
          <select
            {...control}
            value={content.admin1 ?? ''}
            onChange={(e) => onChange({ admin1: e.target.value || null, admin2: null })}
          >
            <option value="">{t('web.people.not-said')}</option>
            {format
              .sorted(places, (place) => text(place.names))
              .map((place) => (
                <option key={place.code} value={place.code}>
                  {text(place.names, place.code)}
                </option>
              ))}
          </select>
        )}
      </Field>
    </>
  )
}
