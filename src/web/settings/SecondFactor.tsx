/** The second factor: set up with an app, kept with backup codes, taken off again; each asks the password. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { PasswordInput } from '../signin/PasswordInput.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { SetUpSecondFactor } from './SetUpSecondFactor.tsx'

type Step = 'set-up' | 'new-codes' | 'take-off'
type SetUp = { totpURI: string; backupCodes: string[] }

export function SecondFactor({ isOn }: { isOn: boolean }) {
  const t = useT()
  const [step, setStep] = useState<Step>()
  return (
    <section className="stack" aria-labelledby="h-second">
      <h2 id="h-second">
        {t('web.settings.second')}{' '}
        <Badge tone={isOn ? 'good' : 'attention'}>{isOn ? t('web.settings.second.on') : t('web.settings.second.off')}</Badge>
      </h2>
      <p className="quiet">{t('web.settings.second.words')}</p>
      <div className="row">
        {isOn ? (
          <>
            <button type="button" onClick={() => setStep('new-codes')}>
              {t('web.settings.second.new-codes')}
            </button>
            <button type="button" className="danger" onClick={() => setStep('take-off')}>
              {t('web.settings.second.take-off')}
            </button>
          </>
        ) : (
          <button type="button" onClick={() => setStep('set-up')}>
            {t('web.settings.second.set-up')}
          </button>
        )}
      </div>
      {step && <SecondFactorDialog step={step} onClose={() => setStep(undefined)} />}
    </section>
  )
}

const endpoint: Record<Step, string> = {
  'set-up': '/auth/two-factor/enable',
  'new-codes': '/auth/two-factor/generate-backup-codes',
  'take-off': '/auth/two-factor/disable',
}

function SecondFactorDialog({ step, onClose }: { step: Step; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const ask = useMutation({
    mutationFn: () => send<Partial<SetUp>>('POST', endpoint[step], { password }),
    onSuccess: async () => {
      if (step !== 'take-off') return
      await queries.invalidateQueries({ queryKey: ['me'] })
      onClose()
    },
  })
  const codes = ask.data?.backupCodes
  return (
    <Dialog title={t(`web.settings.second.${step}`)} onClose={onClose}>
      {ask.data?.totpURI && codes ? (
        <SetUpSecondFactor uri={ask.data.totpURI} codes={codes} onClose={onClose} />
      ) : codes ? (
        <BackupCodes codes={codes} onClose={onClose} />
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(e) => {
            e.preventDefault()
            if (password) ask.mutate()
          }}
        >
          <p>{t(`web.settings.second.${step}.words`)}</p>
          {ask.isError && <ProblemNotice error={ask.error} />}
          <Field label={t('web.settings.password.now')}>
            {(control) => (
              <PasswordInput control={control} value={password} onChange={setPassword} autoComplete="current-password" />
            )}
          </Field>
          <p>
            <button type="submit" className={step === 'take-off' ? 'danger' : 'primary'} disabled={ask.isPending || !password}>
              {t(`web.settings.second.${step}.do`)}
            </button>
          </p>
        </form>
      )}
    </Dialog>
  )
}
