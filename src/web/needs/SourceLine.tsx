/** Where the number in focus comes from: file or person, the day for which it holds, who put it in and when. */
import type { Cell, CellSource, PeopleRow } from '../../modules/plan/needs/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useCellName } from './words.ts'

/** The cell's own source, else the line's, else the table's. */
export const sourceOf = (row: PeopleRow, cell: Cell, table: CellSource | null): CellSource | null =>
  row.sources[cell] ?? row.sources['*'] ?? table

type Props = { row: PeopleRow; cell: Cell; name: string; source: CellSource | null }

export function SourceLine({ row, cell, name, source }: Props) {
  const t = useT()
  const format = useFormat()
  const cellName = useCellName()
  return (
    <p className="quiet">
      <b>
        {name}, {cellName(cell)}
      </b>
      {': '}
      {source
        ? t('web.needs.cell-source', {
            source: source.source,
            day: format.day(source.dated),
            by: source.by,
            at: format.moment(source.at),
          })
        : '–'}
      {row.isDoubled && ` · ${t('web.needs.doubled')}`}
    </p>
  )
}
