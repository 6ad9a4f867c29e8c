/** Many activities at once, copied in Excel: with the headers of the form in any order, or without them in its own. */
import { useState } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { formOrder } from './columns.ts'
import { rowsIn } from './paste.ts'
import type { Typed } from './rows.ts'

const atMost = 500
export function PasteDialog({ plan, onAdd, onClose }: { plan: Plan; onAdd: (rows: Typed[]) => void; onClose: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const { rows, left } = rowsIn(text, plan)
  const tooMany = rows.length > atMost
  return (
    <Dialog title={t('web.submissions.paste')} onClose={onClose} wide>
      <p>{t('web.submissions.paste.words')}</p>
      <label className="field wide">
        {t('web.submissions.paste.label')}
        <textarea rows={8} value={text} onChange={(e) => setText(e.target.value)} spellCheck={false} wrap="off" />
      </label>
      <p className="help">
        {t('web.submissions.paste.order', {
          columns: formOrder(plan)
            .map((c) => t(`plan.submission.cell.${c}`))
            .join(' · '),
        })}
      </p>
      {left.length > 0 && <Notice tone="attention" title={t('web.submissions.columns-left', { columns: left.join(' · ') })} />}
      {tooMany && <Notice tone="wrong" title={t('web.submissions.paste.too-many')} says />}
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={rows.length === 0 || tooMany}
          onClick={() => {
            onAdd(rows)
            onClose()
          }}
        >
          {t('web.submissions.paste.add', { n: rows.length })}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </Dialog>
  )
}
