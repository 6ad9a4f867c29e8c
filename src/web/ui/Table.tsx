/** A table in its own scrolling region, reached by keyboard. */
import type { ReactNode } from 'react'

export function Table({
  label,
  children,
  className,
  tall = false,
}: {
  label: string
  children: ReactNode
  className?: string
  tall?: boolean
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={tall ? 'table tall' : 'table'} tabIndex={0} aria-label={label}>
      <table className={className}>{children}</table>
    </section>
  )
}
