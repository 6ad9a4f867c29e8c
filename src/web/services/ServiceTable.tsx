/** Services in lines, under their sectors. */
import type { Service } from '../../modules/delivery/contract.ts'
import { unitOf } from '../deliver/tiles.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useOrganisationNames } from '../people/organisations.ts'
import { usePlanLists } from '../plans.ts'
import { useScope } from '../scope.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { useIntervalWords } from './interval.ts'

type Props = { services: [string, Service[]][]; onOpen: ((service: Service) => void) | undefined }

export function ServiceTable({ services, onOpen }: Props) {
  const t = useT()
  const format = useFormat()
  const interval = useIntervalWords()
  const name = useOrganisationNames(services.flatMap(([, own]) => own.flatMap((one) => one.givenBy ?? [])))
  return (
    <Listing
      label={t('web.services.title')}
      groups={services.map(([sector, rows]) => ({ key: sector, head: <SectorHead sector={sector} />, rows }))}
      keyOf={(service) => service.id}
      columns={[
        { name: t('web.services.service'), cell: (service) => <ServiceName service={service} /> },
        { name: t('web.services.unit'), cell: (service) => unitOf(service, 2, format.language) },
        { name: t('web.services.interval'), cell: interval },
        { name: t('web.services.counts'), cell: (service) => t(`web.services.counts.${service.counts}`) },
        { name: t('web.services.indicator'), cell: (service) => <IndicatorName service={service} />, look: 'words' },
        {
          name: t('web.services.given-by'),
          cell: (service) => (service.givenBy ? format.list(service.givenBy.map(name)) : t('web.services.given-by.any')),
        },
        onOpen && {
          name: t('web.services.change'),
          isDone: true,
          cell: (service) => <ChangeButton service={service} onOpen={onOpen} />,
        },
      ]}
    />
  )
}

function SectorHead({ sector }: { sector: string }) {
  const t = useT()
  return (
    <>
      <Icon name={sector} sector /> <b>{t(`web.settings.sector.${sector}`)}</b>
    </>
  )
}

function ServiceName({ service }: { service: Service }) {
  const t = useT()
  return (
    <>
      {useText()(service.names, service.code)} {service.isRetired && <Badge icon="lock">{t('web.services.retired')}</Badge>}
      {service.forGroups && <small> {t('web.services.for-groups')}</small>}
    </>
  )
}

function ChangeButton({ service, onOpen }: { service: Service; onOpen: (service: Service) => void }) {
  const t = useT()
  const name = useText()(service.names, service.code)
  return (
    <button type="button" onClick={() => onOpen(service)} aria-label={t('web.services.change.named', { name })}>
      {t('web.services.change')}
    </button>
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
