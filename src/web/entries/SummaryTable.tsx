/** What was given by day, site and service: for whoever sees the row and may not read entries. Small numbers are hidden. */
import type { ComputedEntries } from '../../modules/activities/computed/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Empty } from '../ui/Empty.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Table } from '../ui/Table.tsx'
import type { Names } from './names.ts'

export function SummaryTable({ summary, names }: { summary: NonNullable<ComputedEntries['summary']>; names: Names }) {
  const t = useT()
  const format = useFormat()
  if (summary.lines.length === 0)
    return (
      <Empty icon="deliver" title={t('web.entries.none')}>
        <p>{t('web.entries.none.words')}</p>
      </Empty>
    )
  const number = (value: number | null) => (value === null ? t('web.entries.hidden') : format.number(value))
  return (
    <>
      <Notice>
        <p>{t('web.entries.summary')}</p>
        {summary.hidden > 0 && <p>{t('web.entries.summary.hidden', { n: summary.hidden })}</p>}
      </Notice>
      <Table label={t('web.entries.title')} tall={summary.lines.length > 25}>
        <thead>
          <tr>
            <th>{t('web.entries.day')}</th>
            <th>{t('web.entries.site')}</th>
            <th>{t('web.entries.service')}</th>
            <th className="n">{t('web.entries.counted')}</th>
            <th className="n">{t('web.entries.quantity')}</th>
          </tr>
        </thead>
        <tbody>
          {summary.lines.map((line) => (
            <tr key={`${line.day} ${line.site} ${line.service}`}>
              <th scope="row">{format.day(`${line.day}T12:00:00Z`)}</th>
              <td>{names.site(line.site)}</td>
              <td>{names.service(line.service)}</td>
              <td className="n">{number(line.people)}</td>
              <td className="n">{number(line.quantity)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
