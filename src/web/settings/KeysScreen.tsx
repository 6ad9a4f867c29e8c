/** My keys for programs: made once, shown once, taken back at any time. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiKey } from '../../modules/organisations/contract.ts'
import { get, send } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'
import './settings.css'

export function KeysScreen() {
  const t = useT()
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => get<ApiKey[]>('/keys') })
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<ApiKey>()
  const make = (
    <button type="button" className="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" />
      {t('web.settings.keys.add')}
    </button>
  )
  return (
    <>
      <Head title={t('web.settings.keys.title')} actions={keys.data?.length ? make : undefined}>
        {t('web.settings.keys.words')}
      </Head>
      <SettingsTabs />
      <Answer query={keys}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="settings" title={t('web.settings.keys.none')}>
              <p>{t('web.settings.keys.none.words')}</p>
              {make}
            </Empty>
          ) : (
            <KeysTable keys={list} onRemove={setLeaving} />
          )
        }
      </Answer>
      {adding && <NewKeyDialog onClose={() => setAdding(false)} />}
      {leaving && <RemoveKeyDialog entry={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}

function KeysTable({ keys, onRemove }: { keys: ApiKey[]; onRemove: (key: ApiKey) => void }) {
  const t = useT()
  const format = useFormat()
  const day = (moment: string | null, otherwise: string) => (moment ? format.day(moment) : otherwise)
  return (
    <Listing
      label={t('web.settings.keys.title')}
      rows={keys}
      keyOf={(key) => key.id}
      columns={[
        { name: t('web.settings.keys.name'), cell: (key) => key.name },
        { name: t('web.settings.keys.start'), cell: (key) => `${key.start}…`, look: 'nowrap' },
        { name: t('web.settings.keys.made'), cell: (key) => day(key.createdAt, '') },
        { name: t('web.settings.keys.used'), cell: (key) => day(key.lastUsedAt, t('web.settings.never')) },
        { name: t('web.settings.keys.ends'), cell: (key) => day(key.expiresAt, t('web.settings.keys.no-end')) },
        { name: t('web.settings.keys.remove'), isDone: true, cell: (key) => <RemoveButton entry={key} onRemove={onRemove} /> },
      ]}
    />
  )
}

function RemoveButton({ entry, onRemove }: { entry: ApiKey; onRemove: (key: ApiKey) => void }) {
  const t = useT()
  return (
    <button
      type="button"
      className="danger"
      onClick={() => onRemove(entry)}
      aria-label={t('web.settings.keys.remove.named', { name: entry.name })}
    >
      {t('web.settings.keys.remove')}
    </button>
  )
}

function RemoveKeyDialog({ entry, onClose }: { entry: ApiKey; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => send('DELETE', `/keys/${entry.id}`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['keys'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('web.settings.keys.remove.title', { name: entry.name })} onClose={onClose}>
      <p>{t('web.settings.keys.remove.words')}</p>
      {remove.isError && <ProblemNotice error={remove.error} />}
      <div className="row">
        <button type="button" className="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t('web.settings.keys.remove.do')}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.settings.not-yet')}
        </button>
      </div>
    </Dialog>
  )
}
