/** A list that comes back as a file: how much of it was recorded, and what there is to say of its rows. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DistributionDetail, Returned } from '../../modules/delivery/distributions/contract.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'

type Props = { list: DistributionDetail; onClose: () => void }

export function BackDialog({ list, onClose }: Props) {
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
      {returned && <ReturnedWords returned={returned} />}
    </Dialog>
  )
}

function ReturnedWords({ returned }: { returned: Returned }) {
  const t = useT()
  const { recorded, again, doubles, refused, absent, rows, report } = returned
  return (
    <>
      <Notice
        tone={refused > 0 || doubles > 0 ? 'attention' : 'good'}
        title={t('web.deliver.list.returned', { n: recorded })}
        says
      >
        <p>{t('web.deliver.list.returned.rest', { again, doubles, refused, absent })}</p>
      </Notice>
      <ul className="said">
        {rows.map((row) => (
          <li key={row.row} data-tone={row.outcome === 'refused' ? 'wrong' : 'attention'}>
            {t('web.deliver.list.row', { n: row.row, card: row.card })} {row.says}
          </li>
        ))}
      </ul>
      {report !== null && (
        <p>
          <a
            className="button"
            download="returned.xlsx"
            href={`data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,${report}`}
          >
            <Icon name="download" /> {t('web.deliver.list.returned.report')}
          </a>
        </p>
      )}
    </>
  )
}
