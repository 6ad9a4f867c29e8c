/** What is said of a line of a file, in words. */
import type { PeopleRemark } from '../../modules/plan/needs/contract.ts'
import { useT } from '../languages.ts'

export function useRemarkWords(): (remark: Pick<PeopleRemark, 'reason' | 'values'>) => string {
  const t = useT()
  return ({ reason, values }) => {
    const said = { ...values }
    if (typeof values.group === 'string') said.group = t(`plan.needs.group.${values.group}`)
    if (typeof values.age === 'string') said.age = t(`plan.needs.age.${values.age}`)
    return t(`plan.needs.remark.${reason}`, said)
  }
}
