/** Before signing out of a device that keeps people: it is emptied, and what was not sent would be lost. */
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'

type Props = { unsent: number; onLeave: () => void; onClose: () => void }

export default function LeaveDialog({ unsent, onLeave, onClose }: Props) {
  const t = useT()
  return (
    <Dialog title={t('web.field.leave.title')} onClose={onClose}>
      <p>{t('web.field.leave.words')}</p>
      {unsent > 0 && (
        <Notice tone="wrong" title={t('web.field.forget.unsent', { n: unsent })}>
          <p>{t('web.field.forget.unsent.words')}</p>
        </Notice>
      )}
      <div className="row">
        <button type="button" className="danger" onClick={onLeave}>
          {t(unsent > 0 ? 'web.field.leave.lose' : 'web.field.leave.do')}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </Dialog>
  )
}
