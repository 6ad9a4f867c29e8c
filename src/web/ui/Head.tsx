/** The first lines of a screen: what it is, for which plan, place and period, how fresh. Sets the title of the window, too. */
import { type ReactNode, useEffect } from 'react'

export function Head({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Senda`
  }, [title])
  return (
    <div className="head">
      <div>
        <h1>{title}</h1>
        {children !== undefined && <p>{children}</p>}
      </div>
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  )
}
