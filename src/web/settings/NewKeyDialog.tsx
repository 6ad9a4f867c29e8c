/** Makes a key, and shows it this once. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreatedKey } from '../../modules/organisations/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { CopyButton } from './CopyButton.tsx'

const lives = [30, 365, 0] as const
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [days, setDays] = useState<number>(365)
  const make = useMutation({
    mutationFn: () => send<CreatedKey>('POST', '/keys', { name: name.trim(), ...(days > 0 && { expiresAt: inDays(days) }) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  if (make.data)
    return (
      <Dialog title={t('web.settings.keys.made-now', { name: make.data.entry.name })} onClose={onClose}>
        <Once secret={make.data.key} words={t('web.settings.keys.once')} onClose={onClose} />
      </Dialog>
    )
  return (
    <Dialog title={t('web.settings.keys.add')} onClose={onClose}>
      <form
        className="stack"
        inert={make.isPending}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (name.trim()) make.mutate()
        }}
      >
        {make.isError && <ProblemNotice error={make.error} />}
        <Field label={t('web.settings.keys.name')} help={t('web.settings.keys.name.help')}>
          {(control) => <input {...control} autoFocus maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Field label={t('web.settings.keys.life')}>
          {(control) => (
            <select {...control} value={days} onChange={(e) => setDays(Number(e.target.value))}>
              {lives.map((one) => (
                <option key={one} value={one}>
                  {t(`web.settings.keys.life.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p>
          <button type="submit" className="primary" disabled={make.isPending || !name.trim()}>
            {t('web.settings.keys.add.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

/** Something that is shown once: a key, a password. */
export function Once({ secret, words, onClose }: { secret: string; words: string; onClose: () => void }) {
  const t = useT()
  return (
    <>
      <Notice tone="attention" title={words} says />
      <p className="secret">{secret}</p>
      <div className="row">
        <CopyButton text={secret} />
        <button type="button" className="primary" onClick={onClose}>
          {t('web.settings.second.kept')}
        </button>
      </div>
    </>
  )
}
