/** Adds a person; the password made for them is shown once. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreatedUser, GrantEntry } from '../../modules/organisations/contract.ts'
import { send } from '../api.ts'
import { languages, useLanguage, useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { GrantsEditor, isWhole } from './GrantsEditor.tsx'
import { Once } from './NewKeyDialog.tsx'

export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [person, setPerson] = useState<{ name: string; email: string; language: string }>({
    name: '',
    email: '',
    language: useLanguage(),
  })
  const [grants, setGrants] = useState<GrantEntry[]>([{ role: 'country-officer', scope: 'country', scopeId: null }])
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: () =>
      send<CreatedUser>('POST', '/users', { ...person, name: person.name.trim(), email: person.email.trim(), grants }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  })
  const lacks = { name: person.name.trim() === '', email: !/^\S+@\S+$/.test(person.email.trim()), grants: !grants.every(isWhole) }
  const submit = () => {
    setTried(true)
    if (!lacks.name && !lacks.email && !lacks.grants) add.mutate()
  }
  if (add.data)
    return (
      <Dialog title={t('web.settings.users.added', { name: add.data.user.name })} onClose={onClose}>
        <Once
          secret={add.data.password ?? ''}
          words={t('web.settings.users.once', { email: add.data.user.email })}
          onClose={onClose}
        />
      </Dialog>
    )
  return (
    <Dialog title={t('web.settings.users.add')} onClose={onClose} wide>
      <form
        className="stack"
        inert={add.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          submit()
        }}
      >
        <Field label={t('web.settings.name')} error={tried && lacks.name ? t('web.settings.name.missing') : undefined}>
          {(control) => (
            <input
              {...control}
              autoFocus
              maxLength={200}
              autoComplete="off"
              value={person.name}
              onChange={(e) => setPerson({ ...person, name: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('web.signin.email')} error={tried && lacks.email ? t('web.signin.email.missing') : undefined}>
          {(control) => (
            <input
              {...control}
              type="email"
              maxLength={200}
              autoComplete="off"
              value={person.email}
              onChange={(e) => setPerson({ ...person, email: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('web.ui.language')}>
          {(control) => (
            <select {...control} value={person.language} onChange={(e) => setPerson({ ...person, language: e.target.value })}>
              {Object.entries(languages).map(([code, name]) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <GrantsEditor grants={grants} onChange={setGrants} />
        {tried && lacks.grants && (
          <p className="error" role="alert">
            {t('web.settings.grants.where')}
          </p>
        )}
        {add.isError && <ProblemNotice error={add.error} />}
        <p>
          <button type="submit" className="primary" disabled={add.isPending}>
            {t('web.settings.users.add.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
