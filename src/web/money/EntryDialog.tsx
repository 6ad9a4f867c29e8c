/** Types in one contribution: the rate of its day is found, or it waits for one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { v7 as uuid } from 'uuid'
import { parseAmount } from '../../core/money.ts'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { Rate } from '../../modules/plan/funding/contract.ts'
import { get, send } from '../api.ts'
import { useT, useText } from '../languages.ts'
import { useMe } from '../me.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useAmounts } from './amount.ts'

const empty = {
  donor: '',
  recipient: '',
  country: '',
  sectorId: '',
  status: 'commitment',
  kind: 'financial',
  amount: '',
  currency: 'USD',
  decidedOn: '',
  reference: '',
  description: '',
  earmarking: '',
} // prettier-ignore
type Draft = typeof empty

export function EntryDialog({ lists, onClose }: { lists: PlanLists; onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const plan = lists.plan.code
  const [id, setId] = useState(() => uuid())
  const [draft, setDraft] = useState<Draft>(empty)
  const enter = useMutation({
    mutationFn: () =>
      send<{ id: string; awaiting: boolean }>('POST', `/plans/${plan}/funding/contributions`, {
        id,
        ...draft,
        country: draft.country || null,
        sectorId: draft.sectorId ? Number(draft.sectorId) : null,
      }), // prettier-ignore
    onSuccess: async () => {
      setId(uuid())
      setDraft({ ...empty, donor: draft.donor, currency: draft.currency })
      await queries.invalidateQueries({ queryKey: ['money', plan] })
    },
  })
  return (
    <Dialog title={t('web.money.enter')} onClose={onClose} wide>
      <form
        className="stack"
        inert={enter.isPending}
        onSubmit={(e) => {
          e.preventDefault()
          enter.mutate()
        }}
      >
        {enter.isError && <ProblemNotice error={enter.error} />}
        {enter.data && (
          <Notice
            tone={enter.data.awaiting ? 'attention' : 'good'}
            title={t(enter.data.awaiting ? 'web.money.entered.waits' : 'web.money.entered')}
            says
          />
        )}
        <Fields lists={lists} draft={draft} set={(change) => setDraft({ ...draft, ...change })} />
        <p className="row">
          <button type="submit" className="primary" disabled={enter.isPending}>
            {t('web.money.enter.do')}
          </button>
          <button type="button" onClick={onClose}>
            {t('web.ui.close')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

type Part = { lists: PlanLists; draft: Draft; set: (change: Partial<Draft>) => void }

function Fields({ lists, draft, set }: Part) {
  const t = useT()
  const text = useText()
  const mine = useMe().data?.countries ?? null
  const countries = lists.places.filter((place) => place.level === 0 && (mine === null || mine.includes(place.code)))
  return (
    <div className="entry">
      <Text name="donor" required draft={draft} set={set} />
      <Field label={t('web.money.column.recipient')} help={t('web.money.recipient.help')}>
        {(control) => (
          <input
            {...control}
            list="money-bodies"
            maxLength={300}
            value={draft.recipient}
            onChange={(e) => set({ recipient: e.target.value })}
          />
        )}
      </Field>
      <datalist id="money-bodies">
        {lists.organisations.map((body) => (
          <option key={body.id} value={body.acronym || body.names[0]} />
        ))}
      </datalist>
      <Choice label={t('web.money.by.country')} value={draft.country} onPick={(country) => set({ country })}>
        <option value="">{t(mine === null ? 'plan.funding.not-specified' : 'web.money.pick')}</option>
        {countries.map((place) => (
          <option key={place.code} value={place.code}>
            {place.names[0]}
          </option>
        ))}
      </Choice>
      <Choice label={t('web.money.by.sector')} value={draft.sectorId} onPick={(sectorId) => set({ sectorId })}>
        <option value="">{t('plan.funding.not-specified')}</option>
        {lists.sectors.map((sector) => (
          <option key={sector.id} value={String(sector.id)}>
            {text(sector.names, sector.name)}
          </option>
        ))}
      </Choice>
      <Choice label={t('web.money.status')} value={draft.status} onPick={(status) => set({ status })}>
        {['pledge', 'commitment', 'paid'].map((one) => (
          <option key={one} value={one}>
            {t(`web.money.status.${one}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('web.money.kind')} value={draft.kind} onPick={(kind) => set({ kind })}>
        {['financial', 'in-kind'].map((one) => (
          <option key={one} value={one}>
            {t(`web.money.kind.${one}`)}
          </option>
        ))}
      </Choice>
      <Text name="amount" required draft={draft} set={set} help={t('web.money.amount.help')} />
      <Text name="currency" required draft={draft} set={set} help={<RateSaid draft={draft} />} />
      <Field label={t('web.money.column.day')}>
        {(control) => (
          <input {...control} type="date" required value={draft.decidedOn} onChange={(e) => set({ decidedOn: e.target.value })} />
        )}
      </Field>
      <Text name="reference" draft={draft} set={set} />
      <Text name="earmarking" draft={draft} set={set} />
      <Text name="description" draft={draft} set={set} />
    </div>
  )
}

type TextName = 'donor' | 'amount' | 'currency' | 'reference' | 'earmarking' | 'description'
type TextPart = Omit<Part, 'lists'> & { name: TextName; required?: boolean; help?: ReactNode }

function Text({ name, draft, set, required = false, help }: TextPart) {
  const t = useT()
  return (
    <Field label={t(`web.money.column.${name}`)} help={help}>
      {(control) => (
        <input
          {...control}
          required={required}
          maxLength={name === 'currency' ? 3 : 300}
          value={draft[name]}
          onChange={(e) => set({ [name]: e.target.value })}
        />
      )}
    </Field>
  )
}

function Choice({
  label,
  value,
  onPick,
  children,
}: {
  label: string
  value: string
  onPick: (value: string) => void
  children: ReactNode
}) {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value} onChange={(e) => onPick(e.target.value)}>
          {children}
        </select>
      )}
    </Field>
  )
}

/** The rate that would hold, or that one must be entered. */
function RateSaid({ draft }: { draft: Draft }) {
  const t = useT()
  const { exact } = useAmounts()
  const currency = draft.currency.trim().toUpperCase()
  const isAsked = /^[A-Z]{3}$/.test(currency) && currency !== 'USD' && draft.decidedOn !== ''
  const found = useQuery({
    queryKey: ['rate', currency, draft.decidedOn],
    queryFn: () => get<Rate[]>('/rates', { currency, day: draft.decidedOn }),
    enabled: isAsked,
  })
  if (!isAsked || !found.data) return <>{t('web.money.currency.help')}</>
  const rate = found.data[0]
  if (!rate) return <>{t('web.money.rate.none')}</>
  const read = parseAmount(draft.amount)
  const usd = 'amount' in read ? exact(String(Number(read.amount) * Number(rate.usd)), 'USD') : '–'
  return <>{t('web.money.rate.found', { rate: rate.usd, day: rate.day, source: rate.source, usd })}</>
}
