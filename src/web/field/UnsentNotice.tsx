/** What would be lost with the device's copy: it was done here and not sent yet. */
import { useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'

export function UnsentNotice({ n }: { n: number }) {
  const t = useT()
  if (n === 0) return null
  return (
    <Notice tone="wrong" title={t('web.field.forget.unsent', { n })}>
      <p>{t('web.field.forget.unsent.words')}</p>
    </Notice>
  )
}
