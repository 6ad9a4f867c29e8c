/** A state in a word. */
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { iconOf, type Tone } from './Notice.tsx'

export function Badge({ tone, icon, children }: { tone?: Tone; icon?: string; children: ReactNode }) {
  const shown = icon ?? (tone && iconOf[tone])
  return (
    <span className="badge" data-tone={tone}>
      {shown !== undefined && <Icon name={shown} />}
      {children}
    </span>
  )
}
