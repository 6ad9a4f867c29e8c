/** The two header rows of a grid: bands, and columns below them; before them, all rows are chosen at once. */
import { useT } from '../languages.ts'
import { type Bands, classes, placesOf } from './bands.ts'

export type ColumnWords<Column extends string> = {
  band: (band: string) => string
  column: (column: Column) => string
  isNumber: (column: Column) => boolean
}
type Props<Column extends string> = {
  bands: Bands<Column>
  words: ColumnWords<Column>
  rows: { id: string }[]
  chosen: ReadonlySet<string>
  onChoose: (ids: string[], on: boolean) => void
}

export function Head<Column extends string>({ bands, words, rows, chosen, onChoose }: Props<Column>) {
  const t = useT()
  const ids = rows.map(({ id }) => id)
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col" className="corner">
          <input
            type="checkbox"
            checked={ids.length > 0 && ids.every((id) => chosen.has(id))}
            onChange={(e) => onChoose(ids, e.target.checked)}
            aria-label={t('web.grid.select-all')}
          />{' '}
          {t('web.grid.row')}
        </th>
        {bands.map(({ band, columns }) => (
          <th key={band} className="band" colSpan={columns.length} scope="colgroup">
            {words.band(band)}
          </th>
        ))}
      </tr>
      <tr>
        {placesOf(bands).map(({ column, isFirst }) => (
          <th key={column} scope="col" className={classes(words.isNumber(column) && 'n', isFirst && 'band')}>
            {words.column(column)}
          </th>
        ))}
      </tr>
    </thead>
  )
}
