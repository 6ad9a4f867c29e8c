/** Households that are erased within 30 days: first those whose consent was taken back, then those not seen for too long. */
import { useQuery } from '@tanstack/react-query'
import type { DueHousehold } from '../../modules/people/privacy/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Table } from '../ui/Table.tsx'

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
    <Table label={t('web.settings.due')}>
      <thead>
        <tr>
          <th>{t('web.settings.due.card')}</th>
          <th>{t('web.settings.due.why')}</th>
          <th>{t('web.settings.due.day')}</th>
        </tr>
      </thead>
      <tbody>
        {households.map(({ id, card, reason, withdrawnAt, lastSeenAt, due }) => (
          <tr key={id}>
            <th scope="row">
              <Go to={`/people/${id}`}>{card}</Go>
            </th>
            <td>{t(`web.settings.due.${reason}`, { day: format.day(withdrawnAt ?? lastSeenAt) })}</td>
            <td className="nowrap">{format.day(due)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
