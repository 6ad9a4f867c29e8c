/** What is checked and kept of specific needs: dated facts about a person, some of them only for those who protect. */
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { Problem } from '../../../core/problem.ts'
import type { NewNeed } from '../contract.ts'
import type { Member } from '../households/members.ts'
import { isOfPlan } from '../rules/need-kinds.ts'
import { areWashingtonAnswers, hasDisability } from '../rules/washington.ts'
import { type DatedNeedKind, readNeedKinds } from './need-kinds.ts'

type Place = { organisationId: number; siteId: string | null }

/** @returns the codes that are restricted */
export async function checkNeeds(
  ctx: Context,
  db: Db,
  needs: readonly NewNeed[],
  members: readonly Member[],
  { organisationId, siteId }: Place,
): Promise<Set<string>> {
  if (needs.length === 0) return new Set()
  const kinds = new Map((await readNeedKinds(db)).map((kind) => [kind.code, kind]))
  const restricted = new Set([...kinds.values()].filter((k) => k.isRestricted).map((k) => k.code))
  for (const need of needs) {
    const kind = kinds.get(need.need)
    if (!kind) throw new Problem(422, 'people/need-unknown')
    if (!members.some((m) => m.id === need.personId.toLowerCase())) throw new Problem(422, 'people/person-unknown')
    if (need.until !== null && need.until < need.since) throw new Problem(422, 'people/need-ends-before')
    if (need.need === 'disability' && !endsUnasked(need)) checkDisability(need)
    if (restricted.has(need.need)) assertMay(ctx, 'people.sensitive', { organisationId, siteId })
    checkDay(kind, need.since)
  }
  return restricted
}

/** A device without a network may have written it down on the last day it was asked, not knowing. One that began in time may end at any time. */
function checkDay(kind: DatedNeedKind, since: string): void {
  if (!isOfPlan(kind, since)) throw new Problem(422, 'people/need-of-another-plan', { ...kind.months, since })
  if (kind.retiredOn !== null && since > kind.retiredOn) throw new Problem(422, 'people/need-retired', { day: kind.retiredOn })
}

/** One that came by a list, where nobody had asked the questions, may end all the same. */
const endsUnasked = ({ detail, until }: NewNeed): boolean => until !== null && Object.keys(detail).length === 0

function checkDisability({ detail }: NewNeed): void {
  if (!areWashingtonAnswers(detail)) throw new Problem(422, 'people/washington-answers')
  if (!hasDisability(detail)) throw new Problem(422, 'people/washington-below')
}

export async function insertNeeds(
  ctx: Context,
  db: Db,
  needs: readonly NewNeed[],
  members: readonly Member[],
  { organisationId, siteId }: Place,
  restricted: ReadonlySet<string>,
): Promise<void> {
  if (needs.length === 0) return
  const rows = needs.map((need) => ({
    ...need,
    detail: JSON.stringify(need.detail),
    householdId: members.find((m) => m.id === need.personId.toLowerCase())!.householdId,
    organisationId,
    siteId,
    isRestricted: restricted.has(need.need),
    recordedBy: ctx.actor.id,
  }))
  await db
    .insertInto('personNeeds')
    .values(rows)
    .onConflict((c) =>
      c
        .columns(['householdId', 'id'])
        .doUpdateSet((e) => ({ until: e.ref('excluded.until') }))
        .whereRef('personNeeds.need', '=', 'excluded.need' as never),
    )
    .execute()
}
