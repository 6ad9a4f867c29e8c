/** Whether a household that was read can be kept: it fits what is kept of households, and somebody answers for a child who heads it. */
import { HouseholdContent } from '../../contract.ts'
import { isUnder18 } from '../../rules/age.ts'
import type { Read } from './household.ts'
import type { Reason } from './written.ts'

/** @param line where the household stands in its file @returns why not, or through whom they agreed: null, for themselves */
export function keepable(
  { content, reasons }: Read,
  line: number,
  today: string,
): { reasons: Reason[] } | { guardianId: string | null } {
  if (reasons.length > 0) return { reasons }
  const unfit = unfitIn(content, line)
  if (unfit.length > 0) return { reasons: unfit }
  const guardianId = guardianOf(content, today)
  return guardianId === undefined
    ? { reasons: [{ line, field: 'age', code: 'problem.guardian-missing', values: {} }] }
    : { guardianId }
}

/** What the form's own schema does not take: too long, an impossible date. */
function unfitIn(content: HouseholdContent, line: number): Reason[] {
  const checked = HouseholdContent.safeParse(content)
  return checked.success
    ? []
    : checked.error.issues.slice(0, 5).map((i) => ({
        line,
        field: String(i.path.at(-1) ?? ''),
        code: 'refused.does-not-fit',
        values: { field: i.path.join('.') },
      }))
}

/** A child agrees through a grown-up of the household. undefined: there is none. */
function guardianOf({ persons }: HouseholdContent, today: string): string | null | undefined {
  const head = persons.find((p) => p.relation === 'head')
  if (!head || !isUnder18(head.birthDate, today)) return null
  return persons.find((p) => !isUnder18(p.birthDate, today))?.id
}
