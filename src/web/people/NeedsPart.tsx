/** What somebody of the household needs, since when; what only few may read is marked. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Household, Need, NewNeed } from '../../modules/people/contract.ts'
import { hasDisability } from '../../modules/people/rules/washington.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { today } from './day.ts'
import { disability } from './draft.ts'
import { newNeed, useNeedChoices, useNeedName } from './needs.ts'
import { ofNow } from './totals.ts'
import { useDoing } from './useHousehold.ts'
import { Washington } from './Washington.tsx'
import { nameOf } from './words.ts'

export function NeedsPart({ household }: { household: Household }) {
  const t = useT()
  const [isAdding, setAdding] = useState(false)
  const doing = useDoing(household.id)
  const standing = household.needs.filter((need) => need.until === null || need.until >= today())
  const end = ({ id, personId, need, detail, since }: Need) => {
    const body: NewNeed = { id, personId, need, detail, since, until: today() }
    void doing.start({ kind: 'need.record', id: newId(), household: household.id, body })
  }
  return (
    <section className="stack" aria-labelledby="needs">
      <h2 id="needs">{t('web.people.needs')}</h2>
      {standing.length === 0 && <p className="quiet">{t('web.people.needs.none')}</p>}
      {standing.length > 0 && (
        <ul className="facts">
          {standing.map((need) => (
            <OneNeed key={need.id} need={need} household={household} onEnd={household.may.change ? () => end(need) : undefined} />
          ))}
        </ul>
      )}
      {doing.error !== undefined && <ProblemNotice error={doing.error} />}
      {household.may.change && (
        <p>
          <button type="button" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {t('web.people.needs.add')}
          </button>
        </p>
      )}
      {isAdding && <NeedDialog household={household} onClose={() => setAdding(false)} />}
    </section>
  )
}

function OneNeed({ need, household, onEnd }: { need: Need; household: Household; onEnd: (() => void) | undefined }) {
  const t = useT()
  const format = useFormat()
  const name = useNeedName()(need.need)
  const person = household.persons.find((one) => one.id === need.personId)
  const who = person ? nameOf(person, t) : ''
  return (
    <li data-tone={need.isRestricted ? 'sensitive' : undefined}>
      <span>
        <b>{name}</b> · {who} <small>{t('web.people.since', { day: format.day(`${need.since}T12:00:00`) })}</small>{' '}
        {need.isRestricted && <Badge tone="sensitive">{t('web.people.needs.restricted')}</Badge>}
      </span>
      {onEnd && (
        <button
          type="button"
          className="plain"
          onClick={onEnd}
          aria-label={t('web.people.needs.end.named', { need: name, name: who })}
        >
          {t('web.people.needs.end')}
        </button>
      )}
    </li>
  )
}

function NeedDialog({ household, onClose }: { household: Household; onClose: () => void }) {
  const t = useT()
  const text = useText()
  const kinds = useNeedChoices()
  const doing = useDoing(household.id)
  const persons = ofNow(household.persons)
  const [personId, setPerson] = useState(persons[0]?.id ?? '')
  const [need, setNeed] = useState('')
  const [detail, setDetail] = useState<NewNeed['detail']>({})
  const [asked, setAsked] = useState(false)
  const save = async () => {
    setAsked(true)
    if (!need || !personId || (need === disability && !hasDisability(detail))) return
    const body = newNeed(personId, need, need === disability ? detail : {})
    if (await doing.start({ kind: 'need.record', id: newId(), household: household.id, body })) onClose()
  }
  return (
    <Dialog title={t('web.people.needs.add')} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          void save()
        }}
      >
        {doing.error !== undefined && <ProblemNotice error={doing.error} />}
        <Field label={t('web.people.needs.who')}>
          {(control) => (
            <select {...control} value={personId} onChange={(e) => setPerson(e.target.value)}>
              {persons.map((person) => (
                <option key={person.id} value={person.id}>
                  {nameOf(person, t)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('web.people.needs.which')} error={asked && !need ? t('web.people.needs.missing') : undefined}>
          {(control) => (
            <select {...control} value={need} onChange={(e) => setNeed(e.target.value)}>
              <option value="">{t('web.people.choose')}</option>
              {kinds.map((kind) => (
                <option key={kind.code} value={kind.code}>
                  {text(kind.names, kind.code)}
                  {kind.isRestricted ? ` · ${t('web.people.needs.restricted')}` : ''}
                </option>
              ))}
            </select>
          )}
        </Field>
        {need === disability && <Washington detail={detail} onChange={setDetail} />}
        <p>
          <button type="submit" className="primary" disabled={doing.isBusy}>
            {t('web.people.needs.save')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
