/** The same thing tried again after an answer that was lost is the same entry: its id and moment stay until it went through. What was changed in between is another. */
import { useRef } from 'react'
import { v7 as newId } from 'uuid'

export type Attempt = { id: string; at: string }

export function useAttempt() {
  const last = useRef<(Attempt & { said: string }) | undefined>(undefined)
  return {
    of: (what: unknown): Attempt => {
      const said = JSON.stringify(what)
      if (last.current?.said !== said) last.current = { said, id: newId(), at: new Date().toISOString() }
      return last.current
    },
    through: () => {
      last.current = undefined
    },
  }
}
