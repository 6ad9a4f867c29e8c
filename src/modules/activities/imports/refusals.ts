/** Rows that are not kept, and why: nothing in them, or not the sender's to report. */
import type { z } from 'zod'
import { type Reach, within } from '../../../core/access.ts'
import type { RawRow } from '../../../core/tables/cells.ts'
import type { Column } from '../contract.ts'
import type { Placing } from '../reading/headers.ts'
import type { Lists } from '../rules/lists.ts'
import type { Placed } from '../rules/place.ts'
import { textOf } from '../rules/place.ts'
import type { RefusedRow } from './contract.ts'

export type Refused = z.infer<typeof RefusedRow>
type Reason = Refused['reasons'][number]

/** The words of each reason: messages key `activities.refused.<code>`. */
export function reasonsFor(
  placed: Placed,
  placing: Placing,
  row: RawRow,
  reach: Reach,
  organisationId: number | null,
  lists: Lists,
): Reason[] {
  if (repeatsHeaders(row, placing)) return [{ column: '', code: 'row-repeats-headers', values: {} }]
  if (saysNothing(placed)) return [{ column: '', code: 'row-says-nothing', values: {} }]
  const { cells, asWritten } = placed
  const isForOther = organisationId !== null && cells.organisation !== organisationId
  const isOutOfReach = !within(reach, { country: cells.country, organisationId: cells.organisation })
  if (!isForOther && !isOutOfReach) return []
  const written = asWritten.organisation
  if (written === undefined)
    return [
      {
        column: 'organisation',
        code: cells.organisation === null ? 'organisation-missing' : 'organisation-not-yours',
        values: {},
      },
    ]
  const match = lists.organisations.find(written)
  const suggestion = match.id === null ? (match.suggestion ?? '') : ''
  return [
    {
      column: 'organisation',
      code: 'organisation-not-known',
      values: { written, suggestion, suggested: suggestion ? 'yes' : 'no' },
    },
  ]
}

const who: readonly Column[] = ['organisation', 'month', 'sector', 'indicator', 'title']

/** A line of totals, a remark, a row of zeros: neither who nor what nor when. */
const saysNothing = ({ cells, asWritten }: Placed): boolean => who.every((c) => cells[c] === null && asWritten[c] === undefined)

const repeatsHeaders = ({ values }: RawRow, { columns, texts }: Placing): boolean =>
  (['sector', 'indicator', 'title'] as const).every((column) => {
    const at = columns.indexOf(column)
    return at >= 0 && textOf(values[at]) === texts[at]?.trim()
  })

/** The cells of a refused row under the headers of its file. */
export function refusedCells(row: RawRow, placing: Placing): Refused['cells'] {
  const cells: Refused['cells'] = {}
  row.values.forEach((value, at) => {
    const text = textOf(value)
    if (text !== null) cells[placing.texts[at] || `#${at + 1}`] = text
  })
  return cells
}
