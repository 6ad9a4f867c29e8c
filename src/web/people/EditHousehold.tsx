/** The same form for a household that exists: what was seen goes along, so that nobody overwrites what they did not see. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Household, HouseholdContent } from '../../modules/people/contract.ts'
import { changesBetween } from '../../modules/people/rules/content.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { ContactStep } from './ContactStep.tsx'
import { contentOf } from './content.ts'
import { cleaned } from './draft.ts'
import { PeopleStep } from './PeopleStep.tsx'
import { PlaceStep } from './PlaceStep.tsx'
import { useDoing } from './useHousehold.ts'
import { ofHousehold, wrongOf } from './wrong.ts'

export type Edited = 'done' | 'conflict'
type Props = { household: Household; onClose: (outcome?: Edited) => void }

export function EditHousehold({ household, onClose }: Props) {
  const t = useT()
  const doing = useDoing(household.id)
  // What was seen when the form was opened: a newer one may arrive meanwhile.
  const [seen] = useState(household)
  const [base] = useState(() => contentOf(household))
  const [content, setContent] = useState<HouseholdContent>(base)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [left, setLeft] = useState<string[]>([])
  const all = wrongOf(content)
  const shown = asked ? all : all.filter((one) => left.includes(one.personId ?? ''))
  const stops = all.filter((one) => one.isBlocking)
  const changes = changesBetween(base, cleaned(content))
  const change = (part: Partial<HouseholdContent>) => setContent((now) => ({ ...now, ...part }))
  const leave = (what: string) => setLeft((now) => (now.includes(what) ? now : [...now, what]))
  const save = async () => {
    setAsked(true)
    if (stops.length > 0) return
    const body = { id: newId(), version: seen.version, base, content: cleaned(content), reason: reason.trim() }
    const done = await doing.start({ kind: 'household.change', id: newId(), household: household.id, body })
    if (done) onClose(done.outcome === 'conflict' ? 'conflict' : 'done')
  }
  return (
    <form
      className="registering stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void save()
      }}
    >
      <h2>{t('web.people.step.people.title')}</h2>
      <PeopleStep
        content={content}
        onPersons={(persons) => change({ persons })}
        wrong={shown}
        onLeave={leave}
        isKnown={(id) => base.persons.some((person) => person.id === id)}
      />
      <h2>{t('web.people.step.place.title')}</h2>
      <PlaceStep content={content} onChange={change} wrong={ofHousehold(shown)} />
      <h2>{t('web.people.step.contact.title')}</h2>
      <ContactStep content={content} onChange={change} onLeave={() => leave('')} wrong={ofHousehold(shown)} />
      <Field label={t('web.people.edit.reason')} help={t('web.people.edit.reason.help')}>
        {(control) => <input {...control} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}
      </Field>
      {asked && stops.length > 0 && (
        <Notice tone="attention" title={t('web.people.step.stopped', { n: stops.length })} says>
          <ul>
            {stops.map((one) => (
              <li key={`${one.personId} ${one.field}`}>{one.words}</li>
            ))}
          </ul>
        </Notice>
      )}
      {doing.error !== undefined && <ProblemNotice error={doing.error} />}
      <div className="step-buttons">
        <button type="button" onClick={() => onClose()}>
          {t('web.ui.cancel')}
        </button>
        <button type="submit" className="primary" disabled={doing.isBusy || changes.length === 0}>
          {t('web.people.edit.save', { n: changes.length })}
        </button>
      </div>
    </form>
  )
}
