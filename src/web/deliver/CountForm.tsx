/** What was given, and to how many: totals as one types. */
import { useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import { isUnlikely, mostCounted } from '../../modules/delivery/rules/slips.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Admin2Field } from '../people/Admin2Field.tsx'
import { Empty } from '../ui/Empty.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { CountTables } from './CountTables.tsx'
import { beyond, type Counted, emptyGroup, onePerson, sumOf } from './counting.ts'
import { missingIn } from './giving.ts'
import { OnePerson } from './OnePerson.tsx'
import { numberOf, shown, signOf } from './pad.ts'
import { Quantity } from './Quantity.tsx'
import { Questions } from './Questions.tsx'
import { Sure } from './Sure.tsx'
import { Tiles } from './Tiles.tsx'
import { useAmount } from './useAmount.ts'
import { useOnce } from './useOnce.ts'
import { Value } from './Value.tsx'
import { noWorth } from './worth.ts'

/** `admin2`: said where the site does not say it. */
export type Recorded = Counted & { admin2: string | null }
/** `admin1`: where the site does not say more of the place. */
type Props = { services: Service[]; admin1: string | null; isOne: boolean; onRecord: (counted: Recorded) => Promise<void> }

export function CountForm(props: Props) {
  const t = useT()
  if (props.services.length > 0) return <Form {...props} />
  return (
    <Empty icon="people" title={t('web.deliver.no-services')}>
      <p>{t('web.deliver.group.no-services')}</p>
    </Empty>
  )
}

/** `typed`: the quantity, where it is not as many as people. */
type Said = Omit<Recorded, 'service' | 'quantity'> & { typed?: string }
const nothing: Said = { drafts: [], answers: {}, admin2: null, ...noWorth }
const never = () => undefined

function Form({ services, admin1, isOne, onRecord }: Props) {
  const t = useT()
  const [service, setService] = useState<Service>()
  const [said, setSaid] = useState<Said>({ ...nothing, drafts: isOne ? [] : [emptyGroup('inTransit')] })
  const change = (part: Partial<Said>) => setSaid((before) => ({ ...before, ...part }))
  // What was said of the one before is not said of this.
  const choose = (next: Service) => {
    if (next.id !== service?.id) setSaid(({ drafts, admin2 }) => ({ ...nothing, drafts, admin2 }))
    setService(next)
  }
  const [isAsking, setAsking] = useState(false)
  const { once, isBusy, error } = useOnce()
  const { typed, ...counted } = said
  const people = sumOf(said.drafts, 'month')
  const quantity = typed === undefined ? people * (service?.defaultQuantity ?? 1) : numberOf(typed)
  const isSound = people > 0 && people <= mostCounted && quantity > 0 && beyond(said.drafts).length === 0
  const isReady = service !== undefined && isSound && missingIn({ service, ...said }).length === 0
  const record = () => {
    setAsking(false)
    if (isReady) void once(() => onRecord({ service, quantity, ...counted }))
  }
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault()
        if (isReady && isUnlikely(people, quantity, service)) setAsking(true)
        else record()
      }}
    >
      <Tiles services={services} chosen={service?.id} again={never} onChoose={choose} />
      {isOne ? (
        <OnePerson onPerson={(group, age, isNew) => change({ drafts: [onePerson(group, age, isNew)] })} />
      ) : (
        <CountTables drafts={said.drafts} onChange={(drafts) => change({ drafts })} />
      )}
      {service && <OfService service={service} said={said} quantity={quantity} onChange={change} />}
      <Admin2Field
        label={t('web.deliver.group.admin2')}
        none={t('web.deliver.choose')}
        admin1={admin1}
        value={said.admin2}
        onChange={(admin2) => change({ admin2 })}
      />
      {error !== undefined && <ProblemNotice error={error} />}
      <RecordBar service={service} people={people} quantity={quantity} isReady={isReady} isBusy={isBusy} />
      {isAsking && <Sure service={service} people={people} quantity={quantity} onYes={record} onNo={() => setAsking(false)} />}
    </form>
  )
}

type OfServiceProps = { service: Service; said: Said; quantity: number; onChange: (part: Partial<Said>) => void }

function OfService({ service, said, quantity, onChange }: OfServiceProps) {
  const t = useT()
  const text = useText()
  const { language } = useFormat()
  const { value, mechanism, answers } = said
  return (
    <>
      <Questions questions={service.questions} answers={answers} missing={[]} onChange={(next) => onChange({ answers: next })} />
      {service.hasValue && <Value value={value} mechanism={mechanism} missing={[]} onChange={onChange} />}
      <Quantity
        label={t('web.deliver.group.quantity', { what: text(service.names) })}
        help={t('web.deliver.group.quantity.help')}
        service={service}
        value={said.typed ?? shown(quantity, signOf(language))}
        quantity={quantity}
        onChange={(typed) => onChange({ typed })}
      />
    </>
  )
}

type BarProps = { service: Service | undefined; people: number; quantity: number; isReady: boolean; isBusy: boolean }

function RecordBar({ service, people, quantity, isReady, isBusy }: BarProps) {
  const t = useT()
  const amount = useAmount(service)(quantity)
  return (
    <div className="give-bar">
      {!isReady && <p className="quiet">{t(service ? lackingOf(people) : 'web.deliver.give.first', { most: mostCounted })}</p>}
      <button type="submit" className="primary huge" disabled={!isReady} aria-busy={isBusy}>
        <span>
          {service ? t('web.deliver.give', { amount }) : t('web.deliver.group.record')}
          <small>{t('web.deliver.group.to', { n: people })}</small>
        </span>
      </button>
    </div>
  )
}

function lackingOf(people: number): string {
  if (people > mostCounted) return 'web.deliver.group.too-many'
  return people === 0 ? 'web.deliver.group.how-many' : 'web.deliver.group.incomplete'
}
