/** What an organisation does at one site: `12:<site>`. */
import type { GrantEntry } from '../../modules/organisations/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { BodyPicker } from './BodyPicker.tsx'
import { useSites } from './sites.ts'

export function SiteSelect({ grant, onChange }: { grant: GrantEntry; onChange: (grant: GrantEntry) => void }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const country = useCountryName()
  const sites = useSites()
  const [organisation = '', site = ''] = (grant.scopeId ?? ':').split(':')
  const turn = (body: string, at: string) => onChange({ ...grant, scopeId: `${body}:${at}` })
  const open = sites.data?.filter((one) => !one.isClosed || one.id === site) ?? []
  return (
    <>
      <BodyPicker id={organisation || null} onChoose={(body) => turn(body ?? '', site)} />
      <select aria-label={t('web.settings.scope.site')} value={site} onChange={(e) => turn(organisation, e.target.value)}>
        <option value="" disabled>
          {t('web.settings.scope.site')}
        </option>
        {format
          .sorted(open, (one) => text(one.names))
          .map((one) => (
            <option key={one.id} value={one.id}>
              {text(one.names)}, {country(one.country)}
            </option>
          ))}
      </select>
    </>
  )
}
