/** What is said of a line of a file, in words. */
import type { Translate } from '../../../core/i18n.ts'
import type { PeopleRemark } from './contract.ts'

/** Names of groups and ages in the words of the language. */
export function remarkWords(t: Translate, { reason, values }: Pick<PeopleRemark, 'reason' | 'values'>): string {
  const said = { ...values }
  if (typeof values.group === 'string') said.group = t(`plan.needs.group.${values.group}`)
  if (typeof values.age === 'string') said.age = t(`plan.needs.age.${values.age}`)
  return t(`plan.needs.remark.${reason}`, said)
}
