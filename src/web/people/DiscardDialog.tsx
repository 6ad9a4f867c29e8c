/** What was typed and not saved is let go: asked once. */
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'

type Props = { what: 'draft' | 'edit'; onDiscard: () => void; onClose: () => void }

export function DiscardDialog({ what, onDiscard, onClose }: Props) {
  const t = useT()
  return (
    <Dialog title={t(`web.people.${what}.discard`)} onClose={onClose}>
      <p>{t(`web.people.${what}.discard.sure`)}</p>
      <div className="row">
        <button type="button" className="danger" onClick={onDiscard}>
          {t(`web.people.${what}.discard`)}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.people.draft.discard.keep')}
        </button>
      </div>
    </Dialog>
  )
}
