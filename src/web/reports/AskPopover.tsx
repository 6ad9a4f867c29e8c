/** `#` was typed: the picker at the caret. Escape goes back to the text. */
import { useEffect, useRef } from 'react'
import { useT } from '../languages.ts'
import { useComposer } from './composer.ts'
import { Picker } from './Picker.tsx'
import { keepBeside } from './placeBeside.ts'

export function AskPopover({ at, onClose }: { at: DOMRect; onClose: () => void }) {
  const t = useT()
  const { active } = useComposer()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    element.showPopover()
    element.querySelector('input')?.focus()
    return keepBeside(element, at)
  }, [at])
  const leave = () => {
    onClose()
    active.current?.focus()
  }
  return (
    <div
      ref={box}
      popover="auto"
      role="dialog"
      aria-label={t('web.reports.pick')}
      className="beside"
      onToggle={(e) => {
        if (e.newState === 'closed') onClose()
      }}
    >
      <div className="stack">
        <Picker
          eager
          onPick={(token) => {
            onClose()
            active.current?.place(token)
          }}
          onLeave={leave}
        />
      </div>
    </div>
  )
}
