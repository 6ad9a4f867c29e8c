/** The form of the plan as a workbook: fetched for a country, sent back filled, with what became of its rows. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { PlannedImport } from '../../modules/plan/submissions/contract.ts'
import { address } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'

type Props = { lists: PlanLists; organisation: number; country: string | undefined; onClose: () => void }

export function FormDialog({ lists, organisation, country, onClose }: Props) {
  const t = useT()
  const body = lists.organisations.find((o) => o.id === organisation)
  return (
    <Dialog title={t('web.submissions.form')} onClose={onClose} wide>
      <p>{t('web.submissions.form.words', { organisation: body?.names[0] ?? '' })}</p>
      <Fetching lists={lists} organisation={organisation} country={country} />
      <Sending plan={lists.plan.code} organisation={body?.names[0]} />
    </Dialog>
  )
}

function Fetching({ lists, organisation, country }: Omit<Props, 'onClose'>) {
  const t = useT()
  const format = useFormat()
  const countries = format.sorted([...new Map(lists.places.map((p) => [p.country, p.countryName]))], ([, name]) => name)
  const [chosen, setChosen] = useState(country ?? countries[0]?.[0] ?? '')
  return (
    <fieldset className="stack">
      <legend>{t('web.submissions.form.fetch')}</legend>
      <div className="row">
        <label className="field">
          {t('plan.submission.cell.country')}
          <select value={chosen} onChange={(e) => setChosen(e.target.value)}>
            {countries.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <a
          className="button"
          download
          href={address(`/plans/${lists.plan.code}/planned-activities/template.xlsx`, {
            organisation,
            country: chosen,
            language: format.language,
          })}
        >
          <Icon name="download" /> {t('web.submissions.form.download')}
        </a>
      </div>
    </fieldset>
  )
}

function Sending({ plan, organisation }: { plan: string; organisation: string | undefined }) {
  const t = useT()
  const format = useFormat()
  const queries = useQueryClient()
  const [share, setShare] = useState<number>()
  const [done, setDone] = useState<PlannedImport>()
  const [error, setError] = useState<unknown>()
  const input = useRef<HTMLInputElement>(null)
  const start = async (file: File) => {
    const form = new FormData()
    if (organisation !== undefined) form.set('organisation', organisation)
    form.set('file', file)
    setError(undefined)
    setDone(undefined)
    setShare(0)
    try {
      setDone(await upload<PlannedImport>(`/plans/${plan}/planned-activities/imports`, form, setShare))
      await queries.invalidateQueries({ queryKey: ['planned', plan] })
    } catch (problem) {
      setError(problem)
    } finally {
      setShare(undefined)
    }
  }
  return (
    <fieldset className="stack">
      <legend>{t('web.submissions.form.send')}</legend>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.xlsm,.csv,.tsv,.txt"
        aria-label={t('web.submissions.form.choose')}
        disabled={share !== undefined}
        onChange={(e) => {
          const file = e.target.files?.[0]
          e.target.value = ''
          if (file) void start(file)
        }}
      />
      {share !== undefined && (
        <>
          <progress value={share < 1 ? share : undefined} max={1} aria-label={t('web.submissions.form.sending')} />
          <p role="status">
            {share < 1
              ? t('web.submissions.form.share', { share: format.number(share, { style: 'percent' }) })
              : t('web.submissions.form.reading')}
          </p>
        </>
      )}
      {error !== undefined && <ProblemNotice error={error} />}
      {done && <Outcome done={done} />}
    </fieldset>
  )
}

const mostSaid = 20

/** What came of the file: read, kept, to be mended, refused. */
function Outcome({ done }: { done: PlannedImport }) {
  const t = useT()
  const tone = done.refused.length > 0 ? 'attention' : done.withFindings > 0 ? 'attention' : 'good'
  return (
    <Notice
      tone={tone}
      title={t('web.submissions.form.done', {
        read: done.read,
        added: done.added,
        changed: done.changed,
        unchanged: done.unchanged,
      })}
      says
    >
      {done.again && <p>{t('web.submissions.form.again')}</p>}
      {done.withFindings > 0 && <p>{t('web.submissions.to-mend', { n: done.withFindings })}</p>}
      {done.columnsLeft.length > 0 && <p>{t('web.submissions.columns-left', { columns: done.columnsLeft.join(' · ') })}</p>}
      {done.newNames.length > 0 && (
        <p>{t('web.submissions.form.new-names', { names: done.newNames.slice(0, mostSaid).join(' · ') })}</p>
      )}
      {done.refused.length > 0 && (
        <>
          <p>
            <b>{t('web.submissions.form.refused', { n: done.refused.length })}</b>
          </p>
          <ul>
            {done.refused.slice(0, mostSaid).map(({ row, reasons }) => (
              <li key={row}>
                {t('web.submissions.form.row', { row: String(row) })} {reasons.map((r) => r.sentence).join(' ')}
              </li>
            ))}
          </ul>
          {done.report !== null && (
            <p>
              <a
                className="button"
                download="refused.xlsx"
                href={`data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,${done.report}`}
              >
                <Icon name="download" /> {t('web.submissions.form.report')}
              </a>
            </p>
          )}
        </>
      )}
    </Notice>
  )
}
