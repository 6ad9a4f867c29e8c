/** Lists that come page after page, and the button that asks for the next. */
import type { ReactNode } from 'react'
import { useT } from '../languages.ts'

const nextIn = (page: object): string | null | undefined => (page as { next?: string | null }).next

/** For `useInfiniteQuery`. @param ask one page, after the `next` of the one before @param nextOf where a page does not bear it itself */
export const pagesBy = <P extends object>(
  ask: (after: string | undefined, signal: AbortSignal) => Promise<P>,
  nextOf: (page: P) => string | null | undefined = nextIn,
) => ({
  queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) => ask(pageParam, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: P) => nextOf(last) ?? undefined,
})

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }

/** Nothing where there is no more. */
export function More({ pages, children }: { pages: Pages; children?: ReactNode }) {
  const t = useT()
  if (!pages.hasNextPage) return null
  return (
    <p>
      <button type="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {children ?? t('web.ui.more')}
      </button>
    </p>
  )
}
