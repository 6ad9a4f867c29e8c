/** Takes a funding file as it comes, and says what was kept, what changed, and what was left out and why. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FundingFinding, FundingImport } from '../../modules/plan/funding/contract.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { FileField } from '../ui/FileField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'

export function ImportMoneyDialog({ plan, onClose }: { plan: string; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [share, setShare] = useState(0)
  const [what, setWhat] = useState<'contributions' | 'rates'>('contributions')
  const [as, setAs] = useState('')
  const sendFile = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      if (as.trim()) form.append('as', as.trim())
      form.append('file', file)
      return upload<FundingImport>(what === 'rates' ? '/rates/imports' : `/plans/${plan}/funding/imports`, form, setShare)
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['money', plan] }),
  })
  const otherPlans = sendFile.data?.findings.filter((f) => f.code === 'other-plan').length ?? 0
  return (
    <Dialog title={t('web.money.import')} onClose={onClose} wide>
      {sendFile.data && <Outcome outcome={sendFile.data} onClose={onClose} />}
      {(!sendFile.data || otherPlans > 0) && (
        <>
          <p>{t('web.money.import.words')}</p>
          {sendFile.isError && <ProblemNotice error={sendFile.error} />}
          <Field label={t('web.money.import.what')}>
            {(control) => (
              <select {...control} value={what} onChange={(e) => setWhat(e.target.value === 'rates' ? 'rates' : 'contributions')}>
                <option value="contributions">{t('web.money.import.what.contributions')}</option>
                <option value="rates">{t('web.money.import.what.rates')}</option>
              </select>
            )}
          </Field>
          {what === 'contributions' && (
            <Field label={t('web.money.import.as')} help={t('web.money.import.as.help')}>
              {(control) => <input {...control} maxLength={300} value={as} onChange={(e) => setAs(e.target.value)} />}
            </Field>
          )}
          <FileField
            label={t('web.plan.import.file')}
            help={t('web.money.import.help')}
            accept=".json,.ndjson,.csv,.xlsx,application/json,text/csv"
            share={sendFile.isPending ? share : undefined}
            onFile={(file) => sendFile.mutate(file)}
          />
        </>
      )}
    </Dialog>
  )
}

function Outcome({ outcome, onClose }: { outcome: FundingImport; onClose: () => void }) {
  const t = useT()
  const { read, added, changed, same, refused, awaiting, missingPages, columnsLeft, findings, refusedCsv } = outcome
  return (
    <div className="stack">
      <Notice
        tone={refused > 0 ? 'attention' : 'good'}
        title={t('web.money.import.done', { read, added, changed, same, refused })}
        says
      >
        {awaiting > 0 && <p>{t('plan.funding.awaiting', { count: awaiting })}</p>}
        {missingPages !== null && <p>{t('plan.funding.missing-pages', { address: missingPages })}</p>}
        {columnsLeft.length > 0 && <p className="quiet">{t('web.plan.import.left', { columns: columnsLeft.join(', ') })}</p>}
      </Notice>
      <Findings title={t('web.money.import.refused')} findings={findings.filter((f) => f.refused)} />
      <Findings title={t('web.money.import.marked')} findings={findings.filter((f) => !f.refused)} />
      <p className="row">
        {refusedCsv !== '' && (
          <button type="button" onClick={() => save(refusedCsv, t('web.money.import.refused-file'))}>
            <Icon name="download" />
            {t('web.money.import.refused-download')}
          </button>
        )}
        <button type="button" className="primary" onClick={onClose}>
          {t('web.ui.close')}
        </button>
      </p>
    </div>
  )
}

/** The server said it once; it is not asked again. */
function save(csv: string, name: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.csv` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const shownAtMost = 100

function Findings({ title, findings }: { title: string; findings: FundingFinding[] }) {
  const t = useT()
  if (findings.length === 0) return null
  return (
    <section className="stack">
      <h3>{title}</h3>
      <ul className="remarks">
        {findings.slice(0, shownAtMost).map((one) => (
          <li key={`${one.line} ${one.code} ${JSON.stringify(one.values)}`}>
            <b>{t('web.plan.line', { line: one.line })}</b> {one.sentence}
          </li>
        ))}
      </ul>
      {findings.length > shownAtMost && (
        <p className="quiet">{t('web.plan.import.more', { count: findings.length - shownAtMost })}</p>
      )}
    </section>
  )
}
