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
