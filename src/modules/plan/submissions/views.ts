/** Planned activities as the screens show them: cells, findings in words, comments that wait, what the asker may do with each. */
import { sql } from 'kysely'
import { may, type Permission, type Reach, visible, within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { translator } from '../../../core/i18n.ts'
import type { Kind } from '../contract.ts'
import type { Lists } from '../rules/lists.ts'
import { alsoBeside } from './also.ts'
import { type ActivityFinding, type ActivityState, blocks, type PlannedActivity } from './contract.ts'
import { checkActivity, foundElsewhere } from './rules/check.ts'
import type { Content } from './rules/place.ts'
import { contentOf, isOpenState, type Stored } from './store.ts'
import { organisationNames, said } from './words.ts'

const nowhere: Reach = { countries: [], organisations: [] }
/** Where a permission is held; nowhere instead of a Problem. */
export const reachOf = (ctx: Context, permission: Permission): Reach =>
  may(ctx, permission) ? visible(ctx, permission) : nowhere

/** What an access decision asks of an activity. */
export const thingOf = (row: Pick<Stored, 'country' | 'organisationId' | 'sectorId'>, lists: Lists) => ({
  country: row.country,
  organisationId: row.organisationId,
  sector: row.sectorId === null ? null : (lists.sectorOf.get(row.sectorId)?.look ?? null),
})

/** `isLocked`: the plan takes no writes now. */
export async function shownActivities(ctx: Context, rows: Stored[], lists: Lists, isLocked: boolean): Promise<PlannedActivity[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [names, comments, also] = [
    await organisationNames(ctx.db, [...new Set(rows.map((row) => row.organisationId))]),
    await waitingComments(ctx.db, ids),
    await alsoBeside(ctx, rows[0]!.planId, ids),
  ]
  const mayOf = decisions(ctx, lists, isLocked)
  return rows.map((row) => {
    const content = contentOf(row)
    const findings = [...findingsOf(ctx, content, lists, row.findings), ...(also.get(row.id) ?? [])]
    return {
      id: row.id,
      version: row.version,
      state: row.state as ActivityState,
      organisationId: row.organisationId,
      organisation: names.get(row.organisationId) ?? '',
      copiedFrom: row.copiedFrom,
      kind: row.kind as Kind | null,
      ...content,
      findings,
      isBlocked: row.isBlocked,
      changedAt: row.changedAt.toISOString(),
      comments: comments.get(row.id) ?? 0,
      may: mayOf(row),
    }
  })
}

/** What the rules say, in the asker's language. `stored`: codes of which some were found elsewhere. */
export function findingsOf(ctx: Context, content: Content, lists: Lists, stored: readonly string[] = []): ActivityFinding[] {
  const say = translator(ctx.language)
  const own = checkActivity(content, lists).map(({ code, cells, values }) => ({
    code,
    blocks: blocks(code),
    cells: [...cells] as string[],
    sentence: say(`plan.submission.finding.${code}`, values),
    ...(typeof values.suggestion === 'string' && values.suggestion !== '' && { suggestion: values.suggestion }),
  }))
  const elsewhere = foundElsewhere.filter((code) => stored.includes(code))
  return [...own, ...elsewhere.map((code) => said(ctx, code, ['targetPeople'], {}))]
}

/** Nobody decides on what they decided before; the steps themselves check it again. */
function decisions(ctx: Context, lists: Lists, isLocked: boolean) {
  const [write, endorse, validate, approve] = (
    ['submission.write', 'submission.endorse', 'submission.validate', 'submission.approve'] as const
  ).map((permission) => reachOf(ctx, permission)) as [Reach, Reach, Reach, Reach]
  const me = ctx.actor.id
  return (row: Stored): PlannedActivity['may'] => {
    const thing = thingOf(row, lists)
    const isMine = !isLocked && isOpenState(row.state) && within(write, thing)
    const decides = (reach: Reach, state: ActivityState, before: (string | null)[]) =>
      !isLocked && row.state === state && within(reach, thing) && !before.includes(me)
    return {
      write: isMine,
      submit: isMine && !row.isBlocked,
      endorse: decides(endorse, 'submitted', [row.submittedBy]),
      validate: decides(validate, 'endorsed', [row.submittedBy, row.endorsedBy]),
      approve: decides(approve, 'validated', [row.submittedBy, row.endorsedBy, row.validatedBy]),
    }
  }
}

export async function waitingComments(db: Db, ids: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select activity_id as id, count(*) as count from plan_activity_comments where activity_id = any(${ids}::uuid[]) and settled_at is null group by 1`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row.count]))
}
