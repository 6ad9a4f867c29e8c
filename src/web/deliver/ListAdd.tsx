/** More households for a list: all of its site, those of a file, one by one. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DistributionDetail, ListedByFile } from '../../modules/delivery/distributions/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { useSiteName } from '../people/places.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'
import { Find } from './Find.tsx'

type Props = { list: DistributionDetail; onClose: () => void }

export function AddDialog({ list, onClose }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const siteName = useSiteName()
  const [words, setWords] = useState('')
  const add = useMutation({
    mutationFn: (whom: { site?: string; households?: string[] }) =>
      send('PUT', `/distributions/${list.id}/households`, { add: true, ...whom }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['distributions'] }),
  })
  return (
    <Dialog title={t('web.deliver.list.add')} onClose={onClose}>
      <div className="deliver">
        {add.isError && <ProblemNotice error={add.error} />}
        {add.isSuccess && <Notice tone="good" title={t('web.deliver.list.added')} says />}
        <button type="button" className="wide" disabled={add.isPending} onClick={() => add.mutate({ site: list.site })}>
          {t('web.deliver.list.from-site', { site: siteName(list.site) ?? '' })}
        </button>
        <ByFile id={list.id} />
        <Find words={words} onWords={setWords} onHousehold={(id) => add.mutate({ households: [id] })} />
      </div>
    </Dialog>
  )
}

type Added = Pick<ListedByFile, 'unknown' | 'unclear' | 'settled'>

/** A list that somebody else wrote: its cards are read. */
function ByFile({ id }: { id: string }) {
  const t = useT()
  const queries = useQueryClient()
  const [share, setShare] = useState<number>()
  const add = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('add', 'yes')
      form.append('file', file)
      return upload<Added>(`/distributions/${id}/households`, form, setShare)
    },
    onSettled: async () => {
      setShare(undefined)
      await queries.invalidateQueries({ queryKey: ['distributions'] })
    },
  })
  return (
    <>
      <FileField
        label={t('web.deliver.list.by-file')}
        help={t('web.deliver.list.by-file.help')}
        share={share}
        onFile={(file) => add.mutate(file)}
      />
      {add.isError && <ProblemNotice error={add.error} />}
      {add.data && <AddedNotice {...add.data} />}
    </>
  )
}

/** What there is to say of the rows: cards that nobody has, households that came already, values that are none. */
function AddedNotice({ unknown, unclear, settled }: Added) {
  const t = useT()
  const rowsOf = (lines: { row: number }[]) => ({ n: lines.length, rows: lines.map((one) => one.row).join(', ') })
  return (
    <Notice
      tone={unknown.length + unclear.length + settled.length > 0 ? 'attention' : 'good'}
      title={t('web.deliver.list.added')}
      says
    >
      {unknown.length > 0 && <p>{t('web.deliver.list.by-file.unknown', rowsOf(unknown))}</p>}
      {settled.length > 0 && <p>{t('web.deliver.list.by-file.settled', rowsOf(settled))}</p>}
      {unclear.map((one) => (
        <p key={one.row}>{t('web.deliver.list.by-file.unclear', one)}</p>
      ))}
    </Notice>
  )
}
