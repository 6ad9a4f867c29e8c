/** One person: name and grants; a new password; the way out, and back in. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { GrantEntry, User, UserChange } from '../../modules/organisations/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { GrantsEditor, isWhole } from './GrantsEditor.tsx'
import { Once } from './NewKeyDialog.tsx'

export function UserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [name, setName] = useState(user.name)
  const [grants, setGrants] = useState<GrantEntry[]>(user.grants)
  const change = useMutation({
    mutationFn: (changes: UserChange) => send<User>('PATCH', `/users/${user.id}`, changes),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['users'] })
      onClose()
    },
  })
  const reset = useMutation({ mutationFn: () => send<{ password: string }>('POST', `/users/${user.id}/password`) })
  if (reset.data)
    return (
      <Dialog title={t('web.settings.users.reset.done', { name: user.name })} onClose={onClose}>
        <Once secret={reset.data.password} words={t('web.settings.users.once', { email: user.email })} onClose={onClose} />
      </Dialog>
    )
  return (
    <Dialog title={user.email} onClose={onClose} wide>
      {(change.isError || reset.isError) && <ProblemNotice error={change.error ?? reset.error} />}
      <form
        className="stack"
        inert={change.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (name.trim() && grants.every(isWhole)) change.mutate({ name: name.trim(), grants })
        }}
      >
        <Field label={t('web.settings.name')} error={name.trim() ? undefined : t('web.settings.name.missing')}>
          {(control) => <input {...control} maxLength={200} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <GrantsEditor grants={grants} onChange={setGrants} />
        {!grants.every(isWhole) && <p className="error">{t('web.settings.grants.where')}</p>}
        <p>
          <button type="submit" className="primary" disabled={change.isPending}>
            {t('web.settings.users.save')}
          </button>
        </p>
      </form>
      <DoorButtons user={user} onChange={(changes) => change.mutate(changes)} onReset={() => reset.mutate()} />
    </Dialog>
  )
}

/** What changes how somebody comes in: each says its consequence, and asks once more. */
function DoorButtons({ user, onChange, onReset }: { user: User; onChange: (changes: UserChange) => void; onReset: () => void }) {
  const t = useT()
  const [asking, setAsking] = useState<'reset' | 'shut' | 'second'>()
  const deeds = { reset: onReset, shut: () => onChange({ disabled: true }), second: () => onChange({ secondFactor: false }) }
  if (asking)
    return (
      <div className="notice" data-tone="attention" role="alert">
        <div className="stack">
          <p>{t(`web.settings.users.${asking}.words`, { name: user.name })}</p>
          <div className="row">
            <button
              type="button"
              className="danger"
              onClick={() => {
                setAsking(undefined)
                deeds[asking]()
              }}
            >
              {t(`web.settings.users.${asking}.do`, { name: user.name })}
            </button>
            <button type="button" onClick={() => setAsking(undefined)}>
              {t('web.settings.not-yet')}
            </button>
          </div>
        </div>
      </div>
    )
  return (
    <div className="row">
      <button type="button" onClick={() => setAsking('reset')}>
        {t('web.settings.users.reset')}
      </button>
      {user.secondFactor && (
        <button type="button" onClick={() => setAsking('second')}>
          {t('web.settings.users.second')}
        </button>
      )}
      {user.disabled ? (
        <button type="button" onClick={() => onChange({ disabled: false })}>
          {t('web.settings.users.let-in')}
        </button>
      ) : (
        <button type="button" className="danger" onClick={() => setAsking('shut')}>
          {t('web.settings.users.shut-out')}
        </button>
      )}
    </div>
  )
}
