/** Empties this device: says first what would be lost. */
import { useEffect, useState } from 'react'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useDevice } from './useDevice.ts'

export function ForgetDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { forget, unsent } = useDevice()
  const [n, setN] = useState<number>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted once, when it is asked
  useEffect(() => {
    void unsent().then(setN)
  }, [])
  return (
    <Dialog title={t('web.field.forget.title')} onClose={onClose}>
      <p>{t('web.field.forget.words')}</p>
      {n !== undefined && n > 0 && (
        <Notice tone="wrong" title={t('web.field.forget.unsent', { n })}>
          <p>{t('web.field.forget.unsent.words')}</p>
        </Notice>
      )}
      <div className="row">
        <button type="button" className="danger" disabled={n === undefined} onClick={() => void forget().then(onClose)}>
          {t('web.field.forget.do', { n: n ?? 0 })}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </Dialog>
  )
}
