/** Makes this device keep people: a name for it and a PIN. What ten wrong tries do is said before. */
import { type FormEvent, useState } from 'react'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import './field.css'
import { PinField } from './PinField.tsx'
import { useDevice } from './useDevice.ts'

export function DeviceSetUp({ onLater }: { onLater?: () => void }) {
  const t = useT()
  const { setUp } = useDevice()
  const [name, setName] = useState(() =>
    t(/Android|iPhone|Mobile/.test(navigator.userAgent) ? 'web.field.phone' : 'web.field.computer'),
  )
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [checks, setChecks] = useState(false)
  const [isMaking, setMaking] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const wrong = checks ? wrongWith(pin, again) : {}
  const make = async (e: FormEvent) => {
    e.preventDefault()
    setChecks(true)
    if (Object.keys(wrongWith(pin, again)).length > 0) return
    setMaking(true)
    await setUp(pin, name.trim() || t('web.field.phone')).catch(setFault)
    setMaking(false)
  }
  return (
    <form className="stack field-gate" onSubmit={(e) => void make(e)}>
      <h1>{t('web.field.set-up.title')}</h1>
      <p>{t('web.field.set-up.words')}</p>
      <Field label={t('web.field.set-up.name')} help={t('web.field.set-up.name.help')}>
        {(control) => <input {...control} value={name} maxLength={100} onChange={(e) => setName(e.target.value)} />}
      </Field>
      <PinField
        label={t('web.field.pin')}
        help={t('web.field.set-up.pin.help')}
        error={wrong.pin && t(wrong.pin)}
        value={pin}
        onChange={setPin}
      />
      <PinField label={t('web.field.set-up.again')} error={wrong.again && t(wrong.again)} value={again} onChange={setAgain} />
      <Notice tone="attention" title={t('web.field.set-up.warning')}>
        <p>{t('web.field.set-up.warning.words')}</p>
      </Notice>
      {fault !== undefined && <ProblemNotice error={fault} />}
      <button type="submit" className="primary huge" disabled={isMaking}>
        {isMaking ? t('web.field.set-up.making') : t('web.field.set-up.do')}
      </button>
      {onLater && (
        <button type="button" className="plain" onClick={onLater}>
          {t('web.field.set-up.later')}
        </button>
      )}
    </form>
  )
}

/** Keys of sentences, beside the field they are about. */
function wrongWith(pin: string, again: string): { pin?: string; again?: string } {
  const weak = pin.length < 6 ? 'web.field.set-up.pin.short' : isWeak(pin) ? 'web.field.set-up.pin.weak' : undefined
  return { ...(weak && { pin: weak }), ...(again !== pin && { again: 'web.field.set-up.again.other' }) }
}

/** One digit all along, or a run of them: what anybody tries first. */
function isWeak(pin: string): boolean {
  return /^(.)\1*$/.test(pin) || '01234567890123456789'.includes(pin) || '98765432109876543210'.includes(pin)
}
