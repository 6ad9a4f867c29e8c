/** Sending activities to the organisation's own office: the chosen ones, or all that are ready under the filter; what is left says why. */
import { useIsFetching, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { v7 as newId } from 'uuid'
import type { PlanStepAnswer } from '../../modules/plan/review/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import type { PlanRow } from './rows.ts'
import type { Filter } from './usePlanned.ts'

type Props = { plan: string; rows: PlanRow[]; filter: Filter; asOf: string; isSaving: boolean; onClose: () => void }
export function SubmitDialog({ plan, rows, filter, asOf, isSaving, onClose }: Props) {
  const t = useT()
  const queries = useQueryClient()
  // What was typed last is on its way: it is submitted as it is read again, not left as changed since.
  const isOnItsWay = useIsFetching({ queryKey: ['planned', plan] }) > 0 || isSaving
  // Made once: the same order sent again is one order.
  const id = useRef(newId())
  const { country, sector, organisation } = filter
  const what =
    rows.length > 0
      ? { activities: rows.map((row) => ({ id: row.id, version: row.version })) }
      : { filter: { ...(country && { country }), ...(sector && { sector }), ...(organisation && { organisation }) }, asOf }
  const submitting = useMutation({
    mutationFn: () =>
      send<PlanStepAnswer>('POST', `/plans/${plan}/planned-activities/steps`, { id: id.current, step: 'submit', ...what }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['planned', plan] }),
  })
  const left = submitting.data?.left ?? []
  return (
    <Dialog title={t('web.submissions.submit')} onClose={onClose}>
      {submitting.data ? (
        <Notice
          tone={left.length > 0 ? 'attention' : 'good'}
          title={t('web.submissions.submit.done', { n: submitting.data.done.length, left: leftOf(submitting.data) })}
          says
        >
          <ul>
            {left.slice(0, 20).map((one) => (
              <li key={one.id}>
                {one.title ?? '–'}: {one.sentence}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <p>{rows.length > 0 ? t('web.submissions.submit.chosen', { n: rows.length }) : t('web.submissions.submit.all')}</p>
      )}
      {submitting.isError && <ProblemNotice error={submitting.error} />}
      <div className="row">
        {!submitting.data && (
          <button
            type="button"
            className="primary"
            disabled={submitting.isPending || isOnItsWay}
            onClick={() => submitting.mutate()}
          >
            {t('web.submissions.submit.do')}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {t('web.ui.close')}
        </button>
      </div>
    </Dialog>
  )
}

/** The answer names the first 200; counted are all. */
const leftOf = ({ leftBy }: PlanStepAnswer): number => Object.values(leftBy).reduce((sum, n) => sum + n, 0)
