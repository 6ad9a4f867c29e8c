/** One site: its names, what it is, in which place, where exactly; closed when nobody is met there any more. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { type NewSite, type Site, siteKinds } from '../../modules/places/contract.ts'
import { send } from '../api.ts'
import { useCountryName } from '../countries.ts'
import { type Language, languages, type Texts, useT } from '../languages.ts'
import { Admin2Field } from '../people/Admin2Field.tsx'
import { useAdmin1, useCountries, usePlaceChoices } from '../people/places.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { SelectField } from '../ui/SelectField.tsx'

type Draft = Omit<NewSite, 'latitude' | 'longitude'> & { latitude: string; longitude: string; isClosed: boolean }

const draftOf = (site: Site | undefined): Draft => ({
  id: site?.id ?? newId(),
  kind: site?.kind ?? 'service-point',
  names: site?.names ?? {},
  country: site?.country ?? '',
  admin1: site?.admin1 ?? null,
  admin2: site?.admin2 ?? null,
  latitude: site?.latitude?.toString() ?? '',
  longitude: site?.longitude?.toString() ?? '',
  isClosed: site?.isClosed ?? false,
})

const filled = (names: Texts): Texts =>
  Object.fromEntries(Object.entries(names).flatMap(([code, name]) => (name?.trim() ? [[code, name.trim()]] : [])))
const degrees = (text: string): number | null => (text.trim() === '' ? null : Number(text.replace(',', '.')))
const isPoint = (text: string, most: number) => {
  const value = degrees(text)
  return value === null || (Number.isFinite(value) && Math.abs(value) <= most)
}

export function SiteDialog({ site, onClose }: { site: Site | undefined; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(site))
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const save = useMutation({
    mutationFn: () => {
      const { id, isClosed, names, latitude, longitude, ...rest } = draft
      const entry = { ...rest, names: filled(names), latitude: degrees(latitude), longitude: degrees(longitude) }
      return site ? send('PATCH', `/sites/${id}`, { ...entry, isClosed }) : send('POST', '/sites', { id, ...entry })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['sites'] })
      onClose()
    },
  })
  const isSound = isPoint(draft.latitude, 90) && isPoint(draft.longitude, 180)
  const isWhole = Object.keys(filled(draft.names)).length > 0 && draft.country !== '' && isSound
  return (
    <Dialog title={site ? t('web.settings.sites.change') : t('web.settings.sites.add')} onClose={onClose}>
      <form
        className="stack"
        inert={save.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (isWhole) save.mutate()
        }}
      >
        {Object.entries(languages).map(([code, language]) => (
          <Field key={code} label={t('web.settings.bodies.name-in', { language })}>
            {(control) => (
              <input
                {...control}
                maxLength={200}
                lang={code}
                value={draft.names[code as Language] ?? ''}
                onChange={(e) => change({ names: { ...draft.names, [code]: e.target.value } })}
              />
            )}
          </Field>
        ))}
        <Field label={t('web.settings.sites.kind')}>
          {(control) => (
            <select {...control} value={draft.kind} onChange={(e) => change({ kind: e.target.value as Site['kind'] })}>
              {siteKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`web.settings.sites.kind.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <PlaceFields draft={draft} onChange={change} />
        <Points draft={draft} isSound={isSound} onChange={change} />
        {site && (
          <label className="tick">
            <input type="checkbox" checked={draft.isClosed} onChange={(e) => change({ isClosed: e.target.checked })} />
            {t('web.settings.sites.close')}
          </label>
        )}
        {save.isError && <ProblemNotice error={save.error} />}
        <p>
          <button type="submit" className="primary" disabled={save.isPending || !isWhole}>
            {site ? t('web.settings.sites.save') : t('web.settings.sites.add.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

type PartProps = { draft: Draft; onChange: (part: Partial<Draft>) => void }

function PlaceFields({ draft, onChange }: PartProps) {
  const t = useT()
  const country = useCountryName()
  const regions = usePlaceChoices(useAdmin1(draft.country || undefined).data)
  const none = t('web.settings.grants.choose')
  return (
    <>
      <SelectField
        label={t('web.settings.scope.country')}
        none={none}
        choices={useCountries().map((code) => [code, country(code)])}
        value={draft.country}
        onChange={(code) => onChange({ country: code ?? '', admin1: null, admin2: null })}
      />
      {regions.length > 0 && (
        <SelectField
          label={t('web.settings.sites.admin1')}
          none={none}
          choices={regions}
          value={draft.admin1}
          onChange={(admin1) => onChange({ admin1, admin2: null })}
        />
      )}
      <Admin2Field
        label={t('web.settings.sites.admin2')}
        none={none}
        admin1={draft.admin1}
        value={draft.admin2}
        onChange={(admin2) => onChange({ admin2 })}
      />
    </>
  )
}

/** As a map or a telephone shows it. */
function Points({ draft, isSound, onChange }: PartProps & { isSound: boolean }) {
  const t = useT()
  const error = isSound ? undefined : t('web.settings.sites.point.wrong')
  return (
    <>
      <Field label={t('web.settings.sites.latitude')} error={error}>
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            value={draft.latitude}
            onChange={(e) => onChange({ latitude: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('web.settings.sites.longitude')}>
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            value={draft.longitude}
            onChange={(e) => onChange({ longitude: e.target.value })}
          />
        )}
      </Field>
    </>
  )
}
