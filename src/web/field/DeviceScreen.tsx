/** This device: what it keeps, what waits to be sent, what was refused; locked and emptied here. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { DeviceSetUp } from './DeviceSetUp.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import { ForgetDialog } from './ForgetDialog.tsx'
import { TakeAlong } from './TakeAlong.tsx'
import { Unsent } from './Unsent.tsx'
import { useDevice } from './useDevice.ts'

export function DeviceScreen() {
  const t = useT()
  const { state, name } = useDevice()
  if (state === 'new') return <DeviceSetUp />
  return (
    <FieldFrame>
      <Head title={t('web.field.device.title')}>{name}</Head>
      <Unsent />
      <TakeAlong />
      <Closing />
    </FieldFrame>
  )
}

function Closing() {
  const t = useT()
  const { lock } = useDevice()
  const [forgets, setForgets] = useState(false)
  return (
    <section className="stack">
      <h2>{t('web.field.closing')}</h2>
      <p className="quiet">{t('web.field.closing.words')}</p>
      <div className="row">
        <button type="button" onClick={lock}>
          <Icon name="lock" />
          {t('web.field.lock')}
        </button>
        <button type="button" className="danger" onClick={() => setForgets(true)}>
          {t('web.field.forget.title')}
        </button>
      </div>
      {forgets && <ForgetDialog onClose={() => setForgets(false)} />}
    </section>
  )
}
