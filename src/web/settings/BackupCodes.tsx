/** Backup codes, shown once: to copy or to print. */
import { useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { CopyButton } from './CopyButton.tsx'

export function BackupCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const t = useT()
  return (
    <>
      <Notice tone="good" title={t('web.settings.second.keep')} says>
        <p>{t('web.settings.second.keep.words')}</p>
      </Notice>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row">
        <CopyButton text={codes.join('\n')} />
        <button type="button" className="primary" onClick={onClose}>
          {t('web.settings.second.kept')}
        </button>
      </div>
    </>
  )
}
