/** One more question of consent, to one person, in their words. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { type Household, type NewConsent, type Purpose, purposes } from '../../modules/people/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { type Language, languages, useLanguage, useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Choice } from './Choice.tsx'
import { textOf } from './consents.ts'
import { ofNow } from './totals.ts'
import { useDoing } from './useHousehold.ts'
import { nameOf } from './words.ts'

const ways = ['spoken', 'signed', 'thumbprint', 'remote'] as const satisfies NewConsent['how'][]
type Typed = {
  personId: string
  purpose: Purpose
  language: Language
  how: NewConsent['how']
  guardianName: string
  answer?: 'yes' | 'no'
}

export function ConsentDialog({ household, onClose }: { household: Household; onClose: () => void }) {
  const t = useT()
  const doing = useDoing(household.id)
  const { consentTexts } = useCatalogue()
  const language = useLanguage()
  const [asked, setAsked] = useState(false)
  const [typed, setTyped] = useState<Typed>({
    personId: ofNow(household.persons)[0]?.id ?? '',
    purpose: 'registration',
    language,
    how: 'spoken',
    guardianName: '',
  })
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }))
  const text = textOf(consentTexts, typed.purpose, typed.language)
  const save = async () => {
    setAsked(true)
    const { answer, ...consent } = typed
    if (!answer) return
    const body: NewConsent = {
      ...consent,
      id: newId(),
      isGiven: answer === 'yes',
      textVersion: text?.version ?? 1,
      guardianId: null,
      until: null,
      at: new Date().toISOString(),
    }
    if (await doing.start({ kind: 'consent.record', id: newId(), household: household.id, body })) onClose()
  }
  return (
    <Dialog title={t('web.people.consents.ask')} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          void save()
        }}
      >
        <Chosen typed={typed} change={change} household={household} />
        {text ? (
          <blockquote lang={text.language}>{text.body}</blockquote>
        ) : (
          <p className="quiet">{t('web.people.consent.no-text')}</p>
        )}
        <Choice
          legend={t('web.people.consent.answer', { purpose: t(`web.people.purpose.${typed.purpose}`) })}
          options={[
            { value: 'yes', name: t('web.people.consent.yes') },
            { value: 'no', name: t('web.people.consent.no') },
          ]}
          value={typed.answer}
          onChange={(answer) => change({ answer })}
          error={asked && !typed.answer ? t('web.people.consent.missing') : undefined}
        />
        <Choice
          legend={t('web.people.consent.how')}
          options={ways.map((way) => ({ value: way, name: t(`web.people.consent.how.${way}`) }))}
          value={typed.how}
          onChange={(how) => change({ how })}
        />
        {doing.error !== undefined && <ProblemNotice error={doing.error} />}
        <p>
          <button type="submit" className="primary" disabled={doing.isBusy}>
            {t('web.people.consents.save')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

type ChosenProps = { typed: Typed; change: (part: Partial<Typed>) => void; household: Household }

function Chosen({ typed, change, household }: ChosenProps) {
  const t = useT()
  return (
    <>
      <Field label={t('web.people.needs.who')}>
        {(control) => (
          <select {...control} value={typed.personId} onChange={(e) => change({ personId: e.target.value })}>
            {ofNow(household.persons).map((person) => (
              <option key={person.id} value={person.id}>
                {nameOf(person, t)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('web.people.consents.what')}>
        {(control) => (
          <select {...control} value={typed.purpose} onChange={(e) => change({ purpose: e.target.value as Purpose })}>
            {purposes.map((purpose) => (
              <option key={purpose} value={purpose}>
                {t(`web.people.purpose.${purpose}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('web.people.consent.language')}>
        {(control) => (
          <select {...control} value={typed.language} onChange={(e) => change({ language: e.target.value as Language })}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('web.people.consent.guardian')} help={t('web.people.consent.guardian.help')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            maxLength={200}
            value={typed.guardianName}
            onChange={(e) => change({ guardianName: e.target.value })}
          />
        )}
      </Field>
    </>
  )
}
