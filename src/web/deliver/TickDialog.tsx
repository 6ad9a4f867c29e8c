/** Somebody of the list has come: give, perhaps to who collects for them; stopped where it was given already. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { DoubleNotice, Service } from '../../modules/delivery/contract.ts'
import type { DistributionDetail } from '../../modules/delivery/distributions/contract.ts'
import { isBeyondPlan } from '../../modules/delivery/rules/amount.ts'
import { isReachable, send } from '../api.ts'
import { keptHousehold } from '../field/kept.ts'
import { perform } from '../field/perform.ts'
import { useAttempt } from '../field/useAttempt.ts'
import { useT, useText } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { type Line, tickOf, worthOf } from './expected.ts'
import { draftOf } from './giving.ts'
import { ReasonChoice } from './ReasonChoice.tsx'
import { doubleReasons, StopNotice } from './Stopped.tsx'
import { useAmount } from './useAmount.ts'
import { againstHere, type Stop, within } from './useDouble.ts'
import { Value } from './Value.tsx'

type Props = { list: DistributionDetail; line: Line; service: Service | undefined; onClose: () => void }

export function TickDialog({ list, line, service, onClose }: Props) {
  const t = useT()
  const text = useText()
  const queries = useQueryClient()
  const [collecting, setCollecting] = useState(false)
  const [collectedBy, setCollectedBy] = useState('')
  const [stop, setStop] = useState<Stop>()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>()
  const [refused, setRefused] = useState<string>()
  const busy = useRef(false)
  const attempt = useAttempt()
  const [worth, setWorth] = useState(() => worthOf(list, line))
  const hasValue = service?.hasValue ?? worth.value !== null
  const missing = hasValue ? [...(worth.value === null ? ['value'] : []), ...(worth.mechanism === null ? ['mechanism'] : [])] : []
  const isWrong = missing.length > 0 || isBeyondPlan(worth.value ?? 0, line.cashValueUsd ?? null)
  const amount = useAmount(service)(line.quantity, hasValue ? worth.value : null)
  const give = async () => {
    const { id, at } = attempt.of({ worth, collectedBy, reason })
    const body = tickOf(list, line, { id, at, worth, collectedBy, reason })
    if (reason === '') {
      const found = await standing(body, service)
      if (found) return setStop(found)
    }
    const done = await perform({ kind: 'delivery.record', id, body })
    attempt.through()
    void queries.invalidateQueries({ queryKey: ['distributions'] })
    void queries.invalidateQueries({ queryKey: ['deliveries'] })
    if (done.outcome === 'refused') setRefused(done.problem?.title ?? '')
    else onClose()
  }
  const once = async () => {
    if (busy.current) return
    busy.current = true
    setError(undefined)
    await give().catch(setError)
    busy.current = false
  }
  return (
    <Dialog title={line.head || line.card} onClose={onClose}>
      <p className="quiet">{[t('web.deliver.size', { n: line.size }), line.card].join(' · ')}</p>
      {error !== undefined && <ProblemNotice error={error} />}
      {refused !== undefined && <Notice tone="wrong" title={refused} says />}
      {stop && service ? (
        <>
          <StopNotice stop={stop} service={service} household={undefined} />
          <button type="button" className="huge" onClick={onClose}>
            {t('web.deliver.stop.not')}
          </button>
          <ReasonChoice label={t('web.deliver.stop.why')} reasons={doubleReasons} onReason={setReason} />
          <button type="button" className="danger wide" disabled={reason === ''} onClick={() => void once()}>
            {t('web.deliver.stop.all-the-same', { amount })}
          </button>
        </>
      ) : (
        <>
          {hasValue && (
            <Value
              {...worth}
              missing={missing}
              planned={line.cashValueUsd ?? null}
              onChange={(part) => setWorth({ ...worth, ...part })}
            />
          )}
          <button type="button" className="primary huge wide" disabled={isWrong} onClick={() => void once()}>
            <span>
              {t('web.deliver.give', { amount })}
              <small>{text(service?.names)}</small>
            </span>
          </button>
          {collecting ? (
            <div className="field">
              <label htmlFor="collected-by">{t('web.deliver.list.collects')}</label>
              <input
                id="collected-by"
                maxLength={200}
                autoComplete="off"
                value={collectedBy}
                onChange={(e) => setCollectedBy(e.target.value)}
              />
            </div>
          ) : (
            <button type="button" className="plain" onClick={() => setCollecting(true)}>
              {t('web.deliver.collected')}
            </button>
          )}
        </>
      )}
    </Dialog>
  )
}

async function standing(body: ReturnType<typeof tickOf>, service: Service | undefined): Promise<Stop | undefined> {
  const heard = isReachable() ? await within(1500, send<DoubleNotice | null>('POST', '/deliveries/check', body)) : undefined
  if (heard || !service || !body.household) return heard ?? undefined
  const kept = await keptHousehold(body.household)
  return kept && againstHere({ ...draftOf(service, kept.household), to: 'household' }, kept.household, kept.given)
}
