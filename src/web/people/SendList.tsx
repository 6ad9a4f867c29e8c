/** A list is sent: the file, for whom and where, how these people were asked, and where each column belongs. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListImport, ListLook, Matching } from '../../modules/people/imports/contract.ts'
import { upload } from '../api.ts'
import { useT } from '../languages.ts'
import { FileField } from '../ui/FileField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { ColumnMatching } from './ColumnMatching.tsx'
import { chosenOf } from './lists.ts'
import { type Order, OrderFields, useOrder } from './OrderFields.tsx'

export function SendList({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { order, change, isWhole } = useOrder()
  const sending = useSending(order)
  const { look, file } = sending
  const [chosen, setChosen] = useState<Matching>({})
  const [asked, setAsked] = useState(false)
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setAsked(true)
        if (isWhole && look?.shape) void sending.start(chosenOf(look, chosen))
      }}
    >
      <OrderFields order={order} onChange={change} asked={asked} />
      <FileField
        label={t('web.people.list.file')}
        help={t('web.people.list.file.help')}
        accept=".xlsx,.csv,.tsv,.txt,text/csv"
        share={sending.share}
        onFile={(one) => void sending.read(one)}
      />
      {sending.error !== undefined && <ProblemNotice error={sending.error} />}
      {look && file && (
        <>
          {look.shape === null ? (
            <Notice tone="wrong" title={t('web.people.list.no-names')} says />
          ) : (
            <Notice tone="info" title={t(`web.people.list.shape.${look.shape}`)} says />
          )}
          <ColumnMatching look={look} chosen={chosen} onChoose={setChosen} />
        </>
      )}
      {asked && !isWhole && <Notice tone="attention" title={t('web.people.list.incomplete')} says />}
      <div className="row">
        <button type="submit" className="primary" disabled={!look?.shape || sending.share !== undefined}>
          <Icon name="upload" />
          {file ? t('web.people.list.send.named', { name: file.name }) : t('web.people.list.send')}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </form>
  )
}

/** First it is only looked at: where its columns would go. */
function useSending(order: Order) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [file, setFile] = useState<File>()
  const [look, setLook] = useState<ListLook>()
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<unknown>()
  const put = async <A,>(path: string, form: FormData): Promise<A | undefined> => {
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
  const formOf = (one: File, extra: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(extra)) form.set(name, value)
    form.set('file', one)
    return form
  }
  const read = async (one: File) => {
    setFile(one)
    setLook(undefined)
    setLook(await put<ListLook>('/people/imports/look', formOf(one, { organisation: String(order.organisation) })))
  }
  const start = async (matching: Matching) => {
    if (!file) return
    const { group, ...fields } = order
    const extra = {
      ...fields,
      organisation: String(order.organisation),
      matching: JSON.stringify(matching),
      ...(group && { group }),
    }
    const made = await put<ListImport>('/people/imports', formOf(file, extra))
    if (!made) return
    queries.setQueryData(['people-import', made.id], made)
    void queries.invalidateQueries({ queryKey: ['people-imports'] })
    await navigate({ to: `/people/imports/${made.id}` })
  }
  return { file, look, share, error, read, start }
}
