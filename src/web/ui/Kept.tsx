/** The quiet line: the server cannot be reached, and what is kept on this device meanwhile. */
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { isReachable, onReachable } from '../api.ts'
import { allSentences, sentencesOf, useFormat, useT } from '../languages.ts'
import { useMay, useMe } from '../me.ts'
import type { KeptHere } from '../offline/keeping.ts'
import { Go } from './Go.tsx'
import { Icon } from './Icon.tsx'

const keeping = () => import('../offline/keeping.ts')

export default function Kept() {
  const t = useT()
  const queries = useQueryClient()
  const { pathname } = useLocation()
  const reachable = useSyncExternalStore(onReachable, isReachable)
  const kept = useKeptHere()
  const sent = useSentWords(kept)
  useFilesKept()
  useAskAgain(reachable)
  const rows = (kept?.at ?? []).reduce((sum, one) => sum + one.rows, 0)
  const field = kept?.field ?? 0
  useSendPlanned(reachable && (kept?.planned ?? 0) > 0)
  // Among the rows themselves, their own bar says it and saves them.
  const there = kept?.at.find(({ path }) => path !== pathname)
  if (reachable && field === 0 && !there) return null
  return (
    <p className="kept" role="status">
      <Icon name={reachable ? 'history' : 'offline'} />
      <span>
        {[
          ...(reachable ? [] : [t('web.ui.kept.unreachable')]),
          ...(kept && (rows > 0 || field === 0) ? [t('web.ui.kept.rows', { n: rows })] : []),
          ...(field > 0 ? [t('web.ui.kept.field', { n: field })] : []),
          ...sent,
        ].join(' · ')}
      </span>
      {there && (
        <Go to={there.path} search={{ plan: there.plan }}>
          {t('web.ui.kept.open')}
        </Go>
      )}
      {field > 0 && pathname !== '/device' && <Go to="/device">{t('web.ui.kept.open')}</Go>}
      {!reachable && (
        <button type="button" className="plain" onClick={() => void queries.refetchQueries({ type: 'active' })}>
          {t('web.ui.again')}
        </button>
      )}
    </p>
  )
}

function useSentWords(kept: KeptHere | undefined): string[] {
  const t = useT()
  const format = useFormat()
  return kept?.sentAt ? [t('web.ui.kept.sent', { at: format.moment(kept.sentAt) })] : []
}

function useKeptHere(): KeptHere | undefined {
  const by = useMe().data?.id
  const [kept, setKept] = useState<KeptHere>()
  useEffect(() => {
    if (!by) return
    let isOver = false
    let stop = () => {}
    void keeping().then(({ watchKept }) => {
      if (!isOver) stop = watchKept(by, setKept)
    })
    return () => {
      isOver = true
      stop()
    }
  }, [by])
  return kept
}

/** What was planned goes by itself as soon as the server is heard, whatever the screen. */
function useSendPlanned(waits: boolean): void {
  const by = useMe().data?.id
  const queries = useQueryClient()
  useEffect(() => {
    if (by && waits) void import('../submissions/planned.ts').then(({ sendAll }) => sendAll(by, queries)).catch(() => undefined)
  }, [by, waits, queries])
}

/** Asks again from time to time, until the server is heard. */
function useAskAgain(reachable: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (reachable) return
    const ask = () => void queries.refetchQueries({ type: 'active' })
    const timer = setInterval(ask, 20_000)
    addEventListener('online', ask)
    return () => {
      clearInterval(timer)
      removeEventListener('online', ask)
    }
  }, [reachable, queries])
}

/** When the first screen stands: whoever enters rows gets the words for it, too, and all of it stays on the device. */
function useFilesKept(): void {
  const isKnown = useMe().data !== undefined
  const may = useMay()
  const [writes, meets] = [may('activities.write'), may('people.read')]
  useEffect(() => {
    if (!isKnown) return
    const timer = setTimeout(() => {
      const ready = writes ? allSentences() : meets ? sentencesOf('field', 'people') : Promise.resolve()
      void ready
        .then(keeping)
        .then(({ keepFiles }) => keepFiles())
        .catch(() => undefined)
    }, 2500)
    return () => clearTimeout(timer)
  }, [isKnown, writes, meets])
}
