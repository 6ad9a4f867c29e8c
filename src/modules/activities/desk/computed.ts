/** Rows worked out from deliveries: a mistake in them is a mistake in an entry, and is taken back there. */
import { Problem } from '../../../core/problem.ts'
import type { AsWritten } from '../contract.ts'
import { cellsOf, difference, type Report } from './cells.ts'
import type { Edit } from './write.ts'

/** @throws 409 for a row whose numbers follow the entries */
export function assertByHand(report: Report): void {
  if (report.lineId !== null) throw new Problem(409, 'activities/computed', { id: report.id })
}

const words: readonly string[] = ['title', 'description']

/** Whether an edit changes nothing but how the activity is called and told. */
export const isDescribed = ({ report, cells, asWritten }: Edit): boolean =>
  Object.keys(difference(cellsOf(report), cells).after).every((column) => words.includes(column)) &&
  Object.keys(asWritten).every((column) => column in (report.asWritten as AsWritten))
