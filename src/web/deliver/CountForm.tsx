/** What was given, and to how many: totals as one types. */
import { useRef, useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import { populationGroups } from '../../modules/people/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Admin2Field } from '../people/Admin2Field.tsx'
import { Empty } from '../ui/Empty.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { CountTable } from './CountTable.tsx'
import { beyond, emptyGroup, type GroupDraft, onePerson, sumOf } from './counting.ts'
import { type Answers, missingIn } from './giving.ts'
import { OnePerson } from './OnePerson.tsx'
import { numberOf, shown, signOf } from './pad.ts'
import { Quantity } from './Quantity.tsx'
import { Questions } from './Questions.tsx'
import { Tiles } from './Tiles.tsx'
import { unitOf } from './tiles.ts'
import { Value } from './Value.tsx'

export type Counted = {
  service: Service
  drafts: GroupDraft[]
  quantity: number
  value: number | null
  mechanism: number | null
  answers: Answers
  admin2: string | null
}
/** `admin1`: where the site does not say more of the place. */
type Props = { services: Service[]; admin1: string | null; isOne: boolean; onRecord: (counted: Counted) => Promise<void> }
const never = () => undefined

export function CountForm({ services, admin1, isOne, onRecord }: Props) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const [service, setService] = useState<Service>()
  const [drafts, setDrafts] = useState<GroupDraft[]>(isOne ? [] : [emptyGroup('inTransit')])
  const [worth, setWorth] = useState<{ value: number | null; mechanism: number | null }>({ value: null, mechanism: null })
  const [answers, setAnswers] = useState<Answers>({})
  const [admin2, setAdmin2] = useState<string | null>(null)
  const [own, setOwn] = useState<string>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const busy = useRef(false)
  const people = sumOf(drafts, 'month')
  if (services.length === 0)
    return (
      <Empty icon="people" title={t('web.deliver.no-services')}>
        <p>{t('web.deliver.group.no-services')}</p>
      </Empty>
    )
  const quantity = own === undefined ? people * (service?.defaultQuantity ?? 1) : numberOf(own)
  const missing = service ? missingIn({ service, to: 'person', person: null, quantity, collectedBy: '', answers, ...worth }) : []
  const isReady = service !== undefined && people > 0 && quantity > 0 && missing.length === 0 && beyond(drafts).length === 0
  const record = async () => {
    if (!isReady || busy.current) return
    busy.current = true
    setBusy(true)
    setError(undefined)
    await onRecord({ service, drafts, quantity, answers, admin2, ...worth }).catch(setError)
    busy.current = false
    setBusy(false)
  }
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault()
        void record()
      }}
    >
      <Tiles services={services} chosen={service?.id} again={never} onChoose={setService} />
      {isOne ? (
        <OnePerson onPerson={(group, age, isNew) => setDrafts([onePerson(group, age, isNew)])} />
      ) : (
        <CountTables drafts={drafts} onChange={setDrafts} />
      )}
      {service && <Questions questions={service.questions} answers={answers} missing={[]} onChange={setAnswers} />}
      {service?.hasValue && <Value {...worth} missing={[]} onChange={(part) => setWorth({ ...worth, ...part })} />}
      {service && (
        <Quantity
          label={t('web.deliver.group.quantity', { what: text(service.names) })}
          help={t('web.deliver.group.quantity.help')}
          service={service}
          value={own ?? shown(quantity, signOf(format.language))}
          quantity={quantity}
          onChange={setOwn}
        />
      )}
      <Admin2Field
        label={t('web.deliver.group.admin2')}
        none={t('web.deliver.choose')}
        admin1={admin1}
        value={admin2}
        onChange={setAdmin2}
      />
      {error !== undefined && <ProblemNotice error={error} />}
      <div className="give-bar">
        {!isReady && (
          <p className="quiet">
            {t(
              !service ? 'web.deliver.give.first' : people === 0 ? 'web.deliver.group.how-many' : 'web.deliver.group.incomplete',
            )}
          </p>
        )}
        <button type="submit" className="primary huge" disabled={!isReady} aria-busy={isBusy}>
          <span>
            {service
              ? t('web.deliver.give', { amount: `${format.number(quantity)} ${unitOf(service, quantity, format.language)}` })
              : t('web.deliver.group.record')}
            <small>{t('web.deliver.group.to', { n: people })}</small>
          </span>
        </button>
      </div>
    </form>
  )
}

/** One table for each population group; most have one. */
function CountTables({ drafts, onChange }: { drafts: GroupDraft[]; onChange: (drafts: GroupDraft[]) => void }) {
  const t = useT()
  const free = populationGroups.filter((group) => !drafts.some((draft) => draft.group === group))
  return (
    <>
      {drafts.map((draft, at) => (
        <CountTable
          key={draft.group}
          draft={draft}
          groups={[draft.group, ...free]}
          onChange={(next) => onChange(drafts.map((one, i) => (i === at ? next : one)))}
          onRemove={drafts.length > 1 ? () => onChange(drafts.filter((_, i) => i !== at)) : undefined}
        />
      ))}
      {free[0] !== undefined && (
        <button type="button" className="plain" onClick={() => onChange([...drafts, emptyGroup(free[0]!)])}>
          {t('web.deliver.group.another')}
        </button>
      )}
    </>
  )
}
