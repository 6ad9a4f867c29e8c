/** What was typed and not saved is let go: asked once. */
import { useT } from '../languages.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'

type Props = { what: 'draft' | 'edit'; onDiscard: () => void; onClose: () => void }

export function DiscardDialog({ what, onDiscard, onClose }: Props) {
  const t = useT()
  return (
    <ConfirmDialog
      title={t(`web.people.${what}.discard`)}
      does={t(`web.people.${what}.discard`)}
      onDo={onDiscard}
      keeps={t('web.people.draft.discard.keep')}
      onClose={onClose}
    >
      <p>{t(`web.people.${what}.discard.sure`)}</p>
    </ConfirmDialog>
  )
}
