/** Numbers held against each other: what differs, both numbers named; what agrees is counted. */
import type { TieOutLine } from '../../modules/plan/versions/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { Table } from '../ui/Table.tsx'

export function TieOut({ lines }: { lines: TieOutLine[] }) {
  const t = useT()
  const format = useFormat()
  const differing = lines.filter((line) => !line.agrees)
  const agreeing = lines.length - differing.length
  if (lines.length === 0) return null
  return (
    <div className="stack">
      <h3>{t('web.publication.tie-out')}</h3>
      <p>{t('web.publication.tie-out.words', { agreeing, differing: differing.length })}</p>
      {differing.length > 0 && (
        <Table label={t('web.publication.tie-out')}>
          <thead>
            <tr>
              <th className="words">{t('web.publication.tie-out.what')}</th>
              <th className="n">{t('web.publication.tie-out.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((line) => (
              <tr key={`${line.check} ${line.country} ${line.sectorId} ${line.other}`}>
                <td>{line.sentence}</td>
                <td className="n">{format.number(line.other - line.one, { signDisplay: 'always', maximumFractionDigits: 2 })}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  )
}
