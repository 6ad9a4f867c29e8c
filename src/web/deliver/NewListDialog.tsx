/** A new distribution: what, where, when, and who is expected. */
import { useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import type { Distribution } from '../../modules/delivery/distributions/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { today } from '../people/day.ts'
import { useSiteName } from '../people/places.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { numberOf, shown, signOf } from './pad.ts'
import type { Post } from './post.ts'
import { Quantity } from './Quantity.tsx'
import { offered } from './tiles.ts'
import { type ListDraft, useMakeList } from './useMakeList.ts'
import { Value } from './Value.tsx'
import { noWorth, worthMissing } from './worth.ts'

type Props = { post: Post; lists: Distribution[]; onClose: () => void; onMade: (id: string) => void }
const empty = { title: '', service: 0, quantity: '1', from: 'site', worth: noWorth }

export function NewListDialog({ post, lists, onClose, onMade }: Props) {
  const t = useT()
  const { services = [] } = useCatalogue()
  const [draft, setDraft] = useState<ListDraft>(() => ({ ...empty, day: today() }))
  const change = (part: Partial<ListDraft>) => setDraft((before) => ({ ...before, ...part }))
  const make = useMakeList(post, onMade)
  const offers = offered(services, post.organisation)
  const isWhole = isWholeWith(
    draft,
    offers.find((one) => one.id === draft.service),
  )
  return (
    <Dialog title={t('web.deliver.list.new')} onClose={onClose}>
      <form
        className="stack"
        inert={make.isPending}
        onSubmit={(e) => {
          e.preventDefault()
          if (isWhole) make.mutate(draft)
        }}
      >
        {make.isError && <ProblemNotice error={make.error} />}
        <Field label={t('web.deliver.list.name')} help={t('web.deliver.list.name.help')}>
          {(control) => (
            <input {...control} maxLength={200} value={draft.title} onChange={(e) => change({ title: e.target.value })} />
          )}
        </Field>
        <WhatFields draft={draft} offers={offers} onChange={change} />
        <Field label={t('web.deliver.entries.day')}>
          {(control) => <input {...control} type="date" value={draft.day} onChange={(e) => change({ day: e.target.value })} />}
        </Field>
        <ExpectedField site={post.site} lists={lists} value={draft.from} onChange={(from) => change({ from })} />
        <button type="submit" className="primary wide" disabled={!isWhole || make.isPending}>
          {t('web.deliver.list.make')}
        </button>
      </form>
    </Dialog>
  )
}

function isWholeWith({ title, day, quantity, worth }: ListDraft, service: Service | undefined): boolean {
  if (!service || title.trim() === '' || day === '') return false
  return numberOf(quantity) > 0 && (!service.hasValue || worthMissing(worth).length === 0)
}

type WhatProps = { draft: ListDraft; offers: Service[]; onChange: (part: Partial<ListDraft>) => void }

/** What each household receives. Another service is of another quantity and worth. */
function WhatFields({ draft, offers, onChange }: WhatProps) {
  const t = useT()
  const text = useText()
  const { language } = useFormat()
  const { quantity, worth } = draft
  const service = offers.find((one) => one.id === draft.service)
  const choose = (id: string | null) => {
    const next = offers.find((one) => one.id === Number(id))
    const usual = shown(next?.defaultQuantity ?? 1, signOf(language))
    onChange({ service: next?.id ?? 0, quantity: usual, worth: noWorth })
  }
  return (
    <>
      <SelectField
        label={t('web.deliver.sums.service')}
        none={t('web.deliver.choose')}
        choices={offers.map((one) => [String(one.id), text(one.names)])}
        value={service ? String(service.id) : null}
        onChange={choose}
      />
      <Quantity
        label={t('web.deliver.list.each')}
        service={service}
        value={quantity}
        quantity={numberOf(quantity)}
        onChange={(next) => onChange({ quantity: next })}
      />
      {service?.hasValue && (
        <Value
          key={service.id}
          {...worth}
          label={t('web.deliver.list.value')}
          missing={[]}
          onChange={(part) => onChange({ worth: { ...worth, ...part } })}
        />
      )}
    </>
  )
}

type ExpectedProps = { site: string; lists: Distribution[]; value: string; onChange: (from: string) => void }

function ExpectedField({ site, lists, value, onChange }: ExpectedProps) {
  const t = useT()
  const format = useFormat()
  const siteName = useSiteName()
  const titleOf = (list: Distribution) =>
    t('web.deliver.list.from-list', { title: list.title, day: format.day(`${list.day}T12:00:00`) })
  return (
    <OneOfField
      label={t('web.deliver.list.expected')}
      choices={[
        ['site', t('web.deliver.list.from-site', { site: siteName(site) ?? '' })],
        ...lists.map((list) => [list.id, titleOf(list)] as const),
        ['empty', t('web.deliver.list.from-nobody')],
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
