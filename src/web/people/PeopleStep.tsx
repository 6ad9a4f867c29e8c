/** Who belongs to the household: the head first, each of the others in a few touches; what they are together stands above. */
import { useState } from 'react'
import type { HouseholdContent, NewNeed, PersonContent } from '../../modules/people/contract.ts'
import { useT } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { Icon } from '../ui/Icon.tsx'
import { emptyPerson, headOf } from './draft.ts'
import { PersonForm } from './PersonForm.tsx'
import { ageWords, nameOf, useTotalWords } from './words.ts'
import { ofPerson, type Wrong } from './wrong.ts'

type Props = {
  content: HouseholdContent
  onPersons: (persons: PersonContent[]) => void
  /** Undefined: needs are not asked here. */
  needs?: NewNeed[]
  onNeeds?: (needs: NewNeed[]) => void
  wrong: Wrong[]
  onLeave: (personId: string) => void
  /** In a household that exists, people leave; they are not taken out. */
  isKnown?: (personId: string) => boolean
}

export function PeopleStep(props: Props) {
  const { content, onPersons, wrong } = props
  const t = useT()
  const totals = useTotalWords()
  const head = headOf(content)
  const [open, setOpen] = useState<string | undefined>(head.id)
  const add = () => {
    const person = emptyPerson(content.persons.length === 1 ? 'partner' : 'child', head)
    onPersons([...content.persons, person])
    setOpen(person.id)
  }
  return (
    <>
      <p role="status" className="parts-sum">
        {totals(content.persons)}
      </p>
      <ol className="members">
        {content.persons.map((person, i) => (
          <li key={person.id} data-open={open === person.id || undefined}>
            <MemberLine
              person={person}
              number={i + 1}
              isWrong={wrong.some((one) => one.personId === person.id)}
              isOpen={open === person.id}
              onOpen={() => setOpen(open === person.id ? undefined : person.id)}
            />
            {open === person.id && (
              <OpenMember {...props} person={person} isHead={person.id === head.id} onClose={() => setOpen(undefined)} />
            )}
          </li>
        ))}
      </ol>
      <p>
        <button type="button" onClick={add}>
          <Icon name="plus" />
          {t('web.people.member.add')}
        </button>
      </p>
    </>
  )
}

type LineProps = { person: PersonContent; number: number; isWrong: boolean; isOpen: boolean; onOpen: () => void }

function MemberLine({ person, number, isWrong, isOpen, onOpen }: LineProps) {
  const t = useT()
  const isNamed = (person.given + person.family).trim() !== ''
  return (
    <button type="button" className="member" aria-expanded={isOpen} onClick={onOpen}>
      <span>
        <b>{isNamed ? nameOf(person, t) : t('web.people.member.new', { n: number })}</b>{' '}
        <span className="quiet">
          {[t(`web.people.relation.${person.relation}`), ...(person.birthDate ? [ageWords(t, person)] : [])].join(' · ')}
        </span>
      </span>
      {person.hasLeft && <Badge>{t('web.people.left')}</Badge>}
      {isWrong && !isOpen && <Badge tone="wrong">{t('web.people.member.wrong')}</Badge>}
      <Icon name={isOpen ? 'close' : 'edit'} />
    </button>
  )
}

function OpenMember({
  content,
  onPersons,
  needs,
  onNeeds,
  wrong,
  onLeave,
  isKnown,
  person,
  isHead,
  onClose,
}: Props & { person: PersonContent; isHead: boolean; onClose: () => void }) {
  const t = useT()
  const change = (changed: PersonContent) => onPersons(content.persons.map((one) => (one.id === changed.id ? changed : one)))
  const stays = isKnown?.(person.id) === true
  const takeOut = () => {
    if (stays) change({ ...person, hasLeft: !person.hasLeft })
    else onPersons(content.persons.filter((one) => one.id !== person.id))
    onClose()
  }
  return (
    <div className="member-form stack">
      <PersonForm
        person={person}
        isHead={isHead}
        onChange={change}
        onLeave={() => onLeave(person.id)}
        wrong={ofPerson(wrong, person.id)}
        needs={needs?.filter((need) => need.personId === person.id)}
        onNeeds={onNeeds && ((ofThem) => onNeeds([...(needs ?? []).filter((need) => need.personId !== person.id), ...ofThem]))}
      />
      <div className="row">
        <button type="button" onClick={onClose}>
          <Icon name="check" />
          {t('web.people.member.done')}
        </button>
        {!isHead && (
          <button type="button" className="plain" onClick={takeOut}>
            {t(stays ? (person.hasLeft ? 'web.people.member.back' : 'web.people.member.left') : 'web.people.member.remove')}
          </button>
        )}
      </div>
    </div>
  )
}
