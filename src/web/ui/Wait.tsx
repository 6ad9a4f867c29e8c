/** While an answer is on its way; says so aloud only when it takes a moment. */
import { useEffect, useState } from 'react'
import { useT } from '../languages.ts'

export function Wait({ words }: { words?: string }) {
  const t = useT()
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p className="quiet wait" role="status">
      {long ? (words ?? t('web.ui.wait')) : ''}
    </p>
  )
}
