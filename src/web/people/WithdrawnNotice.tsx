/** The consent to registration was taken back: said before anything else, with the way to erase for whoever may. */
import { useState } from 'react'
import type { Household } from '../../modules/people/contract.ts'
import { daysToErase, type WithdrawnPerson, withdrawnOn, withdrawnPersons } from '../../modules/people/rules/withdrawn.ts'
import { useFormat, useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { KeepingDialog } from './ManagePart.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { nameOf } from './words.ts'

/** @param isHere read from this device: nothing is erased from there */
export function WithdrawnNotice({ household, isHere }: { household: Household; isHere: boolean }) {
  const t = useT()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  if (household.erasedAt !== null) return null
  const mayErase = household.may.manage && household.holdReason === null && !household.heldWith && !isHere
  const day = withdrawnOn(household.consents)
  if (day === null)
    return withdrawnPersons(household.consents).map((one) => (
      <OneWithdrawn key={one.personId} household={household} withdrawn={one} mayErase={mayErase} />
    ))
  return (
    <Notice tone="attention" title={t('web.people.withdrawn', { day: format.day(day) })}>
      {mayErase && (
        <p>
          <button type="button" className="danger" onClick={() => setOpen(true)}>
            {t('web.people.withdrawn.erase')}
          </button>
        </p>
      )}
      {isOpen && <KeepingDialog what="erase" household={household} onClose={() => setOpen(false)} />}
    </Notice>
  )
}

type Props = { household: Household; withdrawn: WithdrawnPerson; mayErase: boolean }

/** Somebody else of the household still agrees. */
function OneWithdrawn({ household, withdrawn: { personId, day }, mayErase }: Props) {
  const t = useT()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const person = household.persons.find((one) => one.id === personId)
  if (!person) return null
  const name = nameOf(person, t)
  const due = new Date(Date.parse(day) + daysToErase * 24 * 60 * 60 * 1000).toISOString()
  return (
    <Notice tone="attention" title={t('web.people.withdrawn.person', { name, day: format.day(day), due: format.day(due) })}>
      {mayErase && (
        <p>
          <button type="button" className="danger" onClick={() => setOpen(true)}>
            {t('web.people.withdrawn.person.erase', { name })}
          </button>
        </p>
      )}
      {isOpen && (
        <ReasonDialog
          title={t('web.people.withdrawn.person.erase', { name })}
          words={t('web.people.withdrawn.person.words', { name })}
          deed={t('web.people.withdrawn.person.erase', { name })}
          isDanger
          method="POST"
          path={`persons/${person.id}/erase`}
          household={household.id}
          onClose={() => setOpen(false)}
        />
      )}
    </Notice>
  )
}
