/** A link to a screen that keeps the scope (plan, country, organisation, period) and adds its own words to the address. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Search, scopeOf } from '../scope.ts'

type Props = {
  to: string
  search?: Search
  className?: string
  children: ReactNode
  onClick?: () => void
  current?: 'page' | undefined
  title?: string
  fresh?: boolean
}

/** @param fresh leaves the scope behind. */
export function Go({ to, search, className, children, onClick, current, title, fresh = false }: Props) {
  const next = (before: Search): Search => ({ ...(fresh ? {} : scopeOf(before)), ...search })
  return (
    <Link
      to={to}
      search={next as never}
      className={className}
      onClick={onClick}
      aria-current={current}
      activeProps={{}}
      activeOptions={{ exact: true }}
      title={title}
    >
      {children}
    </Link>
  )
}

/** A link given by the server, with its own scope (`/app/activities?month=2021-05` or `/activities?…`). */
export function GoAddress({ address, className, children }: { address: string; className?: string; children: ReactNode }) {
  const [path = '/', words = ''] = address.replace(/^\/app(?=\/|$)/, '').split('?')
  return (
    <Go to={path || '/'} search={Object.fromEntries(new URLSearchParams(words))} className={className} fresh>
      {children}
    </Go>
  )
}
