/** Beginning from what the organisation planned in another plan. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { PlannedCopied } from '../../modules/plan/submissions/contract.ts'
import { send } from '../api.ts'
import { useT, useText } from '../languages.ts'
import { usePlans } from '../plans.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

type Props = { lists: PlanLists; organisation: number; country: string | undefined; onClose: () => void }

export function CopyDialog({ lists, organisation, country, onClose }: Props) {
  const t = useT()
  const text = useText()
  const queries = useQueryClient()
  const { plan } = lists
  const plans = (usePlans().data ?? []).filter((p) => p.code !== plan.code)
  // The year before this one stands first.
  const before = plans.filter((p) => p.firstMonth < plan.firstMonth).toSorted((a, b) => b.lastMonth.localeCompare(a.lastMonth))[0]
  const [chosen, setChosen] = useState<string>()
  const from = chosen ?? before?.code ?? plans[0]?.code
  const copying = useMutation({
    mutationFn: () =>
      send<PlannedCopied>('POST', `/plans/${plan.code}/planned-activities/copy`, {
        from,
        organisationId: organisation,
        ...(country && { country }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['planned', plan.code] }),
  })
  const body = lists.organisations.find((o) => o.id === organisation)?.names[0] ?? ''
  return (
    <Dialog title={t('web.submissions.copy')} onClose={onClose}>
      <p>{t('web.submissions.copy.words', { organisation: body })}</p>
      <label className="field">
        {t('web.submissions.copy.from')}
        <select value={from ?? ''} onChange={(e) => setChosen(e.target.value)}>
          {plans.map((p) => (
            <option key={p.code} value={p.code}>
              {text(p.names, p.code)}
            </option>
          ))}
        </select>
      </label>
      {copying.isError && <ProblemNotice error={copying.error} />}
      {copying.data && (
        <Notice
          tone={copying.data.blocked > 0 ? 'attention' : 'good'}
          title={t('web.submissions.copy.done', { copied: copying.data.copied, there: copying.data.there })}
          says
        >
          {copying.data.blocked > 0 && <p>{t('web.submissions.to-mend', { n: copying.data.blocked })}</p>}
        </Notice>
      )}
      <div className="row">
        <button type="button" className="primary" disabled={!from || copying.isPending} onClick={() => copying.mutate()}>
          {t('web.submissions.copy.do')}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.close')}
        </button>
      </div>
    </Dialog>
  )
}
