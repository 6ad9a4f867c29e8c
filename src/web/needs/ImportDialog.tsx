/** Takes a table of people in need or targets from a file, and says what was taken, what changed and what was refused, line by line. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { PeopleImport, PeopleRemark, What } from '../../modules/plan/needs/contract.ts'
import { refusedRows } from '../../modules/plan/needs/rules/refused.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { FileField } from '../ui/FileField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'
import { useRemarkWords } from './remarks.ts'
import { today } from './SaveBar.tsx'
import { useReadAgain } from './useNeeds.ts'

const paths: Record<What, string> = { need: 'needs', target: 'targets-table' }

export function ImportDialog({ plan, onClose }: { plan: string; onClose: () => void }) {
  const t = useT()
  const readAgain = useReadAgain(plan)
  const [what, setWhat] = useState<What>('need')
  const [dated, setDated] = useState(today)
  const [share, setShare] = useState(0)
  const sending = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('dated', dated)
      form.append('file', file)
      return upload<PeopleImport>(`/plans/${plan}/${paths[what]}`, form, setShare)
    },
    onSuccess: readAgain,
  })
  return (
    <Dialog title={t('web.needs.import')} onClose={onClose} wide>
      {sending.data ? (
        <Outcome done={sending.data} onClose={onClose} onAgain={sending.reset} />
      ) : (
        <>
          <p>{t('web.needs.import.words')}</p>
          {sending.isError && <ProblemNotice error={sending.error} />}
          <Field label={t('web.needs.import.what')}>
            {(control) => (
              <select {...control} value={what} onChange={(e) => setWhat(e.target.value as What)}>
                <option value="need">{t('web.needs.what.need')}</option>
                <option value="target">{t('web.needs.what.target')}</option>
              </select>
            )}
          </Field>
          <Field label={t('web.needs.entry.dated')} help={t('web.needs.import.dated')}>
            {(control) => <input {...control} type="date" value={dated} onChange={(e) => setDated(e.target.value)} />}
          </Field>
          <FileField
            label={t('web.plan.import.file')}
            help={t('web.plan.import.help')}
            share={sending.isPending ? share : undefined}
            onFile={sending.mutate}
          />
        </>
      )}
    </Dialog>
  )
}

function Outcome({ done, onClose, onAgain }: { done: PeopleImport; onClose: () => void; onAgain: () => void }) {
  const t = useT()
  const words = useRemarkWords()
  const file = () =>
    csvOf(
      refusedRows(
        done.headers,
        done.refused.map((r) => ({ ...r, sentence: words(r) })),
        [t('plan.needs.refused.line'), t('plan.needs.refused.reason')],
      ),
    )
  return (
    <>
      <Notice
        tone={done.refused.length > 0 ? 'attention' : 'good'}
        title={t('plan.needs.taken', { ...done, refused: done.refused.length })}
        says
      >
        {done.sectorsAdded.length > 0 && <p>{t('plan.needs.sectors-added', { sectors: done.sectorsAdded.join(', ') })}</p>}
        {done.columnsLeft.length > 0 && (
          <p className="quiet">{t('web.plan.import.left', { columns: done.columnsLeft.join(', ') })}</p>
        )}
      </Notice>
      <Remarks title={t('web.plan.import.refused')} remarks={done.refused} />
      <Remarks title={t('web.plan.import.marked')} remarks={done.marked} />
      <div className="row">
        <button type="button" className="primary" onClick={onClose}>
          {t('web.ui.close')}
        </button>
        {done.refused.length > 0 && (
          <a
            className="button"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${file()}`)}`}
            download="refused.csv"
          >
            <Icon name="download" />
            {t('web.needs.import.refused-file')}
          </a>
        )}
        <button type="button" onClick={onAgain}>
          {t('web.needs.import.another')}
        </button>
      </div>
    </>
  )
}

const shownAtMost = 100

export function Remarks({ title, remarks }: { title: string; remarks: PeopleRemark[] }) {
  const t = useT()
  const words = useRemarkWords()
  if (remarks.length === 0) return null
  return (
    <section className="stack">
      <h3>{title}</h3>
      <ul className="remarks">
        {remarks.slice(0, shownAtMost).map((one) => (
          <li key={`${one.line} ${one.reason} ${JSON.stringify(one.values)}`}>
            <b>{t('web.plan.line', { line: one.line })}</b> {words(one)}
          </li>
        ))}
      </ul>
      {remarks.length > shownAtMost && (
        <p className="quiet">{t('web.plan.import.more', { count: remarks.length - shownAtMost })}</p>
      )}
    </section>
  )
}

/** What a spreadsheet would run as a formula is made plain text. */
const csvOf = (rows: string[][]): string =>
  rows
    .map((row) => row.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(','))
    .join('\r\n')
