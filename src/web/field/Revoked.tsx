/** The device was emptied from afar; it is said until somebody sets it up again. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { DeviceSetUp } from './DeviceSetUp.tsx'

export function Revoked() {
  const t = useT()
  const [sets, setSets] = useState(false)
  if (sets) return <DeviceSetUp onLater={() => setSets(false)} />
  return (
    <Notice tone="wrong" title={t('web.field.revoked')}>
      <p>{t('web.field.revoked.words')}</p>
      <button type="button" onClick={() => setSets(true)}>
        {t('web.field.set-up.title')}
      </button>
    </Notice>
  )
}
