/** A list of people on its way to the server: looked at first, then sent as it was looked at. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListImport, ListLook, Matching } from '../../modules/people/imports/contract.ts'
import { upload } from '../ui/upload.ts'
import type { Order } from './OrderFields.tsx'

/** First it is only looked at: where its columns would go. */
export function useSendList(order: Order) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [files, setFiles] = useState<File[]>([])
  const [look, setLook] = useState<ListLook>()
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<unknown>()
  const put = async <A>(path: string, form: FormData): Promise<A | undefined> => {
    setError(undefined)
    setShare(0)
    try {
      return await upload<A>(path, form, setShare)
    } catch (problem) {
      setError(problem)
      return undefined
    } finally {
      setShare(undefined)
    }
  }
  const read = async (sent: File[]) => {
    setFiles(sent)
    setLook(undefined)
    setLook(await put<ListLook>('/people/imports/look', formOf(sent, { organisation: String(order.organisation) })))
  }
  const start = async (matching: Matching) => {
    const { group, ...fields } = order
    const extra = {
      ...fields,
      organisation: String(order.organisation),
      matching: JSON.stringify(matching),
      ...(group && { group }),
    }
    const made = await put<ListImport>('/people/imports', formOf(files, extra))
    if (!made) return
    queries.setQueryData(['people-import', made.id], made)
    void queries.invalidateQueries({ queryKey: ['people-imports'] })
    await navigate({ to: `/people/imports/${made.id}` })
  }
  return { files, look, share, error, read, start }
}

/** The words before the files: the server reads them in their order. */
function formOf(files: File[], words: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(words)) form.set(name, value)
  for (const file of files) form.append('file', file)
  return form
}
