/** The same form for a household that exists: what was seen goes along, so that nobody overwrites what they did not see. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Household } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Wait } from '../ui/Wait.tsx'
import { ContactStep } from './ContactStep.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { cleaned } from './draft.ts'
import { KeptWords } from './KeptWords.tsx'
import { PeopleStep } from './PeopleStep.tsx'
import { PlaceStep } from './PlaceStep.tsx'
import { changesIn, type Edit, useEdit } from './useEdit.ts'
import { useFindings } from './useFindings.ts'
import { useDoing } from './useHousehold.ts'
import { ofHousehold, type Wrong } from './wrong.ts'

export type Edited = 'done' | 'conflict'
type Props = { household: Household; onClose: (outcome?: Edited) => void }

export function EditHousehold({ household, onClose }: Props) {
  const { edit, change, forget, isKept } = useEdit(household)
  const [isLeaving, setLeaving] = useState(false)
  if (!edit) return <Wait />
  const leave = async (outcome?: Edited) => {
    await forget()
    onClose(outcome)
  }
  return (
    <>
      <Form
        household={household}
        edit={edit}
        isKept={isKept}
        change={change}
        onDone={(outcome) => void leave(outcome)}
        onCancel={() => (changesIn(edit).length > 0 ? setLeaving(true) : void leave())}
      />
      {isLeaving && <DiscardDialog what="edit" onDiscard={() => void leave()} onClose={() => setLeaving(false)} />}
    </>
  )
}

type FormProps = {
  household: Household
  edit: Edit
  isKept: boolean
  change: (part: Partial<Edit>) => void
  onDone: (outcome: Edited) => void
  onCancel: () => void
}

function Form({ household, edit, isKept, change, onDone, onCancel }: FormProps) {
  const t = useT()
  const doing = useDoing(household.id)
  const { version, base, content, reason } = edit
  const { all, shown, asked, setAsked, leave } = useFindings(content)
  const stops = all.filter((one) => one.isBlocking)
  const changes = changesIn(edit).length
  const save = async () => {
    setAsked(true)
    if (stops.length > 0) return
    const at = new Date().toISOString()
    const body = { id: newId(), version, base, content: cleaned(content), reason: reason.trim(), at }
    const done = await doing.start({ kind: 'household.change', id: newId(), household: household.id, body })
    if (done) onDone(done.outcome === 'conflict' ? 'conflict' : 'done')
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
      {household.version > version && changes > 0 && (
        <Notice tone="attention" title={t('web.people.edit.meanwhile')}>
          <p>{t('web.people.edit.meanwhile.words')}</p>
        </Notice>
      )}
      <Fields edit={edit} change={change} wrong={shown} onLeave={leave} />
      {asked && stops.length > 0 && <Stops stops={stops} />}
      {doing.error !== undefined && <ProblemNotice error={doing.error} />}
      {changes > 0 && <KeptWords isKept={isKept} />}
      <div className="step-buttons">
        <button type="button" onClick={onCancel}>
          {t('web.ui.cancel')}
        </button>
        <button type="submit" className="primary" disabled={doing.isBusy || changes === 0}>
          {t('web.people.edit.save', { n: changes })}
        </button>
      </div>
    </form>
  )
}

type FieldsProps = Pick<FormProps, 'edit' | 'change'> & { wrong: Wrong[]; onLeave: (what: string) => void }

function Fields({ edit: { base, content, reason }, change, wrong, onLeave }: FieldsProps) {
  const t = useT()
  const changeContent = (part: Partial<Edit['content']>) => change({ content: { ...content, ...part } })
  return (
    <>
      <h2>{t('web.people.step.people.title')}</h2>
      <PeopleStep
        content={content}
        onPersons={(persons) => changeContent({ persons })}
        wrong={wrong}
        onLeave={onLeave}
        isKnown={(id) => base.persons.some((person) => person.id === id)}
      />
      <h2>{t('web.people.step.place.title')}</h2>
      <PlaceStep content={content} onChange={changeContent} wrong={ofHousehold(wrong)} />
      <h2>{t('web.people.step.contact.title')}</h2>
      <ContactStep content={content} onChange={changeContent} onLeave={() => onLeave('')} wrong={ofHousehold(wrong)} />
      <Field label={t('web.people.edit.reason')} help={t('web.people.edit.reason.help')}>
        {(control) => <input {...control} maxLength={500} value={reason} onChange={(e) => change({ reason: e.target.value })} />}
      </Field>
    </>
  )
}

function Stops({ stops }: { stops: Wrong[] }) {
  const t = useT()
  return (
    <Notice tone="attention" title={t('web.people.step.stopped', { n: stops.length })} says>
      <ul>
        {stops.map((one) => (
          <li key={`${one.personId} ${one.field}`}>{one.words}</li>
        ))}
      </ul>
    </Notice>
  )
}
