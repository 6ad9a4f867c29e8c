/** An empty screen: what belongs here, and the first step. */
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export function Empty({ icon, title, children }: { icon: string; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  )
}
