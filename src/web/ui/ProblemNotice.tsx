/** What went wrong, in words: what happened, what is saved, what to do. */
import type { ReactNode } from 'react'
import { isUnreachable, ProblemAnswer } from '../api.ts'
import { useT } from '../languages.ts'
import { Notice } from './Notice.tsx'

export function useProblemWords(): (error: unknown) => string {
  const t = useT()
  return (error) => {
    if (isUnreachable(error)) return t('web.ui.problem.unreachable')
    if (error instanceof ProblemAnswer) return error.title || t('web.ui.problem.unknown', { status: error.status })
    return t('web.ui.problem.broken')
  }
}

type Props = { error: unknown; again?: () => void; children?: ReactNode /** Beside trying again. */; instead?: ReactNode }

export function ProblemNotice({ error, again, children, instead }: Props) {
  const t = useT()
  const words = useProblemWords()
  const isForbidden = error instanceof ProblemAnswer && error.status === 403
  return (
    <Notice tone={isUnreachable(error) || isForbidden ? 'attention' : 'wrong'} title={words(error)} says>
      {children}
      {(instead || (again !== undefined && !isForbidden)) && (
        <div className="row">
          {again !== undefined && !isForbidden && (
            <button type="button" onClick={again}>
              {t('web.ui.again')}
            </button>
          )}
          {instead}
        </div>
      )}
    </Notice>
  )
}
