/** A native dialog: opens when shown, closes by Esc, gives the focus back. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useT } from '../languages.ts'
import { Icon } from './Icon.tsx'

/** To where somebody was, unless they have gone on meanwhile. */
export function giveBackFocus(before: Element | null): void {
  if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus()
}

type Props = { title: string; onClose: () => void; children: ReactNode; wide?: boolean }

export function Dialog({ title, onClose, children, wide = false }: Props) {
  const t = useT()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    // What is asked for first, not the button that closes.
    element?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    return () => {
      element?.close()
      giveBackFocus(before)
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={wide ? 'wide' : undefined}
      aria-labelledby={id}
      // Told late: it may have been opened again since.
      onClose={(e) => {
        if (!e.currentTarget.open) onClose()
      }}
      onCancel={(e) => {
        e.preventDefault()
        onClose()
      }}
    >
      <div className="stack">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="plain" onClick={onClose} aria-label={t('web.ui.close')}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
