/** Many rows of the month at once, copied in Excel. */
import type { Plan } from '../../modules/plan/contract.ts'
import { columnsOf } from '../grid/bands.ts'
import { PasteDialog } from '../grid/PasteDialog.tsx'
import { useT } from '../languages.ts'
import { askedBands } from './columns.ts'
import { namesOf, rowsOf } from './paste.ts'
import type { Typed } from './useKept.ts'

export function PasteReported({ plan, onAdd, onClose }: { plan: Plan; onAdd: (rows: Typed[]) => void; onClose: () => void }) {
  const t = useT()
  const order = columnsOf(askedBands(plan))
  const name = (column: (typeof order)[number]) => t(`web.activities.column.${column}`)
  return (
    <PasteDialog
      words={{
        title: t('web.activities.paste'),
        what: t('web.activities.paste.words'),
        label: t('web.activities.paste.label'),
        order: t('web.activities.paste.order', { columns: order.map(name).join(' · ') }),
        left: (columns) =>
          t('web.activities.paste.unplaced', { n: columns.length, columns: columns.map((header) => `“${header}”`).join(', ') }),
        tooMany: t('web.activities.paste.too-many'),
        add: (n) => t('web.activities.paste.add', { n }),
      }}
      read={(text) => rowsOf(text, order, namesOf(name))}
      onAdd={onAdd}
      onClose={onClose}
    />
  )
}
