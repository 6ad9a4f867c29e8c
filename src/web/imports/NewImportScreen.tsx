/** Sending a workbook: plan and organisation, the file, its way to the server. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import type { Import } from '../../modules/activities/imports/contract.ts'
import { address } from '../api.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay, useMe } from '../me.ts'
import { usePlanLists, usePlans } from '../plans.ts'
import { type Search, scopeOf, useChangeSearch, useScope } from '../scope.ts'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { upload } from '../ui/upload.ts'
import { WithPlan } from '../ui/WithPlan.tsx'
import { Crumbs } from './Crumbs.tsx'

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

/** The same file sent again is the same import: the server knows it by its content. */
function useSending(plan: string) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const scope = useScope()
  const [organisation, setOrganisation] = useState(scope.organisation)
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<unknown>()
  const [stopped, setStopped] = useState(false)
  const stop = useRef<AbortController>(undefined)
  const forget = () => {
    setError(undefined)
    setStopped(false)
  }
  const start = async (file: File) => {
    const form = new FormData()
    if (organisation !== undefined) form.set('organisation', String(organisation))
    form.set('file', file)
    setError(undefined)
    setStopped(false)
    setShare(0)
    stop.current = new AbortController()
    try {
      const made = await upload<Import>(`/plans/${plan}/imports`, form, setShare, stop.current.signal)
      queries.setQueryData(['import', made.id], made)
      void queries.invalidateQueries({ queryKey: ['imports'] })
      await navigate({
        to: `/imports/${made.id}`,
        search: ((before: Search) => ({ ...scopeOf(before), again: made.again ? 'yes' : undefined })) as never,
      })
    } catch (problem) {
      if (problem instanceof DOMException) setStopped(true)
      else setError(problem)
    } finally {
      setShare(undefined)
    }
  }
  return { organisation, setOrganisation, share, error, stopped, start, forget, stop: () => stop.current?.abort() }
}

function PlanField({ plan }: { plan: string }) {
  const t = useT()
  const text = useText()
  const plans = usePlans()
  const change = useChangeSearch()
  return (
    <label className="field">
      {t('web.imports.of-plan')}
      <select value={plan} onChange={(e) => change({ plan: e.target.value, organisation: undefined })}>
        {plans.data?.map((p) => (
          <option key={p.code} value={p.code}>
            {text(p.names, p.code)}
          </option>
        ))}
      </select>
    </label>
  )
}

function OrganisationField({
  plan,
  value,
  onChange,
}: {
  plan: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}) {
  const t = useT()
  const format = useFormat()
  const me = useMe()
  const lists = usePlanLists(plan)
  const own = me.data?.organisations
  const mine = lists.data?.organisations.filter((o) => o.appealing && (!own?.length || own.includes(o.id))) ?? []
  return (
    <div className="field">
      <label htmlFor="of-organisation">{t('web.imports.organisation')}</label>
      <select
        id="of-organisation"
        aria-describedby="of-organisation-help"
        value={value ?? ''}
        onChange={(e) => onChange(e.target.value ? Number(e.target.value) : undefined)}
      >
        <option value="">{t('web.imports.organisation.any')}</option>
        {format
          .sorted(mine, (o) => o.names[0] ?? '')
          .map((o) => (
            <option key={o.id} value={o.id}>
              {o.names[0]}
            </option>
          ))}
      </select>
      <p className="help" id="of-organisation-help">
        {t('web.imports.organisation.help')}
      </p>
    </div>
  )
}

function Drop({
  file,
  onFile,
  disabled,
}: {
  file: File | undefined
  onFile: (file: File | undefined) => void
  disabled: boolean
}) {
  const t = useT()
  const format = useFormat()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const onDrop = (e: DragEvent) => {
    e.preventDefault()
    setOver(false)
    if (!disabled) onFile(e.dataTransfer.files[0])
  }
  const size =
    file &&
    (file.size < 1e6
      ? `${format.number(Math.ceil(file.size / 1000))} kB`
      : `${format.number(file.size / 1e6, { maximumFractionDigits: 1 })} MB`)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the button inside is the first
    <div
      className="empty drop"
      data-over={over || undefined}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Icon name="upload" />
      {file ? (
        <p>
          <b>{file.name}</b> <span className="quiet">{size}</span>
        </p>
      ) : (
        <h2>{t('web.imports.drop')}</h2>
      )}
      <p className="quiet">{t('web.imports.drop.words')}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.xlsm,.csv,.tsv,.txt"
        aria-label={t('web.imports.choose')}
        onChange={(e) => {
          onFile(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      <button type="button" disabled={disabled} onClick={() => input.current?.click()}>
        {t(file ? 'web.imports.other' : 'web.imports.choose')}
      </button>
    </div>
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
