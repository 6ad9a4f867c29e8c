/** A notice with its meaning: tone, icon and words. */
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export type Tone = 'good' | 'attention' | 'wrong' | 'info' | 'sensitive'
export const iconOf: Record<Tone, string> = {
  good: 'check',
  attention: 'attention',
  wrong: 'wrong',
  info: 'info',
  sensitive: 'lock',
}

/** @param says true for what appears after an action: it is read aloud. */
export function Notice({
  tone = 'info',
  title,
  children,
  says = false,
}: {
  tone?: Tone
  title?: string
  children?: ReactNode
  says?: boolean
}) {
  return (
    <div className="notice" data-tone={tone} role={says ? (tone === 'wrong' ? 'alert' : 'status') : undefined}>
      <Icon name={iconOf[tone]} />
      <div className="notice-words">
        {title !== undefined && <b>{title}</b>}
        {children}
      </div>
    </div>
  )
}
