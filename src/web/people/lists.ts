/** Lists on their way. */
import type { ListField, ListImport, ListLook, Matching } from '../../modules/people/imports/contract.ts'

export const isRunning = ({ state }: ListImport): boolean => state === 'waiting' || state === 'reading'

/** Only what was chosen otherwise than Senda took it: it is remembered for the organisation. */
export const chosenOf = (look: ListLook, chosen: Matching): Matching =>
  Object.fromEntries(
    look.columns.flatMap(({ header, field }) =>
      header in chosen && chosen[header] !== field ? [[header, chosen[header] ?? null]] : [],
    ),
  )

export const fieldOf = (look: ListLook, chosen: Matching, header: string): ListField | null =>
  header in chosen ? (chosen[header] ?? null) : (look.columns.find((column) => column.header === header)?.field ?? null)

/** Whether a row can say this at all. */
export const isPlaced = (look: ListLook, chosen: Matching, field: ListField): boolean =>
  look.columns.some(({ header }) => fieldOf(look, chosen, header) === field)

/** Up to so many columns are read at a glance. */
const atAGlance = 40

/** Of a wide file first what has a place, or is called like something that has; the rest apart. */
export function partedColumns({ columns }: ListLook): { first: ListLook['columns']; rest: ListLook['columns'] } {
  if (columns.length <= atAGlance) return { first: columns, rest: [] }
  const parted = Map.groupBy(columns, ({ field, how, like }) => (field !== null || how !== null ? 0 : like !== null ? 1 : 2))
  return { first: [...(parted.get(0) ?? []), ...(parted.get(1) ?? [])], rest: parted.get(2) ?? [] }
}
