/** One planned activity beside the grid: what the rules say, its cells as a form with the totals as one types, its history. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Lists } from '../../modules/plan/rules/lists.ts'
import type { PlannedDetail } from '../../modules/plan/submissions/contract.ts'
import { isShut } from '../../modules/plan/submissions/rules/check.ts'
import { ageGenderSum, groupSum, isNumber, moneyOf } from '../../modules/plan/submissions/rules/place.ts'
import { send } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import type { Outcome } from '../review/useReview.ts'
import { Badge } from '../ui/Badge.tsx'
import { Beside } from '../ui/Beside.tsx'
import { Findings } from '../ui/Findings.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { type Column, isCell, type Shown } from './columns.ts'
import { choicesFor, editText } from './names.ts'
import { isWorkedOut, type PlanRow, type Typed } from './rows.ts'
import { Said } from './Said.tsx'

type Props = {
  plan: string
  row: PlanRow
  lists: Lists
  bands: Shown
  changes: PlannedDetail['changes']
  onEdit: (row: PlanRow, typed: Typed) => void
  onStep: (outcome: Outcome) => void
  onDrop: () => void
  onClose: () => void
}

export function Panel({ plan, row, lists, bands, changes, onEdit, onStep, onDrop, onClose }: Props) {
  const t = useT()
  const { findings } = row
  const count = t('web.submissions.findings', { n: findings.length })
  return (
    <Beside title={row.cells.title || t('web.submissions.panel.unnamed')} onClose={onClose}>
      <div className="row">
        <Badge tone={findings.some((f) => f.blocks) ? 'wrong' : findings.length > 0 ? 'attention' : 'good'}>{count}</Badge>
        <Badge>{t(`web.submissions.state.${row.state}`)}</Badge>
        <span className="quiet">{row.organisation}</span>
      </div>
      <Findings label={count} findings={findings} />
      {!row.may.edit && <Notice title={t('web.submissions.panel.closed')} />}
      {!row.isNew && <Said plan={plan} row={row} onStep={onStep} />}
      <form className="stack" aria-label={t('web.submissions.panel.form')} onSubmit={(e) => e.preventDefault()}>
        {bands.map(({ band, columns }) => (
          <fieldset
            key={band}
            className={columns.every((c) => isCell(c) && isNumber(c)) ? 'cells numbers' : 'cells'}
            disabled={!row.may.edit}
          >
            <legend>{t(`plan.submission.band.${band}`)}</legend>
            {columns
              .filter((column) => isCell(column) && !(isShut(column, { cells: row.cells, lists }) && row.cells[column] === null))
              .map((column) => (
                <CellField
                  key={column}
                  row={row}
                  column={column}
                  lists={lists}
                  onType={(text) => onEdit(row, { [column]: text })}
                />
              ))}
            <Sum row={row} band={band} />
          </fieldset>
        ))}
      </form>
      <Remove plan={plan} row={row} onDrop={onDrop} />
      <History changes={changes} />
    </Beside>
  )
}

/** The sum below its parts. */
function Sum({ row, band }: { row: PlanRow; band: string }) {
  const t = useT()
  const { cells } = row
  if (band === 'money') return <p className="parts-sum">{t('web.submissions.panel.total-usd', { sum: moneyOf(cells) })}</p>
  if ((band !== 'groups' && band !== 'ages') || row.kind === 'output') return null
  const sum = band === 'groups' ? groupSum(cells) : ageGenderSum(cells)
  const expected = cells.targetPeople ?? 0
  const isGood = sum === expected || (row.kind === 'capacity' && sum === 0)
  return (
    <p className="parts-sum" role="status" data-tone={isGood ? 'good' : 'wrong'}>
      <Icon name={isGood ? 'check' : 'wrong'} /> {t('web.submissions.panel.sum', { sum, expected })}
    </p>
  )
}

function CellField({
  row,
  column,
  lists,
  onType,
}: {
  row: PlanRow
  column: Column
  lists: Lists
  onType: (text: string) => void
}) {
  const t = useT()
  const id = useId()
  const before = editText(column, row, lists)
  // Only what is being typed: what stands there may change meanwhile, and does not end it.
  const [typed, setTyped] = useState<string>()
  const findings = row.findings.filter((f) => f.cells[0] === column)
  const choices = choicesFor(column, row, lists)
  const field = {
    id,
    value: typed ?? before,
    readOnly: isWorkedOut(row, column, lists),
    'aria-invalid': findings.some((f) => f.blocks) || undefined,
    'aria-describedby': findings.length > 0 ? `${id}-e` : undefined,
    onChange: (e: { target: { value: string } }) => setTyped(e.target.value),
    onBlur: () => {
      if (typed !== undefined && typed !== before) onType(typed)
      setTyped(undefined)
    },
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t(`plan.submission.cell.${column}`)}</label>
      {column === 'description' ? (
        <textarea rows={5} {...field} />
      ) : (
        <input
          {...field}
          autoComplete="off"
          list={choices && `${id}-l`}
          inputMode={isCell(column) && isNumber(column) ? 'decimal' : undefined}
        />
      )}
      {choices && (
        <datalist id={`${id}-l`}>
          {choices.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
      {findings.length > 0 && (
        <div id={`${id}-e`}>
          {findings.map((f) => (
            <p key={f.code} className={f.blocks ? 'error' : 'help'}>
              <Icon name={f.blocks ? 'wrong' : 'attention'} /> {f.sentence}{' '}
              {f.suggestion !== undefined && row.may.edit && (
                <button type="button" onClick={() => onType(f.suggestion ?? '')}>
                  {t('web.submissions.panel.use', { name: f.suggestion })}
                </button>
              )}
            </p>
          ))}
        </div>
      )}
    </div>
  )
}

/** A new one is forgotten, a draft taken away; the second press means it. */
function Remove({ plan, row, onDrop }: { plan: string; row: PlanRow; onDrop: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const removing = useMutation({
    mutationFn: () => (row.isNew ? Promise.resolve() : send<void>('DELETE', `/plans/${plan}/planned-activities/${row.id}`)),
    onSuccess: () => {
      onDrop()
      void queries.invalidateQueries({ queryKey: ['planned', plan] })
    },
  })
  if (!row.may.edit || row.state !== 'draft') return null
  return (
    <>
      {removing.isError && <ProblemNotice error={removing.error} />}
      <div className="row">
        <button
          type="button"
          onClick={() => (asked || row.isNew ? removing.mutate() : setAsked(true))}
          disabled={removing.isPending}
        >
          <Icon name="close" /> {t(asked ? 'web.submissions.panel.remove-sure' : 'web.submissions.panel.remove')}
        </button>
      </div>
    </>
  )
}

function History({ changes }: { changes: PlannedDetail['changes'] }) {
  const t = useT()
  const format = useFormat()
  if (changes.length === 0) return null
  return (
    <>
      <h3>{t('web.submissions.history')}</h3>
      <ol className="history">
        {changes.map((change) => (
          <li key={`${change.at} ${change.cells.map((c) => c.cell).join()}`}>
            <b>
              {change.step
                ? t(`web.submissions.step.${change.step}`)
                : change.cells.length > 0
                  ? t('web.submissions.history.changed')
                  : t('web.submissions.history.entered')}
            </b>
            <br />
            <span className="quiet">
              {change.by} · {format.moment(change.at)}
              {change.reason && ` · ${change.reason}`}
            </span>
            {change.cells.map((c) => (
              <p key={c.cell}>
                {t(`plan.submission.cell.${c.cell}`)}: <del>{c.before || '–'}</del> → <ins>{c.after || '–'}</ins>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </>
  )
}
