/** E-mail and password. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { PasswordInput } from './PasswordInput.tsx'

type SignedIn = { twoFactorRedirect?: boolean }

export function PasswordStep({ onDone }: { onDone: (needsCode: boolean) => void | Promise<void> }) {
  const t = useT()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({})
  const signIn = useMutation({
    mutationFn: async () => {
      const answer = await send<SignedIn>('POST', '/auth/sign-in/email', { email: email.trim(), password })
      await onDone(answer.twoFactorRedirect === true)
    },
  })
  const submit = () => {
    const lacks = {
      ...(/^\S+@\S+$/.test(email.trim()) ? {} : { email: t('web.signin.email.missing') }),
      ...(password ? {} : { password: t('web.signin.password.missing') }),
    }
    setMissing(lacks)
    if (Object.keys(lacks).length === 0) signIn.mutate()
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        submit()
      }}
    >
      {signIn.isError && <ProblemNotice error={signIn.error} />}
      <Field label={t('web.signin.email')} error={missing.email}>
        {(control) => (
          <input
            {...control}
            type="email"
            autoComplete="username"
            inputMode="email"
            // biome-ignore lint/a11y/noAutofocus: the screen has nothing else to do
            autoFocus
            value={email}
            onChange={(e) => setEmail(e.target.value)}
          />
        )}
      </Field>
      <Field label={t('web.signin.password')} error={missing.password} help={t('web.signin.password.help')}>
        {(control) => <PasswordInput control={control} value={password} onChange={setPassword} autoComplete="current-password" />}
      </Field>
      <button type="submit" className="primary" disabled={signIn.isPending}>
        {signIn.isPending ? t('web.signin.wait') : t('web.signin.submit')}
      </button>
    </form>
  )
}
