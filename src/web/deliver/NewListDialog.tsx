/** A new distribution: what, where, when, and who is expected. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Distribution, NewDistribution } from '../../modules/delivery/distributions/contract.ts'
import { send } from '../api.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { today } from '../people/day.ts'
import { useSiteName } from '../people/places.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { numberOf, shown, signOf } from './pad.ts'
import type { Post } from './post.ts'
import { Quantity } from './Quantity.tsx'
import { offered } from './tiles.ts'
import { Value, type Worth } from './Value.tsx'

type Props = { post: Post; lists: Distribution[]; onClose: () => void; onMade: (id: string) => void }
const nothing: Worth = { value: null, mechanism: null }

export function NewListDialog({ post, lists, onClose, onMade }: Props) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const queries = useQueryClient()
  const siteName = useSiteName()
  const { services } = useCatalogue()
  const offers = services ? offered(services, post.organisation) : []
  const [id] = useState(() => newId())
  const [draft, setDraft] = useState({ title: '', service: 0, day: today(), quantity: '1', from: 'site' })
  const [worth, setWorth] = useState<Worth>(nothing)
  const service = offers.find((one) => one.id === draft.service)
  const make = useMutation({
    mutationFn: async () => {
      const { from, quantity, title, ...rest } = draft
      const entry: NewDistribution = {
        ...post,
        ...rest,
        id,
        title: title.trim(),
        quantity: numberOf(quantity),
        cashValueUsd: worth.value,
        mechanism: worth.mechanism,
      }
      await send('POST', '/distributions', entry)
      if (from === 'empty') return
      const whom = from === 'site' ? { site: post.site } : { distribution: from }
      await send('PUT', `/distributions/${id}/households`, { add: true, ...whom })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['distributions'] })
      onMade(id)
    },
  })
  const hasWorth = !service?.hasValue || (worth.value !== null && worth.mechanism !== null)
  const isWhole =
    draft.title.trim() !== '' && service !== undefined && draft.day !== '' && numberOf(draft.quantity) > 0 && hasWorth
  return (
    <Dialog title={t('web.deliver.list.new')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault()
          if (isWhole) make.mutate()
        }}
      >
        {make.isError && <ProblemNotice error={make.error} />}
        <Field label={t('web.deliver.list.name')} help={t('web.deliver.list.name.help')}>
          {(control) => (
            <input
              {...control}
              maxLength={200}
              value={draft.title}
              onChange={(e) => setDraft({ ...draft, title: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('web.deliver.sums.service')}>
          {(control) => (
            <select
              {...control}
              value={draft.service || ''}
              onChange={(e) => {
                const next = offers.find((one) => one.id === Number(e.target.value))
                setDraft({
                  ...draft,
                  service: next?.id ?? 0,
                  quantity: shown(next?.defaultQuantity ?? 1, signOf(format.language)),
                })
                setWorth(nothing)
              }}
            >
              <option value="">{t('web.deliver.choose')}</option>
              {format
                .sorted(offers, (one) => text(one.names))
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {text(one.names)}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Quantity
          label={t('web.deliver.list.each')}
          service={service}
          value={draft.quantity}
          quantity={numberOf(draft.quantity)}
          onChange={(quantity) => setDraft({ ...draft, quantity })}
        />
        {service?.hasValue && (
          <Value
            key={service.id}
            {...worth}
            label={t('web.deliver.list.value')}
            missing={[]}
            onChange={(part) => setWorth({ ...worth, ...part })}
          />
        )}
        <Field label={t('web.deliver.entries.day')}>
          {(control) => (
            <input {...control} type="date" value={draft.day} onChange={(e) => setDraft({ ...draft, day: e.target.value })} />
          )}
        </Field>
        <Field label={t('web.deliver.list.expected')}>
          {(control) => (
            <select {...control} value={draft.from} onChange={(e) => setDraft({ ...draft, from: e.target.value })}>
              <option value="site">{t('web.deliver.list.from-site', { site: siteName(post.site) ?? '' })}</option>
              {lists.map((one) => (
                <option key={one.id} value={one.id}>
                  {t('web.deliver.list.from-list', { title: one.title, day: format.day(`${one.day}T12:00:00`) })}
                </option>
              ))}
              <option value="empty">{t('web.deliver.list.from-nobody')}</option>
            </select>
          )}
        </Field>
        <button type="submit" className="primary wide" disabled={!isWhole || make.isPending}>
          {t('web.deliver.list.make')}
        </button>
      </form>
    </Dialog>
  )
}
