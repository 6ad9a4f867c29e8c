/** One activity as a reviewer reads it: its cells in words, what is found, what was said, what happened, and what may be done now. */
import { within } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { translator } from '../../../core/i18n.ts'
import { listsOf } from '../lists/known.ts'
import { getPlan } from '../queries.ts'
import { activityCells } from '../submissions/contract.ts'
import { findPlanned } from '../submissions/queries.ts'
import { shownActivities } from '../submissions/views.ts'
import { commentsOf, inSight } from './comments.ts'
import type { ActivityEvent, DifferentCell, ReviewDifference, ReviewedActivity, ReviewStep } from './contract.ts'
import { explain, momentIn } from './leaving.ts'
import { type CellValues, type Wording, wordingOf } from './names.ts'
import { before, cellsNow, cellsPublished, changed, type Moment, readable } from './past.ts'
import { type Change, type Chosen, changesOf, extensionsOf, findOpenVersion, writtenBy } from './queries.ts'
import { reachOf } from './reach.ts'
import { judge, ways } from './rules.ts'

export async function getReviewed(ctx: Context, planCode: string, id: string): Promise<ReviewedActivity> {
  const chosen = await inSight(ctx, planCode, id)
  const plan = await getPlan(ctx.db, planCode)
  const row = await findPlanned(ctx, plan, id)
  const [shown] = await shownActivities(ctx, [row], await listsOf(ctx.db, plan.id), false)
  const { organisation, findings } = shown!
  const changes = await changesOf(ctx.db, id)
  const now = readable(await momentOf(ctx, id))
  const wording = await wordingOf(ctx, [now, ...changes.flatMap(changed)])
  return {
    id,
    version: row.version,
    state: chosen.state,
    organisationId: row.organisationId,
    organisation,
    people: row.targetPeople,
    usd: (row.inKindUsd ?? 0) + (row.cashUsd ?? 0),
    cells: activityCells.map((cell) => ({ cell, name: wording.name(cell), value: wording.value(cell, now[cell]) })),
    findings: findings.map(({ code, blocks, sentence }) => ({ code, blocks, sentence })),
    isBlocked: row.isBlocked,
    comments: await commentsOf(ctx, id),
    history: historyOf(ctx, changes, wording),
    steps: await stepsOf(ctx, chosen),
  }
}

const momentOf = async ({ db }: Context, id: string): Promise<Moment> =>
  (await cellsNow(db, [id])).get(id) ?? { cells: {}, asWritten: {} }

function historyOf({ language }: Context, changes: Change[], wording: Wording): ActivityEvent[] {
  const t = translator(language)
  return changes.map((c) => ({
    at: c.at.toISOString(),
    by: c.byName || c.by,
    step: c.step,
    from: c.fromState,
    to: c.toState,
    reason: c.reason.startsWith('plan.submission.reason.') ? t(c.reason) : c.reason,
    cells: wording.differences(...changed(c)),
  }))
}

/** Every step that leads on from where the activity is and that the asker holds, with the reason where it is not for them now. */
async function stepsOf(ctx: Context, chosen: Chosen & { planId: number }): Promise<ReviewedActivity['steps']> {
  const version = await findOpenVersion(ctx.db, chosen.planId)
  if (!version) return []
  const extended = await extensionsOf(ctx.db, chosen.planId, version.number)
  const wrote = (await writtenBy(ctx.db, ctx.actor.id, [chosen.id])).has(chosen.id)
  const thing = { country: chosen.country, organisationId: chosen.organisationId, sector: chosen.look }
  const answers: ReviewedActivity['steps'] = []
  for (const step of Object.keys(ways) as ReviewStep[]) {
    const found = judge(step, chosen, {
      person: ctx.actor.id,
      wrote,
      seen: chosen.version,
      sees: true,
      holds: (permission) => within(reachOf(ctx, permission), thing),
      days: version.days,
      extendedTo: extended.get(chosen.organisationId),
      today: new Date().toISOString().slice(0, 10),
    })
    if ('to' in found) answers.push({ step, may: true, sentence: '' })
    else if (found.reason !== 'wrong-state' && found.reason !== 'not-yours') {
      const [said] = await explain(ctx, [{ id: chosen.id, one: chosen, refusal: found }])
      answers.push({ step, may: false, sentence: said!.sentence })
    }
  }
  return answers
}

/** Side by side: against what was published last, or as it was sent back (else sent) last. */
export async function getDifference(
  ctx: Context,
  planCode: string,
  id: string,
  since: ReviewDifference['since'],
): Promise<ReviewDifference> {
  const { planId } = await inSight(ctx, planCode, id)
  const now = await momentOf(ctx, id)
  const was = since === 'version' ? await atPublication(ctx, planId, id) : await atStep(ctx, id, now)
  const cells = await compare(ctx, was.cells, readable(now))
  return { since, what: was.what, at: was.at, cells }
}

type Was = { what: string; at: string | null; cells: CellValues }

async function compare(ctx: Context, was: CellValues, now: CellValues): Promise<DifferentCell[]> {
  return (await wordingOf(ctx, [was, now])).differences(was, now)
}

async function atPublication({ db, language }: Context, planId: number, id: string): Promise<Was> {
  const t = translator(language)
  const published = await cellsPublished(db, planId, id)
  if (!published) return { what: t('plan.review.against.nothing'), at: null, cells: {} }
  const version = await db
    .selectFrom('planVersions')
    .select('publishedAt')
    .where('planId', '=', planId)
    .where('number', '=', published.version)
    .executeTakeFirst()
  const what = t('plan.review.against.version', { number: published.version })
  return { what, at: version?.publishedAt?.toISOString() ?? null, cells: published.cells }
}

async function atStep({ db, language }: Context, id: string, now: Moment): Promise<Was> {
  const t = translator(language)
  const changes = await changesOf(db, id)
  const at = (['return', 'submit'] as const).map((step) => changes.findIndex((c) => c.step === step)).find((i) => i >= 0)
  if (at === undefined) return { what: t('plan.review.against.not-sent'), at: null, cells: readable(now) }
  const step = changes[at]!
  const said = { by: step.byName || step.by, at: momentIn(language, step.at.toISOString()) }
  const what = t(`plan.review.against.${step.step}`, said)
  return { what, at: step.at.toISOString(), cells: readable(before(now, changes.slice(0, at))) }
}
