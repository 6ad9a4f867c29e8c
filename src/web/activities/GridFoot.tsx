/** Sums of the whole filter, direct rows only; people in the month only where one month is shown. */
import type { ActivityPage } from '../../modules/activities/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { isNumber, type Shown } from './columns.ts'

export function GridFoot({ bands, page, oneMonth }: { bands: Shown; page: ActivityPage; oneMonth: boolean }) {
  const t = useT()
  const format = useFormat()
  const label = page.total === null ? t('web.activities.grid.sums.unknown') : t('web.activities.grid.sums', { total: page.total })
  const columns = bands.flatMap((band) => band.columns.map((column, i) => ({ column, isFirst: i === 0 })))
  const firstNumber = columns.findIndex(({ column }) => isNumber(column))
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={1 + Math.max(0, firstNumber)}>
          {label}
        </th>
        {columns.slice(Math.max(0, firstNumber)).map(({ column, isFirst }) => {
          const sum = isNumber(column) ? page.sums[column] : undefined
          const why = column === 'peopleInMonth' && !oneMonth ? t('web.activities.grid.sums.month') : undefined
          return (
            <td key={column} className={`n${isFirst ? ' band' : ''}`} title={why}>
              {sum === undefined ? (
                why ? (
                  <>
                    <span aria-hidden="true">–</span>
                    <span className="hide">{why}</span>
                  </>
                ) : (
                  ''
                )
              ) : (
                format.number(sum, { maximumFractionDigits: 2 })
              )}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
