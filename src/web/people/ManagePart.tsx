/** Keeping a household from being erased, or erasing it: asked once, with what follows. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Household } from '../../modules/people/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

export function ManagePart({ household }: { household: Household }) {
  const t = useT()
  const [open, setOpen] = useState<'hold' | 'erase'>()
  const isHeld = household.holdReason !== null
  if (!household.may.manage) return null
  return (
    <section className="stack" aria-labelledby="keeping">
      <h2 id="keeping">{t('web.people.keeping')}</h2>
      <div className="row">
        <button type="button" onClick={() => setOpen('hold')}>
          {t(isHeld ? 'web.people.hold.end' : 'web.people.hold')}
        </button>
        <button type="button" className="danger" disabled={isHeld} onClick={() => setOpen('erase')}>
          {t('web.people.erase')}
        </button>
      </div>
      {isHeld && <p className="help">{t('web.people.hold.erase')}</p>}
      {open && <ReasonDialog key={open} what={open} household={household} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

type Props = { what: 'hold' | 'erase'; household: Household; onClose: () => void }

export function ReasonDialog({ what, household, onClose }: Props) {
  const t = useT()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const ends = what === 'hold' && household.holdReason !== null
  const act = useAct(what, household.id, onClose)
  const isSaid = ends || reason.trim().length >= 3
  const title = t(ends ? 'web.people.hold.end' : `web.people.${what}`)
  return (
    <Dialog title={t('web.people.of-card', { what: title, card: household.card })} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          setAsked(true)
          if (isSaid) act.mutate(ends ? null : reason.trim())
        }}
      >
        {act.isError && <ProblemNotice error={act.error} />}
        <p>
          {t(ends ? 'web.people.hold.end.words' : `web.people.${what}.words`, {
            n: household.persons.length,
            card: household.card,
          })}
        </p>
        {!ends && (
          <Field label={t('web.people.reason')} error={asked && !isSaid ? t('web.people.reason.missing') : undefined}>
            {(control) => (
              <textarea {...control} rows={2} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
            )}
          </Field>
        )}
        <div className="row">
          <button type="submit" className={what === 'erase' ? 'danger' : 'primary'} disabled={act.isPending}>
            {t(ends ? 'web.people.hold.end' : `web.people.${what}.do`, { n: household.persons.length })}
          </button>
          <button type="button" onClick={onClose}>
            {t('web.ui.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** Said with a reason; a household that is kept is let go without one. */
function useAct(what: 'hold' | 'erase', household: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (reason: string | null) =>
      send(what === 'hold' ? 'PUT' : 'POST', `/people/households/${household}/${what}`, { reason }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['household', household] })
      onDone()
    },
  })
}
