/** Devices that keep people on them: my own, and those of others whom I may protect. A lost one is revoked and empties itself. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Device } from '../../modules/delivery/field/contract.ts'
import { get, send } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Head } from '../ui/Head.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Table } from '../ui/Table.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'

export function DevicesScreen() {
  const t = useT()
  const me = useMe().data?.id
  const devices = useQuery({ queryKey: ['devices'], queryFn: () => get<Device[]>('/field/devices') })
  const [leaving, setLeaving] = useState<Device>()
  return (
    <>
      <Head title={t('web.settings.devices.title')}>{t('web.settings.devices.words')}</Head>
      <SettingsTabs />
      <Answer query={devices}>
        {(list) => {
          const [mine, others] = [list.filter((one) => one.userId === me), list.filter((one) => one.userId !== me)]
          if (list.length === 0)
            return (
              <Empty icon="lock" title={t('web.settings.devices.none')}>
                <p>{t('web.settings.devices.none.words')}</p>
              </Empty>
            )
          return (
            <>
              {mine.length > 0 && <DevicesTable title={t('web.settings.devices.mine')} devices={mine} onRevoke={setLeaving} />}
              {others.length > 0 && (
                <DevicesTable title={t('web.settings.devices.others')} devices={others} withPerson onRevoke={setLeaving} />
              )}
            </>
          )
        }}
      </Answer>
      {leaving && <RevokeDialog device={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}

type TableProps = { title: string; devices: Device[]; withPerson?: boolean; onRevoke: (device: Device) => void }

function DevicesTable({ title, devices, withPerson = false, onRevoke }: TableProps) {
  const t = useT()
  const format = useFormat()
  return (
    <Table label={title}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th>{t('web.settings.devices.name')}</th>
          {withPerson && <th>{t('web.settings.devices.person')}</th>}
          <th>{t('web.settings.devices.seen')}</th>
          <th>{t('web.settings.devices.clock')}</th>
          <th>{t('web.settings.devices.state')}</th>
          <th>
            <span className="hide">{t('web.settings.devices.revoke')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <tr key={device.id}>
            <th scope="row">{device.name}</th>
            {withPerson && <td>{device.userName}</td>}
            <td>{format.moment(device.lastSeenAt)}</td>
            <td>
              <ClockWords seconds={device.clockSeconds} />
            </td>
            <td>
              {device.revokedAt ? (
                <Badge tone="wrong" icon="lock">
                  {t('web.settings.devices.revoked', { day: format.day(device.revokedAt) })}
                </Badge>
              ) : (
                <Badge tone="good">{t('web.settings.devices.keeps')}</Badge>
              )}
            </td>
            <td>
              {device.may.revoke && (
                <button
                  type="button"
                  className="danger"
                  onClick={() => onRevoke(device)}
                  aria-label={t('web.settings.devices.revoke.named', { name: device.name })}
                >
                  {t('web.settings.devices.revoke')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** A minute is nothing; more is worth a word. */
function ClockWords({ seconds }: { seconds: number }) {
  const t = useT()
  const minutes = Math.round(Math.abs(seconds) / 60)
  if (minutes < 2) return t('web.settings.devices.clock.right')
  return t(seconds > 0 ? 'web.settings.devices.clock.ahead' : 'web.settings.devices.clock.behind', { n: minutes })
}

function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => send('POST', `/field/devices/${device.id}/revoke`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['devices'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('web.settings.devices.revoke.named', { name: device.name })} onClose={onClose}>
      <p>{t('web.settings.devices.revoke.words', { name: device.name, person: device.userName })}</p>
      {revoke.isError && <ProblemNotice error={revoke.error} />}
      <p>
        <button type="button" className="danger" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
          {t('web.settings.devices.revoke.do')}
        </button>
      </p>
    </Dialog>
  )
}
