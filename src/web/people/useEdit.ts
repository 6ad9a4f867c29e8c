/** A household being changed: what its writer saw when they began, and what they typed since. */
import type { Household, HouseholdContent } from '../../modules/people/contract.ts'
import { changesBetween, type FieldChange } from '../../modules/people/rules/content.ts'
import { contentOf } from './content.ts'
import { cleaned } from './draft.ts'
import { editOf } from './keptTyping.ts'
import { useTyping } from './useTyping.ts'

export type Edit = {
  /** The version that was seen: a newer one may have arrived meanwhile. */
  version: number
  base: HouseholdContent
  content: HouseholdContent
  reason: string
  /** When it was begun. */
  at: string
}

export function beginEdit(household: Household): Edit {
  const base = contentOf(household)
  return { version: household.version, base, content: base, reason: '', at: new Date().toISOString() }
}

/** What saving it would change of what its writer saw. */
export const changesIn = ({ base, content }: Edit): FieldChange[] => changesBetween(base, cleaned(content))

/** Everything in it stands already: it was sent, and only the answer was lost. */
export const standsAlready = (edit: Edit, household: Household): boolean =>
  changesBetween(contentOf(household), cleaned(edit.content)).length === 0

const isUnchanged = (edit: Edit) => changesIn(edit).length === 0

export function useEdit(household: Household) {
  const { value: edit, ...typing } = useTyping<Edit>(editOf(household.id), {
    begins: () => beginEdit(household),
    isTyped: (typed) => !isUnchanged(typed),
    isEmpty: isUnchanged,
  })
  return { edit, ...typing }
}
