/** What is opened beside a list: takes the focus, closes by Esc, gives the focus back. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useT } from '../languages.ts'
import { giveBackFocus } from './Dialog.tsx'
import { Icon } from './Icon.tsx'

type Props = { title: string; onClose: () => void; closeWords?: string; children: ReactNode }

export function Beside({ title, onClose, closeWords, children }: Props) {
  const t = useT()
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => giveBackFocus(before)
  }, [])
  return (
    <aside
      className="panel stack detail"
      aria-labelledby={id}
      onKeyDown={(e) => {
        if (e.key === 'Escape') onClose()
      }}
    >
      <div className="row title-row">
        <h2 id={id} tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <button type="button" className="plain end" onClick={onClose} aria-label={closeWords ?? t('web.ui.close')}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </aside>
  )
}
