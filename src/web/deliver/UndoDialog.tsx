/** Takes back what was given by mistake: both entries stay to be seen, with the reason. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { perform } from '../field/perform.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { ReasonChoice } from './ReasonChoice.tsx'

type Props = { delivery: string; what: string; onClose: () => void; onUndone: () => void }
const reasons = ['wrong-household', 'wrong-service', 'wrong-quantity', 'not-taken'].map((why) => `web.deliver.reason.${why}`)

export function UndoDialog({ delivery, what, onClose, onUndone }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const [id] = useState(() => newId())
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [refused, setRefused] = useState<string>()
  const undo = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const at = new Date().toISOString()
      const done = await perform({ kind: 'delivery.reverse', id, body: { id, delivery, reason, at } })
      void queries.invalidateQueries({ queryKey: ['deliveries'] })
      if (done.outcome === 'refused') setRefused(done.problem?.title ?? '')
      else onUndone()
    } catch (problem) {
      setError(problem)
    }
    setBusy(false)
  }
  return (
    <Dialog title={t('web.deliver.undo')} onClose={onClose}>
      <form
        className="stack"
        inert={isBusy}
        onSubmit={(e) => {
          e.preventDefault()
          if (reason && !isBusy) void undo()
        }}
      >
        <p>{t('web.deliver.undo.words', { what })}</p>
        {error !== undefined && <ProblemNotice error={error} />}
        {refused !== undefined && <Notice tone="wrong" title={refused} says />}
        <ReasonChoice label={t('web.deliver.undo.why')} reasons={reasons} onReason={setReason} />
        <button type="submit" className="danger wide" disabled={reason === ''} aria-busy={isBusy}>
          {t('web.deliver.undo.do')}
        </button>
      </form>
    </Dialog>
  )
}
