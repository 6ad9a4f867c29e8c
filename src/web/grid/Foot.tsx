/** The sums below the lines: from the first number on, each below its column. */
import type { ReactNode } from 'react'
import { type Bands, placesOf } from './bands.ts'

type Props<Column extends string> = {
  bands: Bands<Column>
  isNumber: (column: Column) => boolean
  sum: (column: Column) => ReactNode
  /** Why there is no sum. */
  why?: (column: Column) => string | undefined
  /** What they are sums of. */
  children: ReactNode
}

export function Foot<Column extends string>({ bands, isNumber, sum, why, children }: Props<Column>) {
  const places = placesOf(bands)
  const first = Math.max(
    0,
    places.findIndex(({ column }) => isNumber(column)),
  )
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={1 + first}>
          {children}
        </th>
        {places.slice(first).map(({ column, isFirst }) => (
          <td key={column} className={`n${isFirst ? ' band' : ''}`} title={why?.(column)}>
            {sum(column)}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
