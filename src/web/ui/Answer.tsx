/** Shows what a query answered; until then that it is on its way, or why it did not come. What came before stays while it is asked again.
    That the server cannot be reached at all is said once, by the quiet line of the frame. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isUnreachable } from '../api.ts'
import { useT } from '../languages.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import { Wait } from './Wait.tsx'

export function Answer<A>({
  query,
  children,
  words,
}: {
  query: UseQueryResult<A>
  children: (answer: A) => ReactNode
  words?: string
}) {
  const t = useT()
  if (query.data !== undefined)
    return (
      <>
        {query.isError && !isUnreachable(query.error) && <ProblemNotice error={query.error} again={() => void query.refetch()} />}
        {children(query.data)}
      </>
    )
  if (isUnreachable(query.error)) return <p className="quiet">{t('web.ui.kept.elsewhere')}</p>
  if (query.isError) return <ProblemNotice error={query.error} again={() => void query.refetch()} />
  return <Wait words={words} />
}
