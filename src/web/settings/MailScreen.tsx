/** Letters by mail, for administrators: which were sent, which wait, and why. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MailLine, Mails } from '../../core/mail/contract.ts'
import { get, send } from '../api.ts'
import { hasMessage, useFormat, useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Head } from '../ui/Head.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'

const toneOf = { sent: 'good', waiting: 'info', 'not-sent': 'attention', 'given-up': 'wrong' } as const

export function MailScreen() {
  const t = useT()
  const mails = useQuery({ queryKey: ['mails'], queryFn: () => get<Mails>('/mails') })
  return (
    <>
      <Head title={t('web.settings.mail.title')}>{t('web.settings.mail.words')}</Head>
      <SettingsTabs />
      <Answer query={mails}>
        {({ trouble, rows }) => (
          <>
            {trouble && (
              <Notice tone="attention" title={t(`web.settings.mail.${trouble}`)}>
                <p>{t(`web.settings.mail.${trouble}.words`)}</p>
              </Notice>
            )}
            {rows.length === 0 ? (
              <Empty icon="send" title={t('web.settings.mail.none')}>
                <p>{t('web.settings.mail.none.words')}</p>
              </Empty>
            ) : (
              <Letters rows={rows} />
            )}
          </>
        )}
      </Answer>
    </>
  )
}

function Letters({ rows }: { rows: MailLine[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <Listing
      label={t('web.settings.mail.title')}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { name: t('web.settings.mail.to'), cell: (row) => row.to },
        { name: t('web.settings.mail.subject'), cell: (row) => row.subject },
        { name: t('web.settings.mail.made'), cell: (row) => format.moment(row.madeAt) },
        { name: t('web.settings.mail.state'), cell: (row) => <LetterState row={row} /> },
      ]}
    />
  )
}

function LetterState({ row }: { row: MailLine }) {
  const t = useT()
  const queries = useQueryClient()
  const again = useMutation({
    mutationFn: () => send('POST', `/mails/${row.id}/send`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['mails'] }),
  })
  const known = `web.settings.mail.error.${row.error}`
  return (
    <>
      <Badge tone={toneOf[row.state]}>{t(`web.settings.mail.state.${row.state}`)}</Badge>{' '}
      {row.error && row.state !== 'sent' && <small className="quiet">{hasMessage(known) ? t(known) : row.error}</small>}{' '}
      {row.state === 'given-up' && (
        <button type="button" className="plain" disabled={again.isPending} onClick={() => again.mutate()}>
          {t('web.settings.mail.again')}
        </button>
      )}
      {again.isError && <ProblemNotice error={again.error} />}
    </>
  )
}
