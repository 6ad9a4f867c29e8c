/** Takes back a contribution that was typed in: both lines stay to be seen, with the reason. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuid } from 'uuid'
import type { Contribution } from '../../modules/plan/funding/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useAmounts } from './amount.ts'

export function ReverseDialog({
  plan,
  contribution,
  onClose,
}: {
  plan: string
  contribution: Contribution
  onClose: () => void
}) {
  const t = useT()
  const { exact } = useAmounts()
  const queries = useQueryClient()
  const [id] = useState(() => uuid())
  const [reason, setReason] = useState('')
  const reverse = useMutation({
    mutationFn: () => send('POST', `/plans/${plan}/funding/contributions/${contribution.id}/reversal`, { id, reason }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['money', plan] })
      onClose()
    },
  })
  return (
    <Dialog title={t('web.money.reverse.title')} onClose={onClose}>
      <form
        className="stack"
        inert={reverse.isPending}
        onSubmit={(e) => {
          e.preventDefault()
          if (reason.trim().length >= 3) reverse.mutate()
        }}
      >
        <p>
          {t('web.money.reverse.words', {
            donor: contribution.donor,
            amount: exact(contribution.amount ?? '0', contribution.currency ?? ''),
          })}
        </p>
        {reverse.isError && <ProblemNotice error={reverse.error} />}
        <Field label={t('web.money.reason')}>
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={1000}
              required
              value={reason}
              onChange={(e) => setReason(e.target.value)}
            />
          )}
        </Field>
        <p>
          <button type="submit" className="danger" disabled={reverse.isPending || reason.trim().length < 3}>
            {t('web.money.reverse.do')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
