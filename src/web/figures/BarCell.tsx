/** A cell of a table that is a chart: as long as its value is of the largest. */
import type { CSSProperties } from 'react'

export const BarCell = ({ value, most }: { value: number; most: number }) => (
  <td className="bar" style={{ '--v': (100 * value) / most } as CSSProperties} />
)
