/** A new password: the old one is asked, and other devices are signed out. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { PasswordInput } from '../signin/PasswordInput.tsx'
import '../signin/signin.css'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

const shortest = 12

export function PasswordForm() {
  const t = useT()
  const [now, setNow] = useState('')
  const [next, setNext] = useState('')
  const [left, setLeft] = useState(false)
  const change = useMutation({
    mutationFn: () =>
      send('POST', '/auth/change-password', { currentPassword: now, newPassword: next, revokeOtherSessions: true }),
    onSuccess: () => {
      setNow('')
      setNext('')
      setLeft(false)
    },
  })
  const tooShort =
    left && next !== '' && next.length < shortest ? t('web.settings.password.short', { left: shortest - next.length }) : undefined
  return (
    <section className="stack" aria-labelledby="h-password">
      <h2 id="h-password">{t('web.signin.password')}</h2>
      {change.isError && <ProblemNotice error={change.error} />}
      {change.isSuccess && <Notice tone="good" title={t('web.settings.password.done')} says />}
      <form
        className="stack"
        inert={change.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          setLeft(true)
          if (now && next.length >= shortest) change.mutate()
        }}
      >
        <Field label={t('web.settings.password.now')}>
          {(control) => <PasswordInput control={control} value={now} onChange={setNow} autoComplete="current-password" />}
        </Field>
        <Field label={t('web.settings.password.next')} help={t('web.settings.password.help')} error={tooShort}>
          {(control) => (
            <PasswordInput
              control={{ ...control, onBlur: () => setLeft(true) }}
              value={next}
              onChange={setNext}
              autoComplete="new-password"
            />
          )}
        </Field>
        <p>
          <button type="submit" disabled={change.isPending || !now || !next}>
            {t('web.settings.password.change')}
          </button>
        </p>
      </form>
    </section>
  )
}
