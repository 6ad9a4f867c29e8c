/** The quiet line: the server cannot be reached, and what is kept on this device meanwhile. */
import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { isReachable, onReachable } from '../api.ts'
import { useT } from '../languages.ts'
import { Icon } from './Icon.tsx'

export function Kept() {
  const t = useT()
  const queries = useQueryClient()
  const reachable = useSyncExternalStore(onReachable, isReachable)
  if (reachable) return null
  return (
    <p className="kept" role="status">
      <Icon name="offline" />
      {t('web.ui.kept.unreachable')}
      <button type="button" className="plain" onClick={() => void queries.refetchQueries({ type: 'active' })}>
        {t('web.ui.again')}
      </button>
    </p>
  )
}
