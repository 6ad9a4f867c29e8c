/** The last column of what can be changed: a button on each line that says what it changes. */
import type { T } from '../languages.ts'
import type { Column } from '../ui/Listing.tsx'

export const changing = <Row,>(t: T, onOpen: (row: Row) => void, nameOf: (row: Row) => string): Column<Row> => ({
  name: t('web.settings.change'),
  isDone: true,
  cell: (row) => (
    <button type="button" onClick={() => onOpen(row)} aria-label={t('web.settings.change.named', { name: nameOf(row) })}>
      {t('web.settings.change')}
    </button>
  ),
})
