/** What waits for a rate: kept, shown, not counted; the rate can be entered here. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Overview, Rate } from '../../modules/plan/funding/contract.ts'
import { send } from '../api.ts'
import { useT } from '../languages.ts'
import { useMay, useMe } from '../me.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useAmounts } from './amount.ts'

export function Awaiting({ plan, money }: { plan: string; money: Overview }) {
  const t = useT()
  const may = useMay()
  const me = useMe()
  const { exact } = useAmounts()
  const [currency, setCurrency] = useState<string>()
  // What its last rate did is still to be read.
  const dialog = currency !== undefined && <RateDialog plan={plan} currency={currency} onClose={() => setCurrency(undefined)} />
  if (money.awaiting.length === 0) return dialog || null
  return (
    <Notice tone="attention" title={t('web.money.awaiting')}>
      <ul className="plainly">
        {money.awaiting.map((one) => (
          <li key={one.currency}>
            {t('web.money.awaiting.of', { amount: exact(one.amount, one.currency || '?'), count: one.contributions })}{' '}
            {may('funding.edit') && me.data?.countries === null && one.currency !== '' && (
              <button type="button" className="plain" onClick={() => setCurrency(one.currency)}>
                {t('web.money.rate.enter', { currency: one.currency })}
              </button>
            )}
          </li>
        ))}
      </ul>
      {dialog}
    </Notice>
  )
}

function RateDialog({ plan, currency, onClose }: { plan: string; currency: string; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const [draft, setDraft] = useState({ day: '', usd: '', source: '' })
  const enter = useMutation({
    mutationFn: () => send<{ rate: Rate; rated: number }>('PUT', '/rates', { currency, ...draft }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['money', plan] }),
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  return (
    <Dialog title={t('web.money.rate.enter', { currency })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault()
          enter.mutate()
        }}
      >
        <p>{t('web.money.rate.words')}</p>
        {enter.isError && <ProblemNotice error={enter.error} />}
        {enter.data && <Notice tone="good" title={t('web.money.rate.done', { count: enter.data.rated })} says />}
        <Field label={t('web.money.rate.usd', { currency })} help={t('web.money.rate.usd.help')}>
          {(control) => (
            <input
              {...control}
              required
              inputMode="decimal"
              maxLength={40}
              value={draft.usd}
              onChange={(e) => set({ usd: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('web.money.rate.day')} help={t('web.money.rate.day.help')}>
          {(control) => (
            <input {...control} type="date" required value={draft.day} onChange={(e) => set({ day: e.target.value })} />
          )}
        </Field>
        <Field label={t('web.money.rate.source')}>
          {(control) => (
            <input {...control} required maxLength={200} value={draft.source} onChange={(e) => set({ source: e.target.value })} />
          )}
        </Field>
        <p className="row">
          <button type="submit" className="primary" disabled={enter.isPending}>
            {t('web.money.rate.do')}
          </button>
          {enter.data && (
            <button type="button" onClick={onClose}>
              {t('web.ui.close')}
            </button>
          )}
        </p>
      </form>
    </Dialog>
  )
}
