/** Names that rows bring into lists nobody imported. */
import type { NewNames } from '../../plan/contract.ts'
import type { Column } from '../contract.ts'
import type { Lists } from '../rules/lists.ts'
import { type Placed, textOf, type WrittenRow } from '../rules/place.ts'

type Collected = Required<{ [List in keyof NewNames]: NonNullable<NewNames[List]> }>

/** Columns whose names an open list takes up. */
const listsOf = {
  admin1: 'places',
  organisation: 'organisations',
  implementer: 'implementers',
  sector: 'indicators',
  indicator: 'indicators',
  cashMechanism: 'mechanisms',
} as const

/** The longest indicator of a real plan has 328 characters; a narrative in the wrong column is no name. */
const longestName = 500

const isNew = (lists: Lists, { asWritten }: Placed, column: keyof typeof listsOf): boolean =>
  asWritten[column] !== undefined && asWritten[column].length <= longestName && lists.isOpen(listsOf[column])

/** The names in these rows that open lists do not know yet; undefined when there are none. */
export function newNamesIn(rows: readonly { written: WrittenRow; placed: Placed }[], lists: Lists): NewNames | undefined {
  if (lists.source.open.length === 0) return undefined
  const names: Collected = { places: [], organisations: [], implementers: [], indicators: [], mechanisms: [] }
  const seen = new Set<string>()
  const once = (key: string, add: () => void) => {
    if (seen.has(key)) return
    seen.add(key)
    add()
  }
  for (const { written, placed } of rows) {
    const text = (column: Column) => textOf(written[column]) ?? ''
    if (isNew(lists, placed, 'admin1') && placed.cells.country !== null)
      once(`p ${text('country')} ${text('admin1')}`, () =>
        names.places.push({ country: text('country'), admin1: text('admin1') }),
      )
    if (isNew(lists, placed, 'organisation'))
      once(`o ${text('organisation')}`, () => names.organisations.push(text('organisation')))
    if (isNew(lists, placed, 'implementer') && placed.cells.throughPartner !== false)
      once(`i ${text('implementer')}`, () => names.implementers.push(text('implementer')))
    if (isNew(lists, placed, 'sector') || isNew(lists, placed, 'indicator'))
      once(`n ${text('sector')} ${text('indicator')}`, () =>
        names.indicators.push({ sector: text('sector'), indicator: text('indicator') }),
      )
    if (isNew(lists, placed, 'cashMechanism'))
      once(`m ${text('cashMechanism')}`, () => names.mechanisms.push(text('cashMechanism')))
  }
  return seen.size > 0 ? names : undefined
}
