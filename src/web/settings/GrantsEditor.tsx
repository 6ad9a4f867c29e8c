/** What a person may do and where: lines of role and scope; only pairs that make sense can be chosen. */
import { useQuery } from '@tanstack/react-query'
import type { GrantEntry } from '../../modules/organisations/contract.ts'
import { fits, scopesFor } from '../../modules/organisations/rules.ts'
import type { Place } from '../../modules/places/contract.ts'
import { looks } from '../../modules/plan/look.ts'
import { get } from '../api.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { BodyPicker } from './BodyPicker.tsx'
import { roles, scopes } from './grants.ts'
import { SiteSelect } from './SiteSelect.tsx'

type Props = { grants: GrantEntry[]; onChange: (grants: GrantEntry[]) => void }

const holdsIn = (role: GrantEntry['role']) => scopes.filter((scope) => scopesFor(role).includes(scope))

/** A line is whole when it says where. */
export const isWhole = (grant: GrantEntry): boolean => fits(grant)

export function GrantsEditor({ grants, onChange }: Props) {
  const t = useT()
  const change = (at: number, grant: GrantEntry) => onChange(grants.map((one, i) => (i === at ? grant : one)))
  return (
    <fieldset className="grants">
      <legend>{t('web.settings.grants')}</legend>
      <p className="help">{t('web.settings.grants.help')}</p>
      {grants.map((grant, at) => (
        <GrantLine
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
          key={at}
          grant={grant}
          onChange={(next) => change(at, next)}
          onRemove={() => onChange(grants.filter((_, i) => i !== at))}
        />
      ))}
      <p>
        <button type="button" onClick={() => onChange([...grants, { role: 'viewer', scope: 'region', scopeId: null }])}>
          <Icon name="plus" />
          {t('web.settings.grants.add')}
        </button>
      </p>
    </fieldset>
  )
}

function GrantLine({
  grant,
  onChange,
  onRemove,
}: {
  grant: GrantEntry
  onChange: (grant: GrantEntry) => void
  onRemove: () => void
}) {
  const t = useT()
  const turn = (role: GrantEntry['role'], scope: GrantEntry['scope']) => {
    const possible = holdsIn(role)
    onChange({ role, scope: possible.includes(scope) ? scope : possible[0]!, scopeId: null })
  }
  return (
    <div className="row">
      <select
        aria-label={t('web.settings.grants.role')}
        value={grant.role}
        onChange={(e) => turn(e.target.value as GrantEntry['role'], grant.scope)}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`web.settings.role.${role}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('web.settings.grants.scope')}
        value={grant.scope}
        onChange={(e) => turn(grant.role, e.target.value as GrantEntry['scope'])}
      >
        {holdsIn(grant.role).map((scope) => (
          <option key={scope} value={scope}>
            {t(`web.settings.scope.${scope}`)}
          </option>
        ))}
      </select>
      {grant.scope === 'organisation' && (
        <BodyPicker id={grant.scopeId} onChoose={(scopeId) => onChange({ ...grant, scopeId })} />
      )}
      {grant.scope === 'sector' && <SectorSelect grant={grant} onChange={onChange} />}
      {grant.scope === 'site' && <SiteSelect grant={grant} onChange={onChange} />}
      {(grant.scope === 'country' || grant.scope === 'platform') && <PlaceSelect grant={grant} onChange={onChange} />}
      <button type="button" className="plain" onClick={onRemove} aria-label={t('web.settings.grants.remove')}>
        <Icon name="close" />
      </button>
    </div>
  )
}

/** One sector of one country: `EC:health`. */
function SectorSelect({ grant, onChange }: { grant: GrantEntry; onChange: (grant: GrantEntry) => void }) {
  const t = useT()
  const [country = '', sector = ''] = (grant.scopeId ?? ':').split(':')
  const turn = (code: string, look: string) => onChange({ ...grant, scopeId: `${code}:${look}` })
  return (
    <>
      <PlaceSelect
        grant={{ ...grant, scope: 'country', scopeId: country || null }}
        onChange={(place) => turn(place.scopeId ?? '', sector)}
      />
      <select aria-label={t('web.settings.scope.sector')} value={sector} onChange={(e) => turn(country, e.target.value)}>
        <option value="" disabled>
          {t('web.settings.scope.sector')}
        </option>
        {Object.keys(looks).map((look) => (
          <option key={look} value={look}>
            {t(`web.settings.sector.${look}`)}
          </option>
        ))}
      </select>
    </>
  )
}

function PlaceSelect({ grant, onChange }: { grant: GrantEntry; onChange: (grant: GrantEntry) => void }) {
  const t = useT()
  const format = useFormat()
  const country = useCountryName()
  const places = useQuery({
    queryKey: ['places', 0],
    queryFn: () => get<Place[]>('/places', { level: 0 }),
    staleTime: 10 * 60_000,
  })
  const hosts = places.data?.filter((place) => place.hosts) ?? []
  const options =
    grant.scope === 'country'
      ? hosts.map((place) => ({ id: place.code, name: country(place.code) }))
      : [...new Set(hosts.map((place) => place.platform))].flatMap((platform) =>
          platform ? [{ id: platform, name: platform }] : [],
        )
  return (
    <select
      aria-label={t(`web.settings.scope.${grant.scope}`)}
      required
      value={grant.scopeId ?? ''}
      onChange={(e) => onChange({ ...grant, scopeId: e.target.value || null })}
    >
      <option value="">{t('web.settings.grants.choose')}</option>
      {format
        .sorted(options, (option) => option.name)
        .map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
    </select>
  )
}
