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
import { Listing } from '../ui/Listing.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
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
    <Listing
      label={title}
      caption={title}
      rows={devices}
      keyOf={(device) => device.id}
      columns={[
        { name: t('web.settings.devices.name'), cell: (device) => device.name },
        withPerson && { name: t('web.settings.devices.person'), cell: (device) => device.userName },
        { name: t('web.settings.devices.seen'), cell: (device) => format.moment(device.lastSeenAt) },
        { name: t('web.settings.devices.clock'), cell: (device) => <ClockWords seconds={device.clockSeconds} /> },
        { name: t('web.settings.devices.state'), cell: (device) => <DeviceState device={device} /> },
        {
          name: t('web.settings.devices.revoke'),
          isDone: true,
          cell: (device) => device.may.revoke && <RevokeButton device={device} onRevoke={onRevoke} />,
        },
      ]}
    />
  )
}

function DeviceState({ device: { revokedAt } }: { device: Device }) {
  const t = useT()
  const format = useFormat()
  return revokedAt ? (
    <Badge tone="wrong" icon="lock">
      {t('web.settings.devices.revoked', { day: format.day(revokedAt) })}
    </Badge>
  ) : (
    <Badge tone="good">{t('web.settings.devices.keeps')}</Badge>
  )
}

function RevokeButton({ device, onRevoke }: { device: Device; onRevoke: (device: Device) => void }) {
  const t = useT()
  return (
    <button
      type="button"
      className="danger"
      onClick={() => onRevoke(device)}
      aria-label={t('web.settings.devices.revoke.named', { name: device.name })}
    >
      {t('web.settings.devices.revoke')}
    </button>
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
