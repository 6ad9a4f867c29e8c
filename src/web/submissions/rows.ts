/** Planned activities as the grid shows them: what the server has, with what was typed and is on its way laid over it, checked by the same rules. */

import type { DecimalMark } from '../../core/money.ts'
import type { Lists } from '../../modules/plan/rules/lists.ts'
import type {
  ActivityCell,
  ActivityFindingCode,
  ActivityState,
  PlannedActivity,
} from '../../modules/plan/submissions/contract.ts'
import { blocks } from '../../modules/plan/submissions/contract.ts'
import { checkActivity, type Found } from '../../modules/plan/submissions/rules/check.ts'
import { asksAges, asksGroups, type Content, edited, emptyCells, kindOf } from '../../modules/plan/submissions/rules/place.ts'

export type Typed = Partial<Record<ActivityCell, string>>
/** What somebody typed into one activity and the server has not confirmed: kept on the device until then. `version` 0: a new one. */
export type Pending = {
  id: string
  version: number
  organisationId: number
  typed: Typed
  decimals: DecimalMark | undefined
  base: PlannedActivity | undefined
  /** Somebody else wrote meanwhile: what stands there now. It is sent no more until one of the two is chosen. */
  theirs?: PlannedActivity | undefined
}

type Finding = { code: ActivityFindingCode; blocks: boolean; cells: string[]; sentence: string; suggestion?: string | undefined }
export type PlanRow = Content & {
  id: string
  version: number
  isNew: boolean
  isPending: boolean
  organisationId: number
  organisation: string
  state: ActivityState
  kind: PlannedActivity['kind']
  findings: Finding[]
  isBlocked: boolean
  comments: number
  may: { edit: boolean; submit: boolean }
}

export const fromServer = ({ may, isBlocked, ...row }: PlannedActivity): PlanRow => ({
  ...row,
  isNew: false,
  isPending: false,
  isBlocked,
  may: { edit: may.write, submit: may.submit },
})

type Say = (found: Found) => string

/** @param names of organisations */
export function laidOver(pending: Pending, lists: Lists, say: Say, names: (id: number) => string): PlanRow {
  const { base, typed, organisationId } = pending
  const content = edited(
    base ? { cells: base.cells, asWritten: base.asWritten } : { cells: emptyCells, asWritten: {} },
    {},
    typed,
    lists,
    pending.decimals,
  )
  const found = checkActivity(content, lists)
  const elsewhere = (base?.findings ?? []).filter((f) => f.code === 'also-planned' || f.code === 'target-above-need')
  return {
    id: pending.id,
    version: pending.version,
    isNew: base === undefined,
    isPending: true,
    organisationId,
    organisation: base?.organisation ?? names(organisationId),
    state: base?.state ?? 'draft',
    kind: kindOf(content.cells, lists),
    ...content,
    findings: [
      ...found.map((f) => ({
        code: f.code,
        blocks: blocks(f.code),
        cells: f.cells,
        sentence: say(f),
        suggestion: suggestionIn(f),
      })),
      ...elsewhere,
    ],
    isBlocked: found.some((f) => blocks(f.code)),
    comments: base?.comments ?? 0,
    may: { edit: true, submit: false },
  }
}

const suggestionIn = (found: Found): string | undefined => (found.values.suggestion ? String(found.values.suggestion) : undefined)

/** The total of people reached is worked out from its parts: nothing to type. */
export const isWorkedOut = (row: PlanRow, column: string, lists: Lists): boolean =>
  column === 'totalUsd' ||
  column === 'organisation' ||
  (column === 'targetPeople' && row.kind === 'direct' && (asksGroups(lists) || asksAges(lists)))

/** What was typed while it was on its way stays, over the version that came back; undefined where nothing is left. */
export function leftOf<P extends Pending>(mine: P, sent: Pending, now: PlannedActivity): P | undefined {
  const left = Object.entries(mine.typed).filter(([cell, text]) => sent.typed[cell as keyof Typed] !== text)
  return left.length > 0
    ? { ...mine, version: now.version, base: now, theirs: undefined, typed: Object.fromEntries(left) }
    : undefined
}
