/** Sending a workbook: plan and organisation, the file, its way to the server. */
import { useState } from 'react'
import { address } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { Crumbs } from './Crumbs.tsx'
import { Drop } from './Drop.tsx'
import { OrganisationField, PlanField } from './ForWhom.tsx'
import { useSending } from './useSending.ts'

export function NewImportScreen() {
  const t = useT()
  const may = useMay()
  return (
    <>
      <Crumbs here={t('web.imports.new')} />
      <Head title={t('web.imports.new')}>
        {useScopeWords()
          .filter((_, i, all) => i === all.length - 2)
          .join('')}
      </Head>
      {may('activities.write') ? (
        <WithPlan>{(plan) => <Form plan={plan} />}</WithPlan>
      ) : (
        <Notice tone="attention" title={t('web.imports.not-yours')} />
      )}
    </>
  )
}

const isWorkbook = (file: File) => /\.(xlsx|xlsm|csv|tsv|txt)$/i.test(file.name)

function Form({ plan }: { plan: string }) {
  const t = useT()
  const [file, setFile] = useState<File>()
  const [refused, setRefused] = useState<string>()
  const sending = useSending(plan)
  const choose = (chosen: File | undefined) => {
    if (!chosen) return
    setRefused(isWorkbook(chosen) ? undefined : chosen.name)
    setFile(isWorkbook(chosen) ? chosen : undefined)
    sending.forget()
  }
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault()
        if (file) void sending.start(file)
      }}
    >
      <PlanField plan={plan} />
      <OrganisationField plan={plan} value={sending.organisation} onChange={sending.setOrganisation} />
      <Drop file={file} onFile={choose} disabled={sending.share !== undefined} />
      {refused !== undefined && <Notice tone="wrong" title={t('web.imports.wrong-kind', { name: refused })} says />}
      {sending.stopped && <Notice tone="attention" title={t('web.imports.stopped')} says />}
      {sending.error !== undefined && <ProblemNotice error={sending.error} />}
      {sending.share !== undefined && file ? (
        <Progress name={file.name} share={sending.share} onStop={sending.stop} />
      ) : (
        <div className="row">
          <button type="submit" className="primary" disabled={!file}>
            <Icon name="upload" />
            {file ? t('web.imports.send', { name: file.name }) : t('web.imports.new')}
          </button>
          <a className="button" href={address(`/plans/${plan}/template.xlsx`, { organisation: sending.organisation })} download>
            <Icon name="download" />
            {t('web.imports.template')}
          </a>
        </div>
      )}
    </form>
  )
}

function Progress({ name, share, onStop }: { name: string; share: number; onStop: () => void }) {
  const t = useT()
  const format = useFormat()
  return (
    <div className="panel stack">
      <div className="row">
        <b>{t('web.imports.sending', { name })}</b>
        <span className="quiet">{t('web.imports.sending.share', { share: format.number(share, { style: 'percent' }) })}</span>
        <button type="button" className="end" onClick={onStop}>
          {t('web.imports.stop')}
        </button>
      </div>
      <progress value={share} max={1} aria-label={t('web.imports.sending', { name })} />
    </div>
  )
}
