/** Many activities at once, copied in Excel: with the headers of the form in any order, or without them in its own. */
import type { Plan } from '../../modules/plan/contract.ts'
import { PasteDialog } from '../grid/PasteDialog.tsx'
import { useT } from '../languages.ts'
import { formOrder } from './columns.ts'
import { rowsIn } from './paste.ts'
import type { Typed } from './rows.ts'

export function PastePlanned({ plan, onAdd, onClose }: { plan: Plan; onAdd: (rows: Typed[]) => void; onClose: () => void }) {
  const t = useT()
  const order = formOrder(plan).map((cell) => t(`plan.submission.cell.${cell}`))
  return (
    <PasteDialog
      words={{
        title: t('web.submissions.paste'),
        what: t('web.submissions.paste.words'),
        label: t('web.submissions.paste.label'),
        order: t('web.submissions.paste.order', { columns: order.join(' · ') }),
        left: (columns) => t('web.submissions.columns-left', { columns: columns.join(' · ') }),
        tooMany: t('web.submissions.paste.too-many'),
        add: (n) => t('web.submissions.paste.add', { n }),
      }}
      read={(text) => rowsIn(text, plan)}
      onAdd={onAdd}
      onClose={onClose}
    />
  )
}
