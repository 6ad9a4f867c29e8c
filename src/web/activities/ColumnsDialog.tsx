/** Which columns are shown; remembered on the device. */
import type { Column } from '../../modules/activities/contract.ts'
import type { Plan } from '../../modules/plan/contract.ts'
import { useT } from '../languages.ts'
import { useScope } from '../scope.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { askedBands, usualColumns, type Wishes } from './columns.ts'

export function ColumnsDialog({
  plan,
  wishes,
  onChange,
  onClose,
}: {
  plan: Plan
  wishes: Wishes
  onChange: (wishes: Wishes) => void
  onClose: () => void
}) {
  const t = useT()
  const usual = usualColumns(plan, useScope())
  const set = (column: Column, on: boolean) => onChange({ ...wishes, [column]: on })
  return (
    <Dialog title={t('web.activities.columns.title')} onClose={onClose}>
      {askedBands(plan).map(({ band, columns }) => (
        <fieldset key={band} className="ticks">
          <legend>{t(`web.activities.band.${band}`)}</legend>
          {columns.map((column) => (
            <label key={column} className="tick">
              <input
                type="checkbox"
                checked={wishes[column] ?? usual.has(column)}
                onChange={(e) => set(column, e.target.checked)}
              />
              {t(`web.activities.column.${column}`)}
            </label>
          ))}
        </fieldset>
      ))}
      <div className="row">
        <button type="button" onClick={() => onChange({})}>
          {t('web.activities.columns.usual')}
        </button>
      </div>
    </Dialog>
  )
}
