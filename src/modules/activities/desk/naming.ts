/** Cells that stand as written are placed again: when they are typed, and when the plan's lists have changed. */

import type { Db } from '../../../core/database.ts'
import { addToLists } from '../../plan/actions.ts'
import type { AddedName } from '../../plan/contract.ts'
import type { AsWritten, Cells, Column } from '../contract.ts'
import { newNamesIn } from '../imports/names.ts'
import type { Lists } from '../rules/lists.ts'
import { placeRow, type WrittenRow } from '../rules/place.ts'
import type { Content } from './write.ts'

/** The row with every cell placed that the lists (and the reading of numbers, months, yes and no) can place. */
export function placedAgain({ cells, asWritten }: Content, lists: Lists): Content {
  const open = Object.keys(asWritten) as Column[]
  if (open.length === 0) return { cells, asWritten }
  const placed = placeRow({ ...contextOf(cells, lists), ...asWritten }, lists)
  const found = Object.fromEntries(open.filter((c) => placed.cells[c] !== null).map((c) => [c, placed.cells[c]]))
  const left = open.filter((c) => placed.cells[c] === null && placed.asWritten[c] !== undefined)
  return { cells: { ...cells, ...found }, asWritten: Object.fromEntries(left.map((c) => [c, placed.asWritten[c]])) as AsWritten }
}

/** The cells inside which other names are looked for, as they would be written. */
const contextOf = (cells: Cells, lists: Lists): WrittenRow => ({
  country: countryName(cells.country, lists),
  admin1: cells.admin1,
  sector: sectorName(cells.sector, lists),
})

const sectorName = (id: number | null, lists: Lists) => (id === null ? null : lists.sectorOf.get(id)?.name)
const countryName = (code: string | null, lists: Lists) => lists.source.places.find((p) => p.country === code)?.countryName

/** Names that open lists take in: those of cells that could not be placed. @returns what was not there before */
export async function addNewNames(db: Db, planId: number, rows: Content[], lists: Lists): Promise<AddedName[]> {
  const names = newNamesIn(
    rows.map(({ cells, asWritten }) => ({ written: { ...contextOf(cells, lists), ...asWritten }, placed: { cells, asWritten } })),
    lists,
  )
  return names ? addToLists(db, planId, names) : []
}
