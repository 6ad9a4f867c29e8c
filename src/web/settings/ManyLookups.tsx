/** Who asked after people unusually often, hour by hour: for those who answer for the organisation, and for administrators. */
import { useQuery } from '@tanstack/react-query'
import type { Lookups } from '../../modules/people/lookups/contract.ts'
import { manyLookups, mostLookups } from '../../modules/people/rules/lookups.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Listing } from '../ui/Listing.tsx'

export function ManyLookups() {
  const t = useT()
  const lookups = useQuery({ queryKey: ['people-lookups'], queryFn: () => get<Lookups[]>('/people/lookups') })
  return (
    <section className="stack">
      <h2>{t('web.settings.lookups')}</h2>
      <p>{t('web.settings.lookups.words', { many: manyLookups, most: mostLookups })}</p>
      <Answer query={lookups}>
        {(list) => (list.length === 0 ? <p className="quiet">{t('web.settings.lookups.none')}</p> : <Hours hours={list} />)}
      </Answer>
    </section>
  )
}

function Hours({ hours }: { hours: Lookups[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <Listing
      label={t('web.settings.lookups')}
      rows={hours}
      keyOf={({ by, hour }) => `${by} ${hour}`}
      columns={[
        { name: t('web.settings.lookups.who'), cell: ({ byName, by }) => byName || by },
        { name: t('web.settings.lookups.hour'), cell: ({ hour }) => format.moment(hour), look: 'nowrap' },
        {
          name: t('web.settings.lookups.asked'),
          cell: ({ asked, isStopped }) => (
            <>
              {isStopped && <Badge tone="attention">{t('web.settings.lookups.stopped')}</Badge>} {format.number(asked)}
            </>
          ),
          look: 'n',
        },
      ]}
    />
  )
}
