/** Copies a text and says so. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'

export function CopyButton({ text }: { text: string }) {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <button type="button" onClick={() => void copy()}>
      {copied && <Icon name="check" />}
      <span aria-live="polite">{copied ? t('web.settings.copied') : t('web.settings.copy')}</span>
    </button>
  )
}
