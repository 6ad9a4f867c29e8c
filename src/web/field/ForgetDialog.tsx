/** Empties this device: says first what would be lost. */
import { useEffect, useState } from 'react'
import { useT } from '../languages.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { UnsentNotice } from './UnsentNotice.tsx'
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
    <ConfirmDialog
      title={t('web.field.forget.title')}
      does={t('web.field.forget.do', { n: n ?? 0 })}
      disabled={n === undefined}
      onDo={() => void forget().then(onClose)}
      onClose={onClose}
    >
      <p>{t('web.field.forget.words')}</p>
      <UnsentNotice n={n ?? 0} />
    </ConfirmDialog>
  )
}
