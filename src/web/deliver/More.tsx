/** More than the two taps: another quantity, the questions of the service, value, for whom, who collects, proof. */
import { useState } from 'react'
import type { Household } from '../../modules/people/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { nameOf } from '../people/words.ts'
import { Field } from '../ui/Field.tsx'
import { GiveButton } from './GiveButton.tsx'
import { type Draft, missingIn, presentOf } from './giving.ts'
import { Pad } from './Pad.tsx'
import { Proof } from './Proof.tsx'
import { Questions } from './Questions.tsx'
import { unitOf } from './tiles.ts'
import type { Giving } from './useGiving.ts'

type Props = { giving: Giving; household: Household | undefined; householdId: string }

export function More({ giving, household, householdId }: Props) {
  const t = useT()
  const text = useText()
  const { language } = useFormat()
  const { draft, change } = giving
  const [typed, setTyped] = useState(String(draft?.quantity ?? ''))
  if (!draft) return null
  const { service, quantity } = draft
  const missing = missingIn(draft)
  const setQuantity = (next: string) => {
    setTyped(next)
    change({ quantity: Number(next) })
  }
  return (
    <>
      <h2>{text(service.names, service.code)}</h2>
      <Questions
        questions={service.questions}
        answers={draft.answers}
        missing={missing}
        onChange={(answers) => change({ answers })}
      />
      {service.hasValue && <Value draft={draft} missing={missing} onChange={change} />}
      <Pad label={t('web.deliver.quantity')} unit={unitOf(service, quantity, language)} value={typed} onChange={setQuantity} />
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

function Value({ draft, missing, onChange }: PartProps & { missing: string[] }) {
  const t = useT()
  const text = useText()
  const { mechanisms } = useCatalogue()
  const [typed, setTyped] = useState(draft.value === null ? '' : String(draft.value))
  return (
    <>
      <Field label={t('web.deliver.value')} error={missing.includes('value') ? t('web.deliver.value.missing') : undefined}>
        {(control) => (
          <span className="unit">
            <input
              {...control}
              inputMode="decimal"
              size={8}
              value={typed}
              onChange={(e) => {
                const next = e.target.value.replace(',', '.')
                setTyped(e.target.value)
                onChange({ value: /^\d+(\.\d{1,2})?$/.test(next) ? Number(next) : null })
              }}
            />
            <span>USD</span>
          </span>
        )}
      </Field>
      <Field
        label={t('web.deliver.mechanism')}
        error={missing.includes('mechanism') ? t('web.deliver.mechanism.missing') : undefined}
      >
        {(control) => (
          <select
            {...control}
            value={draft.mechanism ?? ''}
            onChange={(e) => onChange({ mechanism: Number(e.target.value) || null })}
          >
            <option value="">{t('web.deliver.choose')}</option>
            {mechanisms.map((one) => (
              <option key={one.id} value={one.id}>
                {text(one.names, one.name)}
              </option>
            ))}
          </select>
        )}
      </Field>
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
