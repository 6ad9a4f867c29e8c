/** The way of an activity of a plan, from draft to approved: which step leads from where to where, who may take it, until when. Pure: the screens ask it too. */
import type { ActivityState } from '../submissions/contract.ts'
import type { ReviewStep } from './contract.ts'

/** The permissions that steps ask for. */
export type StepPermission = `submission.${'write' | 'endorse' | 'validate' | 'approve'}`
/** The last day of a step is a column of the open version. */
export type LastDay = 'submitBy' | 'endorseBy' | 'validateBy' | 'approveBy'
export type LastDays = Record<LastDay, string | null>
/** Where it is kept who took a step. */
type Stamp = 'submittedBy' | 'endorsedBy' | 'validatedBy' | 'approvedBy'
export type Way = { from: ActivityState; to: ActivityState; permission: StepPermission; lastDay: LastDay | null }

const way = (from: ActivityState, to: ActivityState, permission: StepPermission, lastDay: LastDay | null = null): Way => ({
  from,
  to,
  permission,
  lastDay,
})

/** Every step there is. What is not in this table does not happen. */
export const ways: Record<ReviewStep, readonly Way[]> = {
  submit: [
    way('draft', 'submitted', 'submission.write', 'submitBy'),
    way('returned', 'submitted', 'submission.write', 'submitBy'),
  ],
  endorse: [way('submitted', 'endorsed', 'submission.endorse', 'endorseBy')],
  validate: [way('endorsed', 'validated', 'submission.validate', 'validateBy')],
  approve: [way('validated', 'approved', 'submission.approve', 'approveBy')],
  // Whoever may decide next may send it back instead.
  return: [
    way('submitted', 'returned', 'submission.endorse', 'endorseBy'),
    way('endorsed', 'returned', 'submission.validate', 'validateBy'),
    way('validated', 'returned', 'submission.approve', 'approveBy'),
    way('approved', 'returned', 'submission.approve', 'approveBy'),
  ],
  withdraw: (['draft', 'submitted', 'returned', 'endorsed', 'validated', 'approved'] as const).map((from) =>
    way(from, 'withdrawn', 'submission.write'),
  ),
  revise: [way('published', 'draft', 'submission.write', 'submitBy'), way('withdrawn', 'draft', 'submission.write', 'submitBy')],
}

/** Steps in which one person judges what another did. */
export const decisions: readonly ReviewStep[] = ['endorse', 'validate', 'approve', 'return']
export const stampOf: Partial<Record<ReviewStep, Stamp>> = {
  submit: 'submittedBy',
  endorse: 'endorsedBy',
  validate: 'validatedBy',
  approve: 'approvedBy',
}

/** Who has had a hand in an activity. `wrote`: this person wrote or sent it once, as its history says. */
export type Hands = {
  enteredBy: string
  changedBy: string
  submittedBy: string | null
  endorsedBy: string | null
  validatedBy: string | null
  approvedBy: string | null
}
export type Part = 'wrote' | 'submitted' | 'endorsed' | 'validated' | 'approved'

/** The part somebody had in an activity before; undefined where they come to it fresh. */
export function partOf(person: string, hands: Hands, wrote: boolean): Part | undefined {
  const had: [Part, boolean][] = [
    ['approved', hands.approvedBy === person],
    ['validated', hands.validatedBy === person],
    ['endorsed', hands.endorsedBy === person],
    ['submitted', hands.submittedBy === person],
    ['wrote', wrote || hands.enteredBy === person || hands.changedBy === person],
  ]
  return had.find(([, is]) => is)?.[0]
}

/** Last day of a step for one organisation: a later day given to it holds for what follows, too. */
export function lastDayOf(of: LastDay | null, days: LastDays, extendedTo: string | undefined): string | null {
  const day = of && days[of]
  if (!day) return null
  return extendedTo !== undefined && extendedTo > day ? extendedTo : day
}

export type Judged = {
  state: ActivityState
  version: number
  isBlocked: boolean
  hands: Hands
}
export type Judging = {
  person: string
  wrote: boolean
  /** The version they looked at; undefined where they decide on whatever fits. */
  seen: number | undefined
  sees: boolean
  holds: (permission: StepPermission) => boolean
  days: LastDays
  extendedTo: string | undefined
  /** The day it is, as 2021-05-31. */
  today: string
}
export type Refusal =
  | { reason: 'not-there' | 'moved-on' | 'wrong-state' | 'not-yours' | 'blocked' }
  | { reason: 'own'; part: Part }
  | { reason: 'too-late'; day: string; lastDay: LastDay }

/** Whether one person may take a step with one activity now: the way it goes, or why not. */
export function judge(step: ReviewStep, { state, version, isBlocked, hands }: Judged, judging: Judging): Way | Refusal {
  if (!judging.sees) return { reason: 'not-there' }
  if (judging.seen !== undefined && judging.seen !== version) return { reason: 'moved-on' }
  const found = ways[step].find((w) => w.from === state)
  if (!found) return { reason: 'wrong-state' }
  if (!judging.holds(found.permission)) return { reason: 'not-yours' }
  const part = decisions.includes(step) ? partOf(judging.person, hands, judging.wrote) : undefined
  // Taking back one's own approval lets nothing through.
  if (part !== undefined && !(step === 'return' && part === 'approved')) return { reason: 'own', part }
  if (step === 'submit' && isBlocked) return { reason: 'blocked' }
  const day = lastDayOf(found.lastDay, judging.days, judging.extendedTo)
  if (found.lastDay && day !== null && judging.today > day) return { reason: 'too-late', day, lastDay: found.lastDay }
  return found
}
