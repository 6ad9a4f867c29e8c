/** A workbook on its way to the server: how far it is, what went wrong, and stopping it. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Import } from '../../modules/activities/imports/contract.ts'
import { useGo, useScope } from '../scope.ts'
import { upload } from '../ui/upload.ts'

/** The same file sent again is the same import: the server knows it by its content. */
export function useSending(plan: string) {
  const go = useGo()
  const queries = useQueryClient()
  const scope = useScope()
  const [organisation, setOrganisation] = useState(scope.organisation)
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<unknown>()
  const [stopped, setStopped] = useState(false)
  const stop = useRef<AbortController>(undefined)
  const forget = () => {
    setError(undefined)
    setStopped(false)
  }
  const start = async (file: File) => {
    const form = new FormData()
    if (organisation !== undefined) form.set('organisation', String(organisation))
    form.set('file', file)
    setError(undefined)
    setStopped(false)
    setShare(0)
    stop.current = new AbortController()
    try {
      const made = await upload<Import>(`/plans/${plan}/imports`, form, setShare, stop.current.signal)
      queries.setQueryData(['import', made.id], made)
      void queries.invalidateQueries({ queryKey: ['imports'] })
      await go(`/imports/${made.id}`, { again: made.again ? 'yes' : undefined })
    } catch (problem) {
      if (problem instanceof DOMException) setStopped(true)
      else setError(problem)
    } finally {
      setShare(undefined)
    }
  }
  return { organisation, setOrganisation, share, error, stopped, start, forget, stop: () => stop.current?.abort() }
}
