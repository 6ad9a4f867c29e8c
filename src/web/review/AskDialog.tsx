/** A dialog that asks for something and sends it: what is asked, why it was refused, the deed, and the way back. */
import type { FormEvent, ReactNode } from 'react'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

type Props = {
  title: string
  /** What the button says that sends it. */
  deed: string
  isDanger?: boolean
  sending: { isError: boolean; error: unknown; isPending: boolean }
  onSend: () => void
  onClose: () => void
  children: ReactNode
}

export function AskDialog({ title, deed, isDanger = false, sending, onSend, onClose, children }: Props) {
  const t = useT()
  const submit = (e: FormEvent) => {
    e.preventDefault()
    onSend()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {children}
        {sending.isError && <ProblemNotice error={sending.error} />}
        <div className="row">
          <button type="submit" className={isDanger ? 'danger' : 'primary'} disabled={sending.isPending}>
            {deed}
          </button>
          <button type="button" onClick={onClose}>
            {t('web.ui.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
