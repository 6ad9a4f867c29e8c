/** Where they are met, and how the monthly reports count them. */
import type { HouseholdContent } from '../../modules/people/contract.ts'
import { populationGroups } from '../../modules/people/contract.ts'
import { useCountryName } from '../countries.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useT, useText } from '../languages.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { Admin2Field } from './Admin2Field.tsx'
import { Choice } from './Choice.tsx'
import { rememberSite, useAdmin1, useCountries, usePlaceChoices } from './places.ts'

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
  const { sites = [] } = useCatalogue()
  const offered = sites.filter((site) => !site.isClosed || site.id === content.site)
  const choose = (id: string | null) => {
    const site = sites.find((one) => one.id === id)
    if (site) rememberSite(site.id)
    onChange(site ? { site: site.id, country: site.country, admin1: site.admin1, admin2: site.admin2 } : { site: null })
  }
  return (
    <SelectField
      label={t('web.people.site')}
      none={t('web.people.site.none')}
      choices={offered.map((site) => [site.id, text(site.names)])}
      value={content.site}
      onChange={choose}
      error={wrong.site}
    />
  )
}

function PlaceFields({ content, onChange, wrong }: Props) {
  const t = useT()
  const name = useCountryName()
  const countries = useCountries()
  return (
    <>
      <SelectField
        label={t('web.people.country')}
        none={t('web.people.choose')}
        choices={countries.map((code) => [code, name(code)])}
        value={content.country}
        onChange={(code) => onChange({ country: code ?? '', admin1: null, admin2: null })}
        error={wrong.country}
      />
      <SelectField
        label={t('web.people.admin1')}
        none={t('web.people.not-said')}
        choices={usePlaceChoices(useAdmin1(content.country).data)}
        value={content.admin1}
        onChange={(admin1) => onChange({ admin1, admin2: null })}
        error={wrong.admin1}
      />
    </>
  )
}
