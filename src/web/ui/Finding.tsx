/** What a rule says about a cell: icon and words, in the tone of its severity. */
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export function Finding({ blocking, children }: { blocking: boolean; children: ReactNode }) {
  const tone = blocking ? 'wrong' : 'attention'
  return (
    <span className="finding" data-tone={tone}>
      <Icon name={tone} />
      {children}
    </span>
  )
}
