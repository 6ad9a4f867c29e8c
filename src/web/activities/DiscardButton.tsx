/** Takes back what is kept on this device and was not sent, once it was asked whether that is meant. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'

export function DiscardButton({ ids, onDrop }: { ids: string[]; onDrop: (ids: string[]) => void }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {t('web.activities.discard')}
      </button>
      {asking && (
        <ConfirmDialog
          title={t('web.activities.discard')}
          does={t('web.activities.discard')}
          onDo={() => {
            onDrop(ids)
            setAsking(false)
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t('web.activities.discard.ask', { n: ids.length })}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
