/** Whether a household that was read can be kept: it fits what is kept of households, and somebody answers for a child who heads it. */
import { HouseholdContent } from '../../contract.ts'
import { isUnder18 } from '../../rules/age.ts'
import type { Read } from './household.ts'
import type { Reason } from './written.ts'

/** Where a household stands in its file, and each row of it. */
type At = { line: number; origins: readonly { line: number }[] }

/** @returns why not, or through whom they agreed: null, for themselves */
export function keepable(
  { content, reasons }: Read,
  at: At,
  today: string,
): { reasons: Reason[] } | { guardianId: string | null } {
  if (reasons.length > 0) return { reasons }
  const unfit = unfitIn(content, at)
  if (unfit.length > 0) return { reasons: unfit }
  const guardianId = guardianOf(content, today)
  return guardianId === undefined
    ? { reasons: [{ line: at.line, field: 'age', code: 'problem.guardian-missing', values: {} }] }
    : { guardianId }
}

/** What the form's own schema does not take: too long, an impossible date. */
function unfitIn(content: HouseholdContent, { line, origins }: At): Reason[] {
  const checked = HouseholdContent.safeParse(content)
  if (checked.success) return []
  const isRowEach = origins.length === content.persons.length
  return checked.error.issues.slice(0, 5).map((issue) => {
    const [part, at] = issue.path
    const own = part === 'persons' && typeof at === 'number' && isRowEach ? origins[at] : undefined
    return {
      line: own?.line ?? line,
      field: String(issue.path.at(-1) ?? ''),
      code: `refused.${unfitness(issue)}`,
      values: { field: issue.path.join('.'), ...(issue.code === 'too_big' && { most: Number(issue.maximum) }) },
    }
  })
}

function unfitness(issue: { code: string; origin?: string; path: PropertyKey[] }): string {
  if (issue.code !== 'too_big') return 'does-not-fit'
  if (issue.origin === 'string') return 'too-long'
  return issue.path.length === 1 && issue.path[0] === 'persons' ? 'too-many-persons' : 'does-not-fit'
}

/** A child agrees through a grown-up of the household. undefined: there is none. */
function guardianOf({ persons }: HouseholdContent, today: string): string | null | undefined {
  const head = persons.find((p) => p.relation === 'head')
  if (!head || !isUnder18(head.birthDate, today)) return null
  return persons.find((p) => !isUnder18(p.birthDate, today))?.id
}
