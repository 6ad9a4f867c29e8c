/** The second factor: six digits of the app, or one of the backup codes. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

type Props = { onDone: () => void | Promise<void>; onBack: () => void }

export function SecondFactorStep({ onDone, onBack }: Props) {
  const t = useT()
  const [byBackup, setByBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trusted, setTrusted] = useState(false)
  const verify = useMutation({
    mutationFn: async () => {
      await send('POST', byBackup ? '/auth/two-factor/verify-backup-code' : '/auth/two-factor/verify-totp', {
        code: byBackup ? code.trim() : code.replace(/\D/g, ''),
        trustDevice: trusted,
      })
      await onDone()
    },
  })
  const change = () => {
    setByBackup(!byBackup)
    setCode('')
    verify.reset()
  }
  const kind = byBackup ? 'backup' : 'code'
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        if (code.trim()) verify.mutate()
      }}
    >
      {verify.isError && <ProblemNotice error={verify.error} />}
      <Field key={kind} label={t(`web.signin.second.${kind}`)} help={t(`web.signin.second.${kind}.help`)}>
        {(control) => (
          <input
            {...control}
            // biome-ignore lint/a11y/noAutofocus: the next thing to do
            autoFocus
            autoComplete="one-time-code"
            inputMode={byBackup ? 'text' : 'numeric'}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={20}
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
        )}
      </Field>
      <label className="check">
        <input type="checkbox" checked={trusted} onChange={(e) => setTrusted(e.target.checked)} /> {t('web.signin.second.trust')}
      </label>
      <button type="submit" className="primary" disabled={verify.isPending || !code.trim()}>
        {verify.isPending ? t('web.signin.wait') : t('web.signin.second.submit')}
      </button>
      <div className="row">
        <button type="button" className="plain" onClick={change}>
          {byBackup ? t('web.signin.second.use-code') : t('web.signin.second.use-backup')}
        </button>
        <button type="button" className="plain" onClick={onBack}>
          {t('web.signin.second.back')}
        </button>
      </div>
    </form>
  )
}
