/** Many activities at once, copied in Excel: with the headers of the form in any order, or without them in its own. */
import { useState } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import { type ActivityCell, activityCells } from '../../modules/plan/submissions/contract.ts'
import { placeHeaders } from '../../modules/plan/submissions/rules/headers.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { cellsOf } from '../ui/grid/blocks.ts'
import { Notice } from '../ui/Notice.tsx'
import { formOrder } from './columns.ts'
import type { Typed } from './rows.ts'

const atMost = 500
const isActivityCell = (column: string | undefined): column is ActivityCell =>
  (activityCells as readonly string[]).includes(column ?? '')

/** Rows of a pasted block; `left`: headers that no cell takes. */
export function rowsIn(text: string, plan: Plan): { rows: Typed[]; left: string[] } {
  const lines = cellsOf(text)
  const { columns, placed, left } = placeHeaders(lines[0] ?? [])
  const hasHeaders = placed >= Math.max(2, (lines[0]?.length ?? 0) / 2)
  const into = hasHeaders ? columns : formOrder(plan)
  const rows = (hasHeaders ? lines.slice(1) : lines).map((line) =>
    Object.fromEntries(
      line.flatMap((cell, i) => (isActivityCell(into[i]) && cell.trim() !== '' ? [[into[i], cell.trim()]] : [])),
    ),
  )
  return { rows: rows.filter((row) => Object.keys(row).length > 0), left: hasHeaders ? left : [] }
}

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
