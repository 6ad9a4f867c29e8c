/** More than the two taps: another quantity, the questions of the service, value, for whom, who collects, proof. */
import { useState } from 'react'
import type { Household } from '../../modules/people/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { nameOf } from '../people/words.ts'
import { Field } from '../ui/Field.tsx'
import { GiveButton } from './GiveButton.tsx'
import { type Draft, missingIn, presentOf } from './giving.ts'
import { Pad } from './Pad.tsx'
import { Proof } from './Proof.tsx'
import { numberOf, shown, signOf } from './pad.ts'
import { Quantity } from './Quantity.tsx'
import { Questions } from './Questions.tsx'
import { partsOf, unitOf } from './tiles.ts'
import type { Giving } from './useGiving.ts'
import { Value } from './Value.tsx'

type Props = { giving: Giving; household: Household | undefined; householdId: string }

export function More({ giving, household, householdId }: Props) {
  const t = useT()
  const text = useText()
  const { draft, change } = giving
  if (!draft) return null
  const { service } = draft
  const missing = missingIn(draft)
  return (
    <>
      <h2>{text(service.names, service.code)}</h2>
      <Questions
        questions={service.questions}
        answers={draft.answers}
        missing={missing}
        onChange={(answers) => change({ answers })}
      />
      <HowMuch draft={draft} missing={missing} onChange={change} />
      {household && <Whom draft={draft} household={household} onChange={change} />}
      <Field label={t('web.deliver.collected')} help={t('web.deliver.collected.help')}>
        {(control) => (
          <input
            {...control}
            maxLength={200}
            autoComplete="off"
            value={draft.collectedBy}
            onChange={(e) => change({ collectedBy: e.target.value })}
          />
        )}
      </Field>
      <div className="stack">
        <h3>{t('web.deliver.proof')}</h3>
        <Proof household={householdId} person={draft.person} proof={giving.proof} onProof={giving.setProof} />
      </div>
      <div className="give-bar">
        <GiveButton giving={giving} isLast />
        <button type="button" className="plain" onClick={giving.back}>
          {t('web.deliver.back')}
        </button>
      </div>
    </>
  )
}

type PartProps = { draft: Draft; onChange: (part: Partial<Draft>) => void }

/** Of what has a value, the value first: it is nearly always one. */
function HowMuch({ draft, missing, onChange }: PartProps & { missing: string[] }) {
  const t = useT()
  const { language } = useFormat()
  const { service, quantity } = draft
  const [last, setTyped] = useState('')
  // As it was typed, unless that was not taken: it is being given.
  const typed = numberOf(last) === quantity ? last : shown(quantity, signOf(language))
  const setQuantity = (next: string) => {
    setTyped(next)
    onChange({ quantity: numberOf(next) })
  }
  if (!service.hasValue)
    return (
      <Pad
        label={t('web.deliver.quantity')}
        unit={unitOf(service, quantity, language)}
        value={typed}
        parts={partsOf(service, language)}
        onChange={setQuantity}
      />
    )
  return (
    <>
      <Value value={draft.value} mechanism={draft.mechanism} missing={missing} hasPad onChange={onChange} />
      <Quantity label={t('web.deliver.quantity')} service={service} value={typed} quantity={quantity} onChange={setQuantity} />
    </>
  )
}

function Whom({ draft, household, onChange }: PartProps & { household: Household }) {
  const t = useT()
  const members = presentOf(household)
  if (members.length < 2) return null
  return (
    <fieldset className="choices-big">
      <legend>{t('web.deliver.whom')}</legend>
      <label>
        <input type="radio" name="whom" checked={draft.to === 'household'} onChange={() => onChange({ to: 'household' })} />
        {t('web.deliver.whom.household', { n: members.length })}
      </label>
      {members.map((person) => (
        <label key={person.id}>
          <input
            type="radio"
            name="whom"
            checked={draft.to === 'person' && draft.person === person.id}
            onChange={() => onChange({ to: 'person', person: person.id })}
          />
          {nameOf(person, t)}
        </label>
      ))}
    </fieldset>
  )
}
