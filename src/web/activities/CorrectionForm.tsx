/** Correcting a locked row: what its numbers should be. The server keeps the differences as a row of its own. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import type { NewCorrection } from '../../modules/activities/desk/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { askedBands, isNumber } from './columns.ts'
import { CellField } from './RowForm.tsx'
import { type GridRow, placed } from './rows.ts'

export function CorrectionForm({ plan, row, lists }: { plan: string; row: GridRow; lists: Lists }) {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('activities.write')) return null
  if (!open)
    return (
      <div>
        <button type="button" onClick={() => setOpen(true)}>
          {t('web.activities.row.correct')}
        </button>
      </div>
    )
  return <Form plan={plan} row={row} lists={lists} />
}

function Form({ plan, row, lists }: { plan: string; row: GridRow; lists: Lists }) {
  const t = useT()
  const queries = useQueryClient()
  const [id] = useState(() => newId())
  const [wanted, setWanted] = useState(row)
  const [reason, setReason] = useState('')
  const [withdraw, setWithdraw] = useState(false)
  const columns = askedBands(lists.source.plan)
    .flatMap((band) => band.columns)
    .filter(isNumber)
  const changed = columns.filter((column) => wanted.cells[column] !== row.cells[column])
  const unread = columns.some((column) => wanted.asWritten[column] !== undefined)
  const correct = useMutation({
    mutationFn: () => {
      const cells = Object.fromEntries(changed.map((column) => [column, wanted.cells[column]]))
      const body: z.input<typeof NewCorrection> = withdraw ? { id, withdraw, reason } : { id, cells, reason }
      return send('POST', `/plans/${plan}/activities/${row.id}/corrections`, body)
    },
    onSuccess: () => queries.invalidateQueries(),
  })
  if (correct.isSuccess) return <Notice tone="good" title={t('web.activities.row.correct.done')} says />
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault()
        correct.mutate()
      }}
    >
      <p className="quiet">{t('web.activities.row.correct.words')}</p>
      <label className="tick">
        <input type="checkbox" checked={withdraw} onChange={(e) => setWithdraw(e.target.checked)} />
        {t('web.activities.row.correct.withdraw')}
      </label>
      <fieldset className="cells numbers" disabled={withdraw}>
        <legend>{t('web.activities.row.form')}</legend>
        {columns.map((column) => (
          <CellField
            key={column}
            row={{ ...wanted, findings: [] }}
            column={column}
            lists={lists}
            onType={(typed) => setWanted((before) => ({ ...before, ...placed(before, { [column]: typed }, lists) }))}
          />
        ))}
      </fieldset>
      <label className="field wide">
        {t('web.activities.row.correct.reason')}
        <input required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
      </label>
      {correct.isError && <ProblemNotice error={correct.error} />}
      <div className="row">
        <button type="submit" className="primary" disabled={(!withdraw && (changed.length === 0 || unread)) || correct.isPending}>
          {t('web.activities.row.correct.send')}
        </button>
      </div>
    </form>
  )
}
