/** What is done with a list as a whole: more households, out and back as a file, along on the device, closed. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DistributionDetail, ListedByFile, Returned } from '../../modules/delivery/distributions/contract.ts'
import { address, send, upload } from '../api.ts'
import { takeAlong } from '../field/kept.ts'
import { useDevice } from '../field/useDevice.ts'
import { useT } from '../languages.ts'
import { useSiteName } from '../people/places.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Find } from './Find.tsx'

export function ListTools({ list }: { list: DistributionDetail }) {
  const t = useT()
  const [open, setOpen] = useState<'add' | 'back' | 'close'>()
  const mayChange = list.may.change && list.state === 'open'
  const close = () => setOpen(undefined)
  return (
    <section className="stack" aria-label={t('web.deliver.list.tools')}>
      <h2>{t('web.deliver.list.tools')}</h2>
      {mayChange && (
        <button type="button" className="wide" onClick={() => setOpen('add')}>
          <Icon name="plus" />
          {t('web.deliver.list.add')}
        </button>
      )}
      <Along id={list.id} />
      {list.may.readNames && (
        <div className="pair">
          <a className="button" href={address(`/distributions/${list.id}/list.xlsx`)} download>
            <Icon name="download" />
            {t('web.deliver.list.out')}
          </a>
          <button type="button" onClick={() => setOpen('back')}>
            <Icon name="upload" />
            {t('web.deliver.list.back')}
          </button>
        </div>
      )}
      {mayChange && (
        <button type="button" className="plain" onClick={() => setOpen('close')}>
          {t('web.deliver.list.close')}
        </button>
      )}
      {open === 'add' && <AddDialog list={list} onClose={close} />}
      {open === 'back' && <BackDialog list={list} onClose={close} />}
      {open === 'close' && <CloseDialog list={list} onClose={close} />}
    </section>
  )
}

/** Only a device that keeps people takes a list along. */
function Along({ id }: { id: string }) {
  const t = useT()
  const { state } = useDevice()
  const [taken, setTaken] = useState<number>()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  if (state !== 'open') return null
  const take = async () => {
    setBusy(true)
    setError(undefined)
    await takeAlong({ distribution: id }, setTaken).then(setTaken).catch(setError)
    setBusy(false)
  }
  return (
    <>
      <button type="button" className="wide" aria-busy={isBusy} onClick={() => void take()} disabled={isBusy}>
        <Icon name="offline" />
        {t('web.deliver.list.along')}
      </button>
      {taken !== undefined && <p role="status">{t('web.deliver.list.along.taken', { n: taken })}</p>}
      {error !== undefined && <ProblemNotice error={error} />}
    </>
  )
}

type Props = { list: DistributionDetail; onClose: () => void }

function AddDialog({ list, onClose }: Props) {
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
      return upload<Pick<ListedByFile, 'unknown' | 'unclear'>>(`/distributions/${id}/households`, form, setShare)
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
          tone={add.data.unknown.length + add.data.unclear.length > 0 ? 'attention' : 'good'}
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
          {add.data.unclear.map((one) => (
            <p key={one.row}>{t('web.deliver.list.by-file.unclear', one)}</p>
          ))}
        </Notice>
      )}
    </>
  )
}

function BackDialog({ list, onClose }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const [share, setShare] = useState<number>()
  const [returned, setReturned] = useState<Returned>()
  const [error, setError] = useState<unknown>()
  const take = async (file: File) => {
    const form = new FormData()
    form.append('file', file)
    setError(undefined)
    setShare(0)
    await upload<Returned>(`/distributions/${list.id}/returned`, form, setShare).then(setReturned).catch(setError)
    setShare(undefined)
    await queries.invalidateQueries({ queryKey: ['distributions'] })
  }
  return (
    <Dialog title={t('web.deliver.list.back')} onClose={onClose}>
      <p>{t('web.deliver.list.back.words')}</p>
      <FileField
        label={t('web.deliver.list.file')}
        help={t('web.deliver.list.file.help')}
        share={share}
        onFile={(file) => void take(file)}
      />
      {error !== undefined && <ProblemNotice error={error} />}
      {returned && (
        <>
          <Notice
            tone={returned.refused > 0 || returned.doubles > 0 ? 'attention' : 'good'}
            title={t('web.deliver.list.returned', { n: returned.recorded })}
            says
          >
            <p>
              {t('web.deliver.list.returned.rest', {
                again: returned.again,
                doubles: returned.doubles,
                refused: returned.refused,
                absent: returned.absent,
              })}
            </p>
          </Notice>
          <ul className="said">
            {returned.rows.map((row) => (
              <li key={row.row} data-tone={row.outcome === 'refused' ? 'wrong' : 'attention'}>
                {t('web.deliver.list.row', { n: row.row, card: row.card })} {row.says}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

function CloseDialog({ list, onClose }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const close = useMutation({
    mutationFn: () => send('POST', `/distributions/${list.id}/close`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['distributions'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('web.deliver.list.close')} onClose={onClose}>
      <p>{t('web.deliver.list.close.words', { title: list.title })}</p>
      {close.isError && <ProblemNotice error={close.error} />}
      <button type="button" className="danger" disabled={close.isPending} onClick={() => close.mutate()}>
        {t('web.deliver.list.close.do')}
      </button>
    </Dialog>
  )
}
