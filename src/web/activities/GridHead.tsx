/** The two header rows of the grid: bands, and columns below them. */
import { useT } from '../languages.ts'
import { isNumber, type Shown } from './columns.ts'

export function GridHead({
  bands,
  allChosen,
  onChooseAll,
}: {
  bands: Shown
  allChosen: boolean
  onChooseAll: (on: boolean) => void
}) {
  const t = useT()
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col" className="corner">
          <input
            type="checkbox"
            checked={allChosen}
            onChange={(e) => onChooseAll(e.target.checked)}
            aria-label={t('web.activities.grid.select-all')}
          />{' '}
          {t('web.activities.column.row')}
        </th>
        {bands.map(({ band, columns }) => (
          <th key={band} className="band" colSpan={columns.length} scope="colgroup">
            {t(`web.activities.band.${band}`)}
          </th>
        ))}
      </tr>
      <tr>
        {bands.flatMap(({ columns }) =>
          columns.map((column, i) => (
            <th
              key={column}
              scope="col"
              className={[isNumber(column) ? 'n' : '', i === 0 ? 'band' : ''].join(' ').trim() || undefined}
            >
              {t(`web.activities.column.${column}`)}
            </th>
          )),
        )}
      </tr>
    </thead>
  )
}
