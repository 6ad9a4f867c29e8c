/** Something that is done once however often its button is pressed, and what went wrong with it. */
import { useRef, useState } from 'react'

export function useOnce() {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  // Set at once: a second tap may come before the screen has changed.
  const busy = useRef(false)
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setError(undefined)
    await work().catch(setError)
    busy.current = false
    setBusy(false)
  }
  return { once, isBusy, error, forgetError: () => setError(undefined) }
}
