/** One part of an overview while it is written: kept on the device at once, sent after a pause, and never over somebody else's text in silence. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Overview } from '../../modules/reports/contract.ts'
import { isUnreachable, ProblemAnswer, send } from '../api.ts'

export type TextOf = Overview['texts'][number]
type SavedText = { version: number; savedAt: string; savedBy: string }
export type PartState = 'same' | 'waiting' | 'saving' | 'saved' | 'unreachable' | 'refused' | 'conflict'
export type PartText = {
  body: string
  state: PartState
  error: unknown
  savedAt: string | undefined
  /** What somebody else saved meanwhile. */
  theirs: TextOf | undefined
  write: (body: string) => void
  /** After a conflict: keeps mine over theirs, or takes theirs. */
  settle: (which: 'mine' | 'theirs') => void
}

const pause = 1200
const draftKey = (id: string, language: string, part: string) => `senda-text/${id}/${language}/${part}`

export function usePartText(overview: Overview, language: string, part: string): PartText {
  const stored = overview.texts.find((text) => text.language === language && text.part === part)
  const queries = useQueryClient()
  const key = draftKey(overview.id, language, part)
  const [body, setBody] = useState(stored?.body ?? '')
  const [state, setState] = useState<PartState>('same')
  const [error, setError] = useState<unknown>()
  const [theirs, setTheirs] = useState<TextOf>()
  const now = useRef({
    body: stored?.body ?? '',
    version: stored?.version ?? 0,
    savedAt: stored?.savedAt,
    isDirty: false,
    isSaving: false,
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = useCallback(async () => {
    clearTimeout(timer.current)
    const at = now.current
    if (!at.isDirty || at.isSaving) return
    const sent = at.body
    at.isSaving = true
    setState('saving')
    try {
      const saved = await send<SavedText>('PUT', `/overviews/${overview.id}/texts/${language}/${part}`, {
        body: sent,
        version: at.version,
      })
      Object.assign(at, { version: saved.version, savedAt: saved.savedAt, isDirty: at.body !== sent })
      if (!at.isDirty) localStorage.removeItem(key)
      setState(at.isDirty ? 'waiting' : 'saved')
      void queries.invalidateQueries({ queryKey: ['overview', overview.id] })
    } catch (problem) {
      setError(problem)
      if (problem instanceof ProblemAnswer && problem.code === 'reports/text-changed') {
        setTheirs(problem.detail.theirs as TextOf)
        setState('conflict')
      } else setState(isUnreachable(problem) ? 'unreachable' : 'refused')
      at.isSaving = false
      return
    }
    at.isSaving = false
    if (at.isDirty) timer.current = setTimeout(() => void save(), pause)
  }, [overview.id, language, part, key, queries])

  const write = useCallback(
    (next: string) => {
      now.current.body = next
      now.current.isDirty = true
      setBody(next)
      setState((before) => (before === 'conflict' ? before : 'waiting'))
      localStorage.setItem(key, JSON.stringify({ body: next, version: now.current.version }))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), pause)
    },
    [key, save],
  )

  // What was not sent when the browser closed comes back; if somebody wrote meanwhile, the server says so and both are shown.
  useEffect(() => {
    const kept = keptDraft(key)
    if (kept && kept.body !== now.current.body) {
      now.current.version = kept.version
      write(kept.body)
    }
  }, [key, write])

  // A text that changed on the server while nothing is being written here.
  useEffect(() => {
    const at = now.current
    if (!stored || at.isDirty || at.isSaving || stored.version <= at.version) return
    Object.assign(at, { body: stored.body, version: stored.version, savedAt: stored.savedAt })
    setBody(stored.body)
  }, [stored])

  useEffect(() => {
    const again = () => void save()
    addEventListener('online', again)
    return () => {
      removeEventListener('online', again)
      void save()
    }
  }, [save])

  const settle = (which: 'mine' | 'theirs') => {
    if (!theirs) return
    now.current.version = theirs.version
    setTheirs(undefined)
    setState('waiting')
    if (which === 'mine') return void save()
    Object.assign(now.current, { body: theirs.body, savedAt: theirs.savedAt, isDirty: false })
    localStorage.removeItem(key)
    setBody(theirs.body)
    setState('saved')
  }
  return { body, state, error, savedAt: now.current.savedAt, theirs, write, settle }
}

function keptDraft(key: string): { body: string; version: number } | undefined {
  const kept = localStorage.getItem(key)
  return kept === null ? undefined : (JSON.parse(kept) as { body: string; version: number })
}
