/** Entries of deliveries one by one: when, where, what, for how many; what was taken back stays, struck out. */
import type { Delivery } from '../../modules/delivery/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Table } from '../ui/Table.tsx'
import type { Names } from './names.ts'

export function EntryTable({ entries, total, names }: { entries: Delivery[]; total: number | null; names: Names }) {
  const t = useT()
  const format = useFormat()
  if (entries.length === 0)
    return (
      <Empty icon="deliver" title={t('web.entries.none')}>
        <p>{t('web.entries.none.words')}</p>
      </Empty>
    )
  return (
    <>
      {total !== null && <p className="quiet">{t('web.entries.count', { n: total })}</p>}
      <Table label={t('web.entries.title')} tall={entries.length > 25}>
        <thead>
          <tr>
            <th>{t('web.entries.at')}</th>
            <th>{t('web.entries.site')}</th>
            <th>{t('web.entries.service')}</th>
            <th>{t('web.entries.to')}</th>
            <th className="n">{t('web.entries.counted')}</th>
            <th className="n">{t('web.entries.quantity')}</th>
            <th>{t('web.entries.by')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row" className="nowrap">
                {format.moment(entry.at)}
              </th>
              <td>{names.site(entry.site)}</td>
              <td>
                {names.service(entry.service)} <State entry={entry} />
              </td>
              <td>{entry.person ? `${entry.person.given} ${entry.person.family}` : t(`web.entries.to.${entry.to}`)}</td>
              <td className="n">{format.number(entry.people)}</td>
              <td className="n">{format.number(entry.quantity)}</td>
              <td>{entry.recordedBy}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}

function State({ entry }: { entry: Delivery }) {
  const t = useT()
  if (entry.reverses) return <Badge icon="undo">{t('web.entries.reversal', { reason: entry.reason })}</Badge>
  if (entry.reversedBy) return <Badge icon="undo">{t('web.entries.reversed')}</Badge>
  if (entry.isDouble) return <Badge tone="attention">{t('web.entries.double')}</Badge>
  return null
}
