/** Publishing a plan: what it would do is shown first; then it is frozen in one transaction. A change after that is a revision. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import { type Db, transact } from '../../../core/database.ts'
import { record } from '../../../core/events.ts'
import { notFound, Problem } from '../../../core/problem.ts'
import type { Texts } from '../../places/contract.ts'
import { loadCrisisPlan } from '../areas/queries.ts'
import type { Plan } from '../contract.ts'
import { getPlan } from '../queries.ts'
import { ActivityState } from '../submissions/contract.ts'
import type { PublicationPreview, PublishRequest, RevisionRequest, Version } from './contract.ts'
import { contentOf, freezeActivities, freezePeople, namesOf } from './freezing.ts'
import { latestNumber, openVersion } from './open.ts'
import { getVersion } from './queries.ts'
import { type Edition, editionOf, findEdition, takenStates } from './rows.ts'
import { countsOf, numberFrom, requirementsOf } from './sums.ts'
import { tieOut } from './tie-out.ts'

/** What publishing would take and leave, what it adds up to, and where its numbers differ. Opens and changes nothing. */
export async function previewPublication(ctx: Context, code: string): Promise<PublicationPreview> {
  assertMay(ctx, 'plan.publish')
  const { db } = ctx
  const plan = await getPlan(db, code)
  const latest = await latestNumber(db, plan.id)
  const edition = latest === 0 ? { planId: plan.id, number: 1, isOpen: true, last: 0 } : await findEdition(db, plan.id, latest)
  const { takes, leaving, leftBehind } = await takesOf(db, edition)
  const people = await sql<{ what: string; lines: number }>`
    select what, count(*) as lines from plan_people where plan_id = ${plan.id} group by what`.execute(db)
  const lines = (what: string) => people.rows.find((p) => p.what === what)?.lines ?? 0
  const areas = (await loadCrisisPlan(db, plan.id)).totals.areas
  return {
    number: edition.number,
    isOpen: edition.isOpen,
    takes,
    leaving,
    leftBehind,
    counts: await countsOf(db, edition),
    people: { needLines: lines('need'), targetLines: lines('target') },
    areas,
    targetRemarks: await targetRemarks(db, plan.id),
    tieOut: await tieOut(ctx, edition, await requirementsOf(db, edition), await namesOf(db, edition)),
    hasNothing: isNothing(takes, leftBehind, areas),
  }
}

/** Publishes the version of that number; asked again it is the one that is there. */
export function publishVersion(
  ctx: Context,
  code: string,
  number: number,
  { note, agreedDifferences }: z.infer<typeof PublishRequest>,
): Promise<Version> {
  assertMay(ctx, 'plan.publish')
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    const latest = await latestNumber(db, plan.id)
    if (number === 1 && latest === 0) await openVersion(db, plan, ctx.actor.id)
    const version = await lockVersion(db, plan.id, number)
    if (version.publishedAt) return getVersion(db, plan.id, number)
    await freeze({ ...ctx, db }, plan, editionOf(version), { ...(version.note as Texts), ...note }, agreedDifferences)
    return getVersion(db, plan.id, number)
  })
}

/** Whoever writes to the open version is waited for, and waits. */
const lockVersion = async (db: Db, planId: number, number: number) =>
  (await db
    .selectFrom('planVersions')
    .selectAll()
    .where('planId', '=', planId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()) ?? notFound('version', number)

async function freeze(ctx: Context, plan: Plan, edition: Edition, note: Texts, agreedDifferences: boolean): Promise<void> {
  const { db, actor } = ctx
  await lockActivities(db, plan.id)
  const { takes, leftBehind } = await takesOf(db, edition)
  const publishedAt = new Date()
  const content = await contentOf(ctx, plan, edition, publishedAt.toISOString(), note)
  if (isNothing(takes, leftBehind, content.crisis.totals.areas))
    throw new Problem(422, 'plan/nothing-to-publish', { plan: plan.code })
  const differing = content.tieOut.filter((line) => !line.agrees)
  if (differing.length > 0 && !agreedDifferences)
    throw new Problem(409, 'plan/differences-not-seen', { n: differing.length, first: await firstSentence(ctx, plan, edition) })
  await freezeActivities(db, edition)
  await freezePeople(db, edition)
  await markPublished(ctx, plan.id)
  await db
    .updateTable('planVersions')
    .set({ publishedAt, publishedBy: actor.name || actor.id, note: JSON.stringify(note), content: JSON.stringify(content) })
    .where('planId', '=', plan.id)
    .where('number', '=', edition.number)
    .execute()
  const { activities, requiredUsd } = content.counts
  await record(db, actor, 'plan.published', plan.code, { number: edition.number, activities, requiredUsd })
}

/** Nobody decides on an activity while it is published. */
const lockActivities = (db: Db, planId: number) =>
  sql`select count(*) from (select 1 from plan_activities where plan_id = ${planId} and state = 'approved' for update) a`.execute(
    db,
  )

async function firstSentence(ctx: Context, plan: Plan, edition: Edition): Promise<string> {
  const lines = await tieOut(ctx, edition, await requirementsOf(ctx.db, edition), await namesOf(ctx.db, edition))
  return lines.find((line) => !line.agrees)?.sentence ?? plan.code
}

/** What was approved is published, each with its line in the history, all of one batch. */
async function markPublished({ db, actor }: Context, planId: number): Promise<void> {
  await sql`
    with moved as (
      update plan_activities set state = 'published', version = version + 1 where plan_id = ${planId} and state = 'approved' returning id),
      batch as materialized (select gen_random_uuid() as id)
    insert into plan_activity_changes (id, activity_id, batch_id, by, by_name, step, from_state, to_state)
    select gen_random_uuid(), moved.id, batch.id, ${actor.id}, ${actor.name}, 'publish', 'approved', 'published' from moved, batch`.execute(
    db,
  )
}

type Takes = Pick<PublicationPreview, 'takes' | 'leaving' | 'leftBehind'>

async function takesOf(db: Db, { planId, isOpen, last, number }: Edition): Promise<Takes> {
  const { rows } = await sql<{ state: PublicationPreview['leftBehind'][number]['state']; isBefore: boolean; activities: number }>`
    select a.state, p.id is not null as is_before, count(*) as activities
    from plan_activities a left join published_activities p on p.plan_id = a.plan_id and p.version = ${isOpen ? last : number} and p.id = a.id
    where a.plan_id = ${planId} group by a.state, p.id is not null`.execute(db)
  const sum = (has: (row: (typeof rows)[number]) => boolean) => rows.filter(has).reduce((n, row) => n + row.activities, 0)
  const isTaken = (state: string) => (takenStates as readonly string[]).includes(state)
  const waiting = rows.filter(({ state }) => !isTaken(state) && state !== 'withdrawn')
  const states = ActivityState.options.filter((state) => waiting.some((row) => row.state === state))
  return {
    takes: {
      approved: sum(({ state }) => state === 'approved'),
      unchanged: sum(({ state }) => state === 'published'),
      asBefore: sum((row) => waiting.includes(row) && row.isBefore),
    },
    leaving: sum(({ state, isBefore }) => state === 'withdrawn' && isBefore),
    leftBehind: states
      .map((state) => ({ state, activities: sum((row) => row.state === state && !row.isBefore) }))
      .filter((l) => l.activities > 0),
  }
}

/** A plan that is told and plans no activities may be published; one whose activities all wait may not. */
const isNothing = ({ approved, unchanged, asBefore }: Takes['takes'], leftBehind: Takes['leftBehind'], areas: number): boolean =>
  approved + unchanged + asBefore === 0 && (areas === 0 || leftBehind.length > 0)

/** Activities on their way to publication of which the target check says that they reach beyond need. */
const targetRemarks = (db: Db, planId: number): Promise<number> =>
  numberFrom(
    db,
    sql`select count(*) as n from plan_activities where plan_id = ${planId} and state in ('approved', 'published') and 'target-above-need' = any(findings)`,
  )

/** Opens the next version: what is published stays as it is until the next publication. */
export function openRevision(ctx: Context, code: string, { note }: z.infer<typeof RevisionRequest>): Promise<Version> {
  assertMay(ctx, 'plan.publish')
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    // Two who revise at once: the second hears of the first.
    await sql`select pg_advisory_xact_lock(hashtext('senda.revise'), ${plan.id})`.execute(db)
    const latest = await latestNumber(db, plan.id)
    if (latest === 0) throw new Problem(409, 'plan/nothing-to-revise', { plan: code })
    const { isOpen } = await findEdition(db, plan.id, latest)
    if (isOpen)
      throw new Problem(409, latest === 1 ? 'plan/nothing-to-revise' : 'plan/revision-open', { plan: code, number: latest })
    const number = latest + 1
    await db
      .insertInto('planVersions')
      .values({ planId: plan.id, number, openedBy: ctx.actor.name || ctx.actor.id, note: JSON.stringify(note) })
      .execute()
    await record(db, ctx.actor, 'plan.revised', code, { number })
    return getVersion(db, plan.id, number)
  })
}
