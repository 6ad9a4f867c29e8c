/** Asks once more before something is done, with what follows from it. */
import type { ReactNode } from 'react'
import { useT } from '../languages.ts'
import { Dialog } from './Dialog.tsx'

type Props = {
  title: string
  /** What follows. */
  children: ReactNode
  /** Words of the button that does it. */
  does: string
  onDo: () => void
  disabled?: boolean
  /** `primary`: what can be undone as easily. */
  tone?: 'danger' | 'primary'
  /** Words of the way back, where «cancel» might mean either. */
  keeps?: string
  onClose: () => void
}

export function ConfirmDialog({ title, children, does, onDo, disabled, tone = 'danger', keeps, onClose }: Props) {
  const t = useT()
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div className="row">
        <button type="button" className={tone} disabled={disabled} onClick={onDo}>
          {does}
        </button>
        <button type="button" onClick={onClose}>
          {keeps ?? t('web.ui.cancel')}
        </button>
      </div>
    </Dialog>
  )
}
