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
      return upload<Pick<ListedByFile, 'unknown' | 'unclear' | 'settled'>>(`/distributions/${id}/households`, form, setShare)
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
      {add.data && (
        <Notice
          tone={add.data.unknown.length + add.data.unclear.length + add.data.settled.length > 0 ? 'attention' : 'good'}
          title={t('web.deliver.list.added')}
          says
        >
          {add.data.unknown.length > 0 && (
            <p>
              {t('web.deliver.list.by-file.unknown', {
                n: add.data.unknown.length,
                rows: add.data.unknown.map((one) => one.row).join(', '),
              })}
            </p>
          )}
          {add.data.settled.length > 0 && (
            <p>
              {t('web.deliver.list.by-file.settled', {
                n: add.data.settled.length,
                rows: add.data.settled.map((one) => one.row).join(', '),
              })}
            </p>
          )}
          {add.data.unclear.map((one) => (
            <p key={one.row}>{t('web.deliver.list.by-file.unclear', one)}</p>
          ))}
        </Notice>
      )}
    </>
  )
}
