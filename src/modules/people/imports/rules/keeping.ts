/** How long rows of a list that were not kept wait for whoever mends them. */

/** Days after the list ended. */
export const keptDays = 30
/** Days after they were fetched: time to fetch them again, should the first file be lost. */
export const fetchedDays = 7

const day = 24 * 60 * 60 * 1000

type Ended = { rowsRefused: number; endedAt: Date | null }

/** Until when they can be fetched; null: there are none, or the list has not ended. @param fetchedAt first; undefined: by nobody */
export function refusedUntil({ rowsRefused, endedAt }: Ended, fetchedAt: Date | undefined): Date | null {
  if (rowsRefused === 0 || endedAt === null) return null
  const last = endedAt.getTime() + keptDays * day
  return new Date(fetchedAt === undefined ? last : Math.min(last, fetchedAt.getTime() + fetchedDays * day))
}
