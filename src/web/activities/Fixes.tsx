/** Mending many rows by a rule: choose it, look at before and after, take out what should stay, apply, undo. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import type { BatchResult, FixOrder, FixPreview, FixRule } from '../../modules/activities/desk/contract.ts'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { send, withQuery } from '../api.ts'
import { useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { FixTable } from './FixTable.tsx'
import type { Asked } from './filter.ts'

export const fixRules: FixRule[] = [
  'round-breakdown',
  'age-gender-by-proportions',
  'population-into-largest',
  'raise-total',
  'mark-as-cash',
  'copy-output-from-total',
  'clear-forbidden',
  'use-suggestion',
]

type Preview = z.infer<typeof FixPreview>
type Result = z.infer<typeof BatchResult>
type Props = {
  plan: string
  filter: Asked
  lists: Lists
  rule: FixRule | undefined
  onRule: (rule: FixRule) => void
  onClose: () => void
}

export function Fixes({ plan, filter, lists, rule, onRule, onClose }: Props) {
  const t = useT()
  return (
    <section className="panel stack" aria-labelledby="fixes">
      <div className="row">
        <h2 id="fixes">{t('web.activities.fixes')}</h2>
        <button type="button" className="plain end" onClick={onClose} aria-label={t('web.ui.close')}>
          <Icon name="close" />
        </button>
      </div>
      <p className="quiet">{t('web.activities.fixes.words')}</p>
      <label className="field wide">
        {t('web.activities.fixes.rule')}
        <select
          value={rule ?? ''}
          onChange={(e) => {
            const chosen = fixRules.find((r) => r === e.target.value)
            if (chosen) onRule(chosen)
          }}
        >
          {rule === undefined && <option value="">{t('web.activities.row.choose')}</option>}
          {fixRules.map((one) => (
            <option key={one} value={one}>
              {t(`web.activities.fix.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {rule !== undefined && <OneRule key={rule} plan={plan} filter={filter} lists={lists} rule={rule} />}
    </section>
  )
}

function OneRule({ plan, filter, lists, rule }: { plan: string; filter: Asked; lists: Lists; rule: FixRule }) {
  const preview = useQuery({
    queryKey: ['fixes', plan, filter, rule],
    queryFn: () => send<Preview>('POST', withQuery(`/plans/${plan}/activities/fixes/preview`, { rule, ...filter })),
    staleTime: 0,
  })
  return (
    <Answer query={preview}>{(found) => <Apply plan={plan} filter={filter} lists={lists} rule={rule} preview={found} />}</Answer>
  )
}

function useFixing(plan: string) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries()
  const apply = useMutation({
    mutationFn: (order: z.input<typeof FixOrder>) => send<Result>('POST', `/plans/${plan}/activities/fixes`, order),
    onSuccess,
  })
  const undo = useMutation({ mutationFn: (batchId: string) => send<Result>('POST', `/changes/${batchId}/undo`, {}), onSuccess })
  return { apply, undo }
}

function Apply({
  plan,
  filter,
  lists,
  rule,
  preview,
}: {
  plan: string
  filter: Asked
  lists: Lists
  rule: FixRule
  preview: Preview
}) {
  const t = useT()
  const { apply, undo } = useFixing(plan)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState(false)
  const [reason, setReason] = useState('')
  useEffect(() => setChosen(new Set(preview.fixes.filter((fix) => !fix.asks).map((fix) => fix.activityId))), [preview])
  const sure = preview.rows - preview.asks
  const isMore = preview.rows > preview.fixes.length
  const n = all ? sure : chosen.size
  const start = () => {
    undo.reset()
    apply.mutate({ batchId: newId(), rule, filter, reason, ...(all ? { all } : { ids: [...chosen] }) })
  }
  return (
    <>
      {apply.isSuccess && !undo.isSuccess && (
        <Notice tone="good" title={t('web.activities.fixes.done', { n: apply.data.rows, left: apply.data.left })} says>
          {apply.data.rows > 0 && (
            <p>
              <button type="button" disabled={undo.isPending} onClick={() => undo.mutate(apply.data.batchId)}>
                <Icon name="undo" />
                {t('web.activities.fixes.undo')}
              </button>
            </p>
          )}
        </Notice>
      )}
      {undo.isSuccess && <Notice tone="good" title={t('web.activities.fixes.undone', { n: undo.data.rows })} says />}
      {(apply.error ?? undo.error) && <ProblemNotice error={apply.error ?? undo.error} />}
      {preview.rows === 0 ? (
        <p>{t('web.activities.fixes.none')}</p>
      ) : (
        <>
          <p>{t('web.activities.fixes.could', { rows: preview.rows, asks: preview.asks })}</p>
          <FixTable fixes={preview.fixes} lists={lists} chosen={chosen} onChoose={setChosen} />
          {isMore && sure > 0 && (
            <label className="tick">
              <input type="checkbox" checked={all} onChange={(e) => setAll(e.target.checked)} />
              {t('web.activities.fixes.all', { rows: sure, shown: preview.fixes.length })}
            </label>
          )}
          <label className="field">
            {t('web.activities.fixes.reason')}
            <input value={reason} maxLength={500} onChange={(e) => setReason(e.target.value)} />
          </label>
          <div className="row">
            <button type="button" className="primary" disabled={n === 0 || apply.isPending} onClick={start}>
              {t('web.activities.fixes.apply', { n })}
            </button>
          </div>
        </>
      )}
    </>
  )
}
