/** What they received lately. */
import { useQuery } from '@tanstack/react-query'
import type { Delivery, DeliveryPage } from '../../modules/delivery/contract.ts'
import type { Household } from '../../modules/people/contract.ts'
import { get } from '../api.ts'
import { unitOf } from '../deliver/tiles.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { keptHousehold } from '../field/kept.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { orLast } from '../offline/last.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { useSiteName } from './places.ts'
import { nameOf } from './words.ts'

const most = 10
type Given = Pick<Delivery, 'service' | 'at'> & Partial<Delivery> & { personId?: string; isOurs?: boolean }

async function lately(id: string): Promise<Given[]> {
  const heard = get<DeliveryPage>('/deliveries', { household: id }).then(({ deliveries }): Given[] => deliveries)
  const given = await orLast(heard, async () => {
    const kept = await keptHousehold(id)
    return kept?.given.toSorted((a, b) => b.at.localeCompare(a.at))
  })
  return given.slice(0, most)
}

export function DeliveriesPart({ household }: { household: Household }) {
  const t = useT()
  const may = useMay()
  const query = useQuery({
    queryKey: ['household', household.id, 'deliveries'],
    queryFn: () => lately(household.id),
    enabled: may('delivery.read'),
  })
  if (!may('delivery.read')) return null
  return (
    <section className="stack" aria-labelledby="given">
      <h2 id="given">{t('web.people.given.title')}</h2>
      <Answer query={query}>
        {(list) =>
          list.length === 0 ? (
            <p className="quiet">{t('web.people.given.none')}</p>
          ) : (
            <ul className="facts">
              {list.map((one, i) => (
                <OneGiven key={one.id ?? `${one.at} ${i}`} one={one} household={household} />
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}

function OneGiven({ one, household }: { one: Given; household: Household }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const siteName = useSiteName()
  const { services } = useCatalogue()
  const service = services?.find(({ id }) => id === one.service)
  const person = one.person ?? household.persons.find(({ id }) => id === one.personId)
  const words = [
    format.moment(one.at),
    ...(one.quantity === undefined
      ? []
      : [`${format.number(one.quantity)} ${service ? unitOf(service, one.quantity, format.language) : ''}`.trim()]),
    ...(person ? [nameOf(person, t)] : []),
    siteName(one.site) ?? '',
    ...(one.isOurs === false ? [t('web.people.given.others')] : []),
  ]
  return (
    <li>
      <span>
        <b>{service ? text(service.names, service.code) : t('web.people.given.something')}</b>{' '}
        {one.reverses && <Badge icon="undo">{t('web.people.given.reversal')}</Badge>}
        {one.reversedBy && <Badge icon="undo">{t('web.people.given.reversed')}</Badge>}
        <br />
        <small>{words.filter(Boolean).join(' · ')}</small>
      </span>
    </li>
  )
}
