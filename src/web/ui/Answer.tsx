/** Shows what a query answered; until then that it is on its way, or why it did not come. What came before stays while it is asked again. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
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
  if (query.data !== undefined)
    return (
      <>
        {query.isError && <ProblemNotice error={query.error} again={() => void query.refetch()} />}
        {children(query.data)}
      </>
    )
  if (query.isError) return <ProblemNotice error={query.error} again={() => void query.refetch()} />
  return <Wait words={words} />
}
