/** Takes a list from a file as it comes, and says what was read, added and refused. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { ListImport, ListName, ListRemark } from '../../modules/plan/contract.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'

export function ImportListDialog({ plan, list, onClose }: { plan: string; list: ListName; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [share, setShare] = useState(0)
  const sendFile = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return upload<ListImport>(`/plans/${plan}/lists/${list}`, form, setShare)
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['plan-lists', plan] }),
  })
  return (
    <Dialog title={t('web.plan.import.named', { list: t(`web.plan.list.${list}`) })} onClose={onClose} wide>
      {sendFile.data ? (
        <Outcome outcome={sendFile.data} onClose={onClose} />
      ) : (
        <>
          <p>{t(`web.plan.import.${list}`)}</p>
          {sendFile.isError && <ProblemNotice error={sendFile.error} />}
          <FileField
            label={t('web.plan.import.file')}
            help={t('web.plan.import.help')}
            share={sendFile.isPending ? share : undefined}
            onFile={(file) => sendFile.mutate(file)}
          />
        </>
      )}
    </Dialog>
  )
}

function Outcome({ outcome, onClose }: { outcome: ListImport; onClose: () => void }) {
  const t = useT()
  const { read, added, changed, refused, marked, columnsLeft } = outcome
  return (
    <>
      <Notice
        tone={refused.length > 0 ? 'attention' : 'good'}
        title={t('web.plan.import.done', { read, added, changed, refused: refused.length })}
        says
      >
        {columnsLeft.length > 0 && <p className="quiet">{t('web.plan.import.left', { columns: columnsLeft.join(', ') })}</p>}
      </Notice>
      <Remarks title={t('web.plan.import.refused')} remarks={refused} />
      <Remarks title={t('web.plan.import.marked')} remarks={marked} />
      <p>
        <button type="button" className="primary" onClick={onClose}>
          {t('web.ui.close')}
        </button>
      </p>
    </>
  )
}

const shownAtMost = 100

function Remarks({ title, remarks }: { title: string; remarks: z.infer<typeof ListRemark>[] }) {
  const t = useT()
  if (remarks.length === 0) return null
  return (
    <section className="stack">
      <h3>{title}</h3>
      <ul className="remarks">
        {remarks.slice(0, shownAtMost).map((one) => (
          <li key={`${one.line} ${one.reason} ${JSON.stringify(one.values)}`}>
            <b>{t('web.plan.line', { line: one.line })}</b> {t(`plan.list.${one.reason}`, one.values)}
          </li>
        ))}
      </ul>
      {remarks.length > shownAtMost && (
        <p className="quiet">{t('web.plan.import.more', { count: remarks.length - shownAtMost })}</p>
      )}
    </section>
  )
}
