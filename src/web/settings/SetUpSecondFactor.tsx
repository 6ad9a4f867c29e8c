/** Sets up the second factor: the code to scan, the backup codes to keep, and the first code as proof that it works. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { QrCode } from './QrCode.tsx'

export function SetUpSecondFactor({ uri, codes, onClose }: { uri: string; codes: string[]; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [code, setCode] = useState('')
  const verify = useMutation({
    mutationFn: () => send('POST', '/auth/two-factor/verify-totp', { code: code.replace(/\D/g, '') }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  })
  if (verify.isSuccess) return <BackupCodes codes={codes} onClose={onClose} />
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        verify.mutate()
      }}
    >
      <p>{t('web.settings.second.scan')}</p>
      <QrCode text={uri} label={t('web.settings.second.qr')} />
      <details>
        <summary>{t('web.settings.second.by-hand')}</summary>
        <p className="secret">{secret.match(/.{1,4}/g)?.join(' ')}</p>
      </details>
      {verify.isError && <ProblemNotice error={verify.error} />}
      <Field label={t('web.settings.second.first-code')} help={t('web.settings.second.first-code.help')}>
        {(control) => (
          <input
            {...control}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={10}
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
        )}
      </Field>
      <p>
        <button type="submit" className="primary" disabled={verify.isPending || code.replace(/\D/g, '').length < 6}>
          {t('web.settings.second.switch-on')}
        </button>
      </p>
    </form>
  )
}
