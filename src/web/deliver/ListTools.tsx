/** What is done with a list as a whole: more households, out and back as a file, along on the device, closed. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DistributionDetail } from '../../modules/delivery/distributions/contract.ts'
import { address, send } from '../api.ts'
import { takeAlong } from '../field/kept.ts'
import { useDevice } from '../field/useDevice.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { AddDialog } from './ListAdd.tsx'
import { BackDialog } from './ListBack.tsx'

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
          <a className="button" href={address(`/distributions/${list.id}/list.pdf`)} download>
            <Icon name="download" />
            {t('web.deliver.list.paper')}
          </a>
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
