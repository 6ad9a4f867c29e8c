/** What can be done with the rows as a whole: new row, paste, fix, choose columns, download. */
import { useState } from 'react'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { address } from '../api.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Icon } from '../ui/Icon.tsx'
import { ColumnsDialog } from './ColumnsDialog.tsx'
import type { Wishes } from './columns.ts'
import type { Asked } from './filter.ts'
import { PasteDialog } from './PasteDialog.tsx'
import type { Typed } from './useKept.ts'

type Props = {
  plan: string
  filter: Asked
  lists: Lists
  wishes: Wishes
  onWishes: (wishes: Wishes) => void
  onAdd: (typed: Typed[]) => void
  onFixes: (() => void) | undefined
}

export function Tools({ plan, filter, lists, wishes, onWishes, onAdd, onFixes }: Props) {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState<'columns' | 'paste'>()
  return (
    <>
      {may('activities.write') && (
        <button type="button" onClick={() => onAdd([{}])}>
          <Icon name="plus" />
          {t('web.activities.new-row')}
        </button>
      )}
      {may('activities.write') && (
        <button type="button" onClick={() => setOpen('paste')}>
          <Icon name="edit" />
          {t('web.activities.paste')}
        </button>
      )}
      {onFixes && (
        <button type="button" onClick={onFixes}>
          <Icon name="check" />
          {t('web.activities.fixes')}
        </button>
      )}
      <button type="button" className="plain" onClick={() => setOpen('columns')}>
        <Icon name="filter" />
        {t('web.activities.columns')}
      </button>
      {(['xlsx', 'csv'] as const).map((kind) => (
        <a
          key={kind}
          className="button"
          download
          href={address(`/plans/${plan}/activities.${kind}`, filter)}
          aria-label={t('web.activities.download.what', { format: kind.toUpperCase() })}
        >
          <Icon name="download" />
          {t(`web.activities.download.${kind}`)}
        </a>
      ))}
      {open === 'columns' && (
        <ColumnsDialog plan={lists.source.plan} wishes={wishes} onChange={onWishes} onClose={() => setOpen(undefined)} />
      )}
      {open === 'paste' && <PasteDialog plan={lists.source.plan} onAdd={onAdd} onClose={() => setOpen(undefined)} />}
    </>
  )
}
