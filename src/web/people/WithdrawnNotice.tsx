/** The consent to registration was taken back: said before anything else, with the way to erase for whoever may. */
import { useState } from 'react'
import type { Household } from '../../modules/people/contract.ts'
import { withdrawnOn } from '../../modules/people/rules/withdrawn.ts'
import { useFormat, useT } from '../languages.ts'
import { Notice } from '../ui/Notice.tsx'
import { ReasonDialog } from './ManagePart.tsx'

/** @param isHere read from this device: nothing is erased from there */
export function WithdrawnNotice({ household, isHere }: { household: Household; isHere: boolean }) {
  const t = useT()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const day = household.erasedAt === null ? withdrawnOn(household.consents) : null
  if (day === null) return null
  const mayErase = household.may.manage && household.holdReason === null && !isHere
  return (
    <Notice tone="attention" title={t('web.people.withdrawn', { day: format.day(day) })}>
      {mayErase && (
        <p>
          <button type="button" className="danger" onClick={() => setOpen(true)}>
            {t('web.people.withdrawn.erase')}
          </button>
        </p>
      )}
      {isOpen && <ReasonDialog what="erase" household={household} onClose={() => setOpen(false)} />}
    </Notice>
  )
}
