/** The device is locked: its PIN opens it. What is kept, sent or not, stays as it is until then. */
import { type FormEvent, useState } from 'react'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ForgetDialog } from './ForgetDialog.tsx'
import './field.css'
import { PinField } from './PinField.tsx'
import { whyNot } from './sending.ts'
import { useDevice } from './useDevice.ts'

export function PinScreen() {
  const t = useT()
  const { unlock, triesLeft } = useDevice()
  const [pin, setPin] = useState('')
  const [state, setState] = useState<'typing' | 'opening' | 'wrong' | 'failed'>('typing')
  const [forgets, setForgets] = useState(false)
  const open = async (e: FormEvent) => {
    e.preventDefault()
    setState('opening')
    const next = await unlock(pin).then(
      (opened) => (opened ? 'typing' : 'wrong'),
      () => 'failed' as const,
    )
    setPin('')
    setState(next)
  }
  const left = triesLeft ?? 10
  const blocked = whyNot()
  const error = state === 'wrong' || left < 10 ? t('web.field.pin.wrong', { n: left }) : undefined
  return (
    <form className="stack field-gate" onSubmit={(e) => void open(e)}>
      <h1>{t('web.field.pin.title')}</h1>
      <p>{t('web.field.pin.words')}</p>
      {blocked && <Notice tone="attention" title={t(`web.field.blocked.${blocked}`)} />}
      {state === 'failed' && (
        <Notice tone="wrong" title={t('web.field.pin.failed')} says>
          <p>{t('web.field.pin.failed.words')}</p>
        </Notice>
      )}
      <PinField label={t('web.field.pin')} error={error} value={pin} first onChange={setPin} />
      <button type="submit" className="primary huge" disabled={state === 'opening' || pin.length < 6}>
        <Icon name="lock" />
        {state === 'opening' ? t('web.field.pin.opening') : t('web.field.pin.open')}
      </button>
      <button type="button" className="plain" onClick={() => setForgets(true)}>
        {t('web.field.pin.forgotten')}
      </button>
      {forgets && <ForgetDialog onClose={() => setForgets(false)} />}
    </form>
  )
}
