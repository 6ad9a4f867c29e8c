/** Before signing out of a device that keeps people: it is emptied, and what was not sent would be lost. */
import { useT } from '../languages.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { UnsentNotice } from './UnsentNotice.tsx'

type Props = { unsent: number; onLeave: () => void; onClose: () => void }

export default function LeaveDialog({ unsent, onLeave, onClose }: Props) {
  const t = useT()
  return (
    <ConfirmDialog
      title={t('web.field.leave.title')}
      does={t(unsent > 0 ? 'web.field.leave.lose' : 'web.field.leave.do')}
      onDo={onLeave}
      onClose={onClose}
    >
      <p>{t('web.field.leave.words')}</p>
      <UnsentNotice n={unsent} />
    </ConfirmDialog>
  )
}
