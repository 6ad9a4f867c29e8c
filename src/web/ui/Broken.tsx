/** A screen that failed to draw: says so, keeps the rest, offers to draw it again. */
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useT } from '../languages.ts'
import { ProblemNotice } from './ProblemNotice.tsx'

export function Broken({ error, reset }: ErrorComponentProps) {
  const t = useT()
  return (
    <main id="main">
      <h1>{t('web.ui.broken')}</h1>
      <ProblemNotice error={error} again={reset}>
        <p className="quiet">{error instanceof Error ? error.message : ''}</p>
      </ProblemNotice>
    </main>
  )
}
