/** What was just given can be taken back from where it was given. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { UndoDialog } from './UndoDialog.tsx'

export function UndoButton({ delivery, what, onUndone }: { delivery: string; what: string; onUndone: () => void }) {
  const t = useT()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className="plain" onClick={() => setAsking(true)}>
        <Icon name="undo" />
        {t('web.deliver.undo')}
      </button>
      {isAsking && <UndoDialog delivery={delivery} what={what} onClose={() => setAsking(false)} onUndone={onUndone} />}
    </>
  )
}
