/** A dialog that asks for something and sends it: what is asked, why it was refused, the deed, and the way back. */
import type { FormEvent, ReactNode } from 'react'
import { useT } from '../languages.ts'
import { Dialog } from './Dialog.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'

type Props = {
  title: string
  /** What the button says that sends it. */
  deed: string
  isDanger?: boolean
  /** `error`: why it was refused; undefined or null: it was not. */
  sending: { error?: unknown; isPending: boolean }
  onSend: () => void
  /** What is missing is said by the fields themselves, in the words of the app. */
  noValidate?: boolean
  onClose: () => void
  children: ReactNode
}

export function AskDialog({ title, deed, isDanger = false, sending, onSend, onClose, noValidate = false, children }: Props) {
  const t = useT()
  const submit = (e: FormEvent) => {
    e.preventDefault()
    onSend()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" noValidate={noValidate} inert={sending.isPending} onSubmit={submit}>
        {children}
        {sending.error != null && <ProblemNotice error={sending.error} />}
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
