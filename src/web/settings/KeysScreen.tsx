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
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Table } from '../ui/Table.tsx'
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
    <Table label={t('web.settings.keys.title')}>
      <thead>
        <tr>
          <th>{t('web.settings.keys.name')}</th>
          <th>{t('web.settings.keys.start')}</th>
          <th>{t('web.settings.keys.made')}</th>
          <th>{t('web.settings.keys.used')}</th>
          <th>{t('web.settings.keys.ends')}</th>
          <th>
            <span className="hide">{t('web.settings.keys.remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <th scope="row">{key.name}</th>
            <td className="nowrap">{key.start}…</td>
            <td>{day(key.createdAt, '')}</td>
            <td>{day(key.lastUsedAt, t('web.settings.never'))}</td>
            <td>{day(key.expiresAt, t('web.settings.keys.no-end'))}</td>
            <td>
              <button
                type="button"
                className="danger"
                onClick={() => onRemove(key)}
                aria-label={t('web.settings.keys.remove.named', { name: key.name })}
              >
                {t('web.settings.keys.remove')}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
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
