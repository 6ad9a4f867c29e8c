/** Something that is done to a household or to one of it, with a reason: asked once, with what follows. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Field } from '../ui/Field.tsx'

type Props = {
  title: string
  /** What follows. */
  words: string
  deed: string
  isDanger?: boolean
  /** What is let go again needs no reason: none is sent. */
  isGoing?: boolean
  method: 'PUT' | 'POST'
  /** Under the household. */
  path: string
  household: string
  onClose: () => void
}
const shortest = 3

export function ReasonDialog({ title, words, deed, isDanger = false, isGoing = false, method, path, household, onClose }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const isSaid = isGoing || reason.trim().length >= shortest
  const sending = useMutation({
    mutationFn: () => send(method, `/people/households/${household}/${path}`, { reason: isGoing ? null : reason.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['household', household] })
      onClose()
    },
  })
  const ask = () => {
    setAsked(true)
    if (isSaid) sending.mutate()
  }
  return (
    <AskDialog {...{ title, deed, isDanger, sending, onClose }} onSend={ask} noValidate>
      <p>{words}</p>
      {!isGoing && (
        <Field label={t('web.people.reason')} error={asked && !isSaid ? t('web.people.reason.missing') : undefined}>
          {(control) => (
            <textarea {...control} rows={2} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
          )}
        </Field>
      )}
    </AskDialog>
  )
}
