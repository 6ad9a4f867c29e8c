/** A list is sent: the file, for whom and where, how these people were asked, and where each column belongs. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListImport, ListLook, Matching } from '../../modules/people/imports/contract.ts'
import { useT } from '../languages.ts'
import { FileField } from '../ui/FileField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'
import { ColumnMatching } from './ColumnMatching.tsx'
import { chosenOf, isPlaced } from './lists.ts'
import { type Order, OrderFields, useOrder } from './OrderFields.tsx'

export function SendList({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { order, change, isWhole } = useOrder()
  const sending = useSending(order)
  const { look, files } = sending
  const [file, second] = files
  const [chosen, setChosen] = useState<Matching>({})
  const [asked, setAsked] = useState(false)
  // Else every row comes back, after the whole list was read.
  const lacksGroup = look?.shape != null && order.group === '' && !isPlaced(look, chosen, 'populationGroup')
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setAsked(true)
        if (isWhole && !lacksGroup && look?.shape) void sending.start(chosenOf(look, chosen))
      }}
    >
      <OrderFields order={order} onChange={change} asked={asked} lacksGroup={lacksGroup} />
      <FileField
        label={t('web.people.list.file')}
        help={t('web.people.list.file.help')}
        accept=".xlsx,.csv,.tsv,.txt,text/csv"
        share={sending.share}
        onFile={(one) => void sending.read([one])}
      />
      {file && (
        <FileField
          label={t('web.people.list.second')}
          help={second ? second.name : t('web.people.list.second.help')}
          accept=".csv,.tsv,.txt,text/csv"
          share={undefined}
          onFile={(one) => void sending.read([file, one])}
        />
      )}
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
      {asked && (!isWhole || lacksGroup) && <Notice tone="attention" title={t('web.people.list.incomplete')} says />}
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
  const [files, setFiles] = useState<File[]>([])
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
