/** What is planned for one household of a list of cash is changed, with a reason; earlier changes stay to be seen. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { DistributionDetail, ValueChange } from '../../modules/delivery/distributions/contract.ts'
import { isBeyondPlan } from '../../modules/delivery/rules/amount.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import type { Line } from './expected.ts'
import { Money } from './Money.tsx'
import { PlannedChanges } from './PlannedChanges.tsx'
import { ReasonChoice } from './ReasonChoice.tsx'
import { useUsd } from './useAmount.ts'

type Props = { list: DistributionDetail; line: Line; onClose: () => void }
const reasons = ['size', 'mistaken', 'programme', 'instructed'].map((why) => `web.deliver.reason.${why}`)

export function PlannedDialog({ list, line, onClose }: Props) {
  const t = useT()
  const usd = useUsd()
  const [value, setValue] = useState(line.cashValueUsd)
  const [reason, setReason] = useState('')
  const ofList = list.cashValueUsd ?? 0
  const change = useChangeOfPlan(list.id, line.household, onClose)
  const isSame = value === line.cashValueUsd
  const save = (e: FormEvent) => {
    e.preventDefault()
    if (value !== null && !isSame && reason !== '' && !change.isPending) change.mutate({ cashValueUsd: value, reason })
  }
  return (
    <Dialog title={t('web.deliver.planned.title')} onClose={onClose}>
      <p className="quiet">
        {[line.head || line.card, t('web.deliver.size', { n: line.size }), line.head && line.card].filter(Boolean).join(' · ')}
      </p>
      <form className="stack" inert={change.isPending} onSubmit={save}>
        {change.isError && <ProblemNotice error={change.error} />}
        <Money
          label={t('web.deliver.planned.value')}
          help={t('web.deliver.planned.help', { now: usd(line.cashValueUsd ?? ofList), list: usd(ofList) })}
          value={value}
          isMissing={value === null}
          onChange={setValue}
        />
        {value !== null && isBeyondPlan(value, ofList) && (
          <Notice tone="attention" title={t('web.deliver.planned.much', { list: usd(ofList) })} says />
        )}
        <ReasonChoice label={t('web.deliver.planned.why')} reasons={reasons} onReason={setReason} />
        <button
          type="submit"
          className="primary wide"
          disabled={value === null || isSame || reason === ''}
          aria-busy={change.isPending}
        >
          {value === null || isSame ? t('web.deliver.planned.do') : t('web.deliver.planned.do-to', { value: usd(value) })}
        </button>
      </form>
      <PlannedChanges changes={line.changes ?? []} />
    </Dialog>
  )
}

function useChangeOfPlan(list: string, household: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (to: ValueChange) => send('PUT', `/distributions/${list}/households/${household}/value`, to),
    onSuccess: onDone,
    // Also where it was refused: somebody came, or the list was closed.
    onSettled: () => queries.invalidateQueries({ queryKey: ['distributions'] }),
  })
}
