/** Many rows at once, copied in Excel. */
import { useState } from 'react'
import type { Plan } from '../../modules/plan/contract.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { askedBands } from './columns.ts'
import { namesOf, rowsOf } from './paste.ts'
import type { Typed } from './useKept.ts'

const atMost = 500

export function PasteDialog({ plan, onAdd, onClose }: { plan: Plan; onAdd: (rows: Typed[]) => void; onClose: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const order = askedBands(plan).flatMap(({ columns }) => columns)
  const name = (column: (typeof order)[number]) => t(`web.activities.column.${column}`)
  const { rows, unplaced } = rowsOf(text, order, namesOf(name))
  const tooMany = rows.length > atMost
  return (
    <Dialog title={t('web.activities.paste')} onClose={onClose} wide>
      <p>{t('web.activities.paste.words')}</p>
      <label className="field wide">
        {t('web.activities.paste.label')}
        <textarea rows={8} value={text} onChange={(e) => setText(e.target.value)} spellCheck={false} wrap="off" />
      </label>
      <p className="help">{t('web.activities.paste.order', { columns: order.map(name).join(' · ') })}</p>
      {unplaced.length > 0 && (
        <Notice
          tone="attention"
          title={t('web.activities.paste.unplaced', {
            n: unplaced.length,
            columns: unplaced.map((header) => `“${header}”`).join(', '),
          })}
        />
      )}
      {tooMany && <Notice tone="wrong" title={t('web.activities.paste.too-many')} says />}
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
          {t('web.activities.paste.add', { n: rows.length })}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </Dialog>
  )
}
