/** Services in lines, under their sectors. */
import type { Service } from '../../modules/delivery/contract.ts'
import { unitOf } from '../deliver/tiles.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useOrganisationNames } from '../people/organisations.ts'
import { usePlanLists } from '../plans.ts'
import { useScope } from '../scope.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Table } from '../ui/Table.tsx'
import { useIntervalWords } from './interval.ts'

type Props = { services: [string, Service[]][]; onOpen: ((service: Service) => void) | undefined }

export function ServiceTable({ services, onOpen }: Props) {
  const t = useT()
  const name = useOrganisationNames(services.flatMap(([, own]) => own.flatMap((one) => one.givenBy ?? [])))
  return (
    <Table label={t('web.services.title')}>
      <thead>
        <tr>
          <th>{t('web.services.service')}</th>
          <th>{t('web.services.unit')}</th>
          <th>{t('web.services.interval')}</th>
          <th>{t('web.services.counts')}</th>
          <th className="words">{t('web.services.indicator')}</th>
          <th>{t('web.services.given-by')}</th>
          {onOpen && (
            <th>
              <span className="hide">{t('web.services.change')}</span>
            </th>
          )}
        </tr>
      </thead>
      {services.map(([sector, own]) => (
        <tbody key={sector} data-sector={sector}>
          <tr>
            <th scope="rowgroup" colSpan={onOpen ? 7 : 6}>
              <Icon name={sector} sector /> <b>{t(`web.settings.sector.${sector}`)}</b>
            </th>
          </tr>
          {own.map((service) => (
            <ServiceLine key={service.id} service={service} name={name} onOpen={onOpen} />
          ))}
        </tbody>
      ))}
    </Table>
  )
}

type LineProps = { service: Service; name: (id: number) => string; onOpen: Props['onOpen'] }

function ServiceLine({ service, name, onOpen }: LineProps) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const interval = useIntervalWords()
  return (
    <tr>
      <th scope="row">
        {text(service.names, service.code)} {service.isRetired && <Badge icon="lock">{t('web.services.retired')}</Badge>}
        {service.forGroups && <small> {t('web.services.for-groups')}</small>}
      </th>
      <td>{unitOf(service, 2, format.language)}</td>
      <td>{interval(service)}</td>
      <td>{t(`web.services.counts.${service.counts}`)}</td>
      <td>
        <IndicatorName service={service} />
      </td>
      <td>{service.givenBy ? format.list(service.givenBy.map(name)) : t('web.services.given-by.any')}</td>
      {onOpen && (
        <td>
          <button
            type="button"
            onClick={() => onOpen(service)}
            aria-label={t('web.services.change.named', { name: text(service.names, service.code) })}
          >
            {t('web.services.change')}
          </button>
        </td>
      )}
    </tr>
  )
}

/** Of the plan that is chosen above. */
function IndicatorName({ service }: { service: Service }) {
  const t = useT()
  const text = useText()
  const { plan } = useScope()
  const lists = usePlanLists(plan)
  const chosen = service.indicators.find((one) => one.plan === plan)
  const indicator = lists.data?.indicators.find((one) => one.id === chosen?.indicatorId)
  if (!lists.data) return null
  return indicator ? text(indicator.names, indicator.name) : <span className="quiet">{t('web.services.indicator.none')}</span>
}
