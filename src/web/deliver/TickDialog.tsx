/** Somebody of the list has come: give, perhaps to who collects for them; stopped where it was given already. */
import { useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import type { DistributionDetail } from '../../modules/delivery/distributions/contract.ts'
import { isBeyondPlan } from '../../modules/delivery/rules/amount.ts'
import { useT, useText } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { type Line, worthOf } from './expected.ts'
import { ReasonChoice } from './ReasonChoice.tsx'
import { doubleReasons, StopNotice } from './Stopped.tsx'
import { useAmount } from './useAmount.ts'
import { type Said, useTick } from './useTick.ts'
import { Value } from './Value.tsx'
import { worthMissing } from './worth.ts'

type Props = { list: DistributionDetail; line: Line; service: Service | undefined; onClose: () => void }

export function TickDialog({ list, line, service, onClose }: Props) {
  const t = useT()
  const [said, setSaid] = useState<Said>(() => ({ worth: worthOf(list, line), collectedBy: '', reason: '' }))
  const change = (part: Partial<Said>) => setSaid((before) => ({ ...before, ...part }))
  const hasValue = service?.hasValue ?? said.worth.value !== null
  const amount = useAmount(service)(line.quantity, hasValue ? said.worth.value : null)
  const tick = useTick({ list, line, service, said, onDone: onClose })
  return (
    <Dialog title={line.head || line.card} onClose={onClose}>
      <p className="quiet">{[t('web.deliver.size', { n: line.size }), line.card].join(' · ')}</p>
      {tick.error !== undefined && <ProblemNotice error={tick.error} />}
      {tick.refused !== undefined && <Notice tone="wrong" title={tick.refused} says />}
      {tick.stop && service ? (
        <>
          <StopNotice stop={tick.stop} service={service} household={undefined} />
          <button type="button" className="huge" onClick={onClose}>
            {t('web.deliver.stop.not')}
          </button>
          <ReasonChoice label={t('web.deliver.stop.why')} reasons={doubleReasons} onReason={(reason) => change({ reason })} />
          <button type="button" className="danger wide" disabled={said.reason === ''} onClick={tick.give}>
            {t('web.deliver.stop.all-the-same', { amount })}
          </button>
        </>
      ) : (
        <Giving {...{ line, service, said, change, hasValue, amount }} onGive={tick.give} />
      )}
    </Dialog>
  )
}

type GivingProps = Pick<Props, 'line' | 'service'> & {
  said: Said
  change: (part: Partial<Said>) => void
  hasValue: boolean
  amount: string
  onGive: () => void
}

function Giving({ line, service, said, change, hasValue, amount, onGive }: GivingProps) {
  const t = useT()
  const text = useText()
  const { worth } = said
  const planned = line.cashValueUsd ?? null
  const missing = hasValue ? worthMissing(worth) : []
  return (
    <>
      {hasValue && (
        <Value {...worth} missing={missing} planned={planned} onChange={(part) => change({ worth: { ...worth, ...part } })} />
      )}
      <button
        type="button"
        className="primary huge wide"
        disabled={missing.length > 0 || isBeyondPlan(worth.value ?? 0, planned)}
        onClick={onGive}
      >
        <span>
          {t('web.deliver.give', { amount })}
          <small>{text(service?.names)}</small>
        </span>
      </button>
      <Collected by={said.collectedBy} onChange={(collectedBy) => change({ collectedBy })} />
    </>
  )
}

/** Most come themselves: who came for them is asked only where somebody did. */
function Collected({ by, onChange }: { by: string; onChange: (by: string) => void }) {
  const t = useT()
  const [isAsked, setAsked] = useState(false)
  if (!isAsked)
    return (
      <button type="button" className="plain" onClick={() => setAsked(true)}>
        {t('web.deliver.collected')}
      </button>
    )
  return (
    <Field label={t('web.deliver.list.collects')}>
      {(control) => (
        <input {...control} maxLength={200} autoComplete="off" value={by} onChange={(e) => onChange(e.target.value)} />
      )}
    </Field>
  )
}
