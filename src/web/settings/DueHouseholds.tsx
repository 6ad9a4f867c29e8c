/** Households that are erased within 30 days, and single persons: first those whose consent was taken back, then those not seen for too long. */
import { useQuery } from '@tanstack/react-query'
import type { DueHousehold } from '../../modules/people/privacy/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Listing } from '../ui/Listing.tsx'

export function DueHouseholds() {
  const t = useT()
  const due = useQuery({ queryKey: ['people-due'], queryFn: () => get<DueHousehold[]>('/people/due') })
  return (
    <section className="stack">
      <h2>{t('web.settings.due')}</h2>
      <Answer query={due}>
        {(list) => (list.length === 0 ? <p className="quiet">{t('web.settings.due.none')}</p> : <DueTable households={list} />)}
      </Answer>
    </section>
  )
}

function DueTable({ households }: { households: DueHousehold[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <Listing
      label={t('web.settings.due')}
      rows={households}
      keyOf={({ id, person }) => `${id} ${person}`}
      columns={[
        { name: t('web.settings.due.card'), cell: ({ id, card }) => <Go to={`/people/${id}`}>{card}</Go>, look: 'nowrap' },
        {
          name: t('web.settings.due.why'),
          cell: ({ reason, withdrawnAt, lastSeenAt }) =>
            t(`web.settings.due.${reason}`, { day: format.day(withdrawnAt ?? lastSeenAt) }),
        },
        { name: t('web.settings.due.day'), cell: ({ due }) => format.day(due), look: 'nowrap' },
      ]}
    />
  )
}
