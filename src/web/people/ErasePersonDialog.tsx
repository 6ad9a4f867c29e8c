/** One person of a household is erased: asked once, with what follows. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Household, PersonContent } from '../../modules/people/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { nameOf } from './words.ts'

type Props = { household: Household; person: PersonContent; onClose: () => void }

export function ErasePersonDialog({ household, person, onClose }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const name = nameOf(person, t)
  const isSaid = reason.trim().length >= 3
  const erase = useMutation({
    mutationFn: () => send('POST', `/people/households/${household.id}/persons/${person.id}/erase`, { reason: reason.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['household', household.id] })
      onClose()
    },
  })
  return (
    <Dialog title={t('web.people.withdrawn.person.erase', { name })} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          setAsked(true)
          if (isSaid) erase.mutate()
        }}
      >
        {erase.isError && <ProblemNotice error={erase.error} />}
        <p>{t('web.people.withdrawn.person.words', { name })}</p>
        <Field label={t('web.people.reason')} error={asked && !isSaid ? t('web.people.reason.missing') : undefined}>
          {(control) => (
            <textarea {...control} rows={2} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
          )}
        </Field>
        <div className="row">
          <button type="submit" className="danger" disabled={erase.isPending}>
            {t('web.people.withdrawn.person.erase', { name })}
          </button>
          <button type="button" onClick={onClose}>
            {t('web.ui.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
