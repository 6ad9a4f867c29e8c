/** Cells side by side, before and after: only those that differ. */
import type { DifferentCell } from '../../modules/plan/review/contract.ts'
import { useT } from '../languages.ts'
import { Table } from '../ui/Table.tsx'

type Props = { cells: DifferentCell[]; before: string; after: string }

export function Differences({ cells, before, after }: Props) {
  const t = useT()
  const empty = <span className="quiet">{t('web.review.empty')}</span>
  return (
    <Table label={t('web.review.difference')}>
      <thead>
        <tr>
          <th>{t('web.review.cell')}</th>
          <th>{before}</th>
          <th>{after}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={cell.cell}>
            <th scope="row">{cell.name}</th>
            <td>{cell.before === null ? empty : <del>{cell.before}</del>}</td>
            <td>{cell.after === null ? empty : <ins>{cell.after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
