/** Rows chosen by their ids; a row that has left the page stays chosen, and is not acted on until it is back. */
import { useCallback, useState } from 'react'

export function useChosen<R extends { id: string }>(rows: R[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const choose = useCallback(
    (some: string[], on: boolean) =>
      setIds((before) => {
        const next = new Set(before)
        for (const id of some) on ? next.add(id) : next.delete(id)
        return next
      }),
    [],
  )
  return { ids, choose, clear: () => setIds(new Set()), rows: rows.filter((row) => ids.has(row.id)) }
}
