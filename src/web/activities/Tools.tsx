/** What can be done with the rows as a whole. */
import { useState } from 'react'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { address } from '../api.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Icon } from '../ui/Icon.tsx'
import { ColumnsDialog } from './ColumnsDialog.tsx'
import type { Wishes } from './columns.ts'
import type { Asked } from './filter.ts'
import { PasteReported } from './PasteReported.tsx'
import type { Typed } from './useKept.ts'

type MakeProps = { lists: Lists; onAdd: (typed: Typed[]) => void; onFixes: () => void }

/** What makes or mends rows. */
export function Making({ lists, onAdd, onFixes }: MakeProps) {
  const t = useT()
  const may = useMay()
  const [pasting, setPasting] = useState(false)
  if (!may('activities.write')) return null
  return (
    <>
      <button type="button" onClick={() => onAdd([{}])}>
        <Icon name="plus" />
        {t('web.activities.new-row')}
      </button>
      <button type="button" onClick={() => setPasting(true)}>
        <Icon name="edit" />
        {t('web.activities.paste')}
      </button>
      <button type="button" onClick={onFixes}>
        <Icon name="check" />
        {t('web.activities.fixes')}
      </button>
      {pasting && <PasteReported plan={lists.source.plan} onAdd={onAdd} onClose={() => setPasting(false)} />}
    </>
  )
}

type TakeProps = { plan: string; filter: Asked; lists: Lists; wishes: Wishes; onWishes: (wishes: Wishes) => void }

/** What is shown of the rows, and taking them along. */
export function Taking({ plan, filter, lists, wishes, onWishes }: TakeProps) {
  const t = useT()
  const [choosing, setChoosing] = useState(false)
  return (
    <div className="row end">
      <button type="button" className="plain" onClick={() => setChoosing(true)}>
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
      {choosing && (
        <ColumnsDialog plan={lists.source.plan} wishes={wishes} onChange={onWishes} onClose={() => setChoosing(false)} />
      )}
    </div>
  )
}
