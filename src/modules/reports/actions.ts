/** What people do to an overview while it is written. Publishing stands in `publishing.ts`. */

import type { z } from 'zod'
import { assertMay, may } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { type Db, transact } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { type ReceivedFile, storeFile } from '../../core/files.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { getPlan, listSectors } from '../plan/queries.ts'
import type { Donor, NewOverview, Overview, Story, TextToSave } from './contract.ts'
import { withCleanPicture } from './picture.ts'
import { listEditions } from './publications.ts'
import * as queries from './queries.ts'
import { isPart } from './rules/parts.ts'

export async function createOverview(
  ctx: Context,
  { id, plan: code, firstMonth, lastMonth, include }: z.infer<typeof NewOverview>,
): Promise<Overview> {
  assertMay(ctx, 'reports.compose')
  await transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    assertPeriod(plan, firstMonth, lastMonth)
    const known = await queries.findOverviewOf(db, plan.id, firstMonth, lastMonth)
    if (known?.id === id) return
    if (known) throw new Problem(409, 'reports/overview-exists', { plan: code, id: known.id })
    await queries.insertOverview(db, {
      id,
      planId: plan.id,
      slug: slugOf(code, firstMonth, lastMonth),
      firstMonth,
      lastMonth,
      include,
      createdBy: ctx.actor.id,
    })
    await record(db, ctx.actor, 'overview.created', id, { plan: code, firstMonth, lastMonth })
  })
  return readOverview(ctx, id)
}

export const slugOf = (plan: string, first: string, last: string) => `${plan}-${first}-${last}`

export function assertPeriod(plan: { code: string; firstMonth: string; lastMonth: string }, from: string, until: string): void {
  if (from > until) throw new Problem(400, 'reports/period-order', { from, until })
  if (from < plan.firstMonth || until > plan.lastMonth)
    throw new Problem(422, 'reports/period-outside', {
      plan: plan.code,
      first: plan.firstMonth,
      last: plan.lastMonth,
      from,
      until,
    })
}

/** The overview with its texts and editions, for those who write and check it. The caller has asked for access. */
export async function readOverview(ctx: Context, id: string): Promise<Overview> {
  const { planId: _p, createdBy: _b, createdAt: _a, include, ...row } = await queries.getOverview(ctx.db, id)
  const [texts, editions] = [await queries.listTexts(ctx.db, id), await listEditions(ctx.db, id)]
  return {
    ...row,
    include: include as Overview['include'],
    texts: texts.map((t) => ({
      ...t,
      language: t.language as Overview['texts'][number]['language'],
      savedAt: t.savedAt.toISOString(),
    })),
    publications: editions.map((e) => ({
      edition: e.edition,
      publishedAt: e.publishedAt.toISOString(),
      publishedBy: e.publishedBy,
      languages: e.languages,
      withdrawn: e.withdrawnAt !== null,
    })),
    may: { compose: may(ctx, 'reports.compose', {}), publish: may(ctx, 'reports.publish', {}) },
  }
}

/** Keeps a text; whoever saw an older version is told what stands there now, and loses nothing. */
export function saveText(
  ctx: Context,
  id: string,
  language: string,
  part: string,
  { body, version }: z.infer<typeof TextToSave>,
) {
  assertMay(ctx, 'reports.compose')
  return transact(ctx.db, async (db) => {
    await assertPart(db, id, part)
    const text = {
      overviewId: id,
      language,
      part,
      body: body.replaceAll('\0', '').trim(),
      savedBy: ctx.actor.name || ctx.actor.id,
    }
    const before = await queries.findTextForUpdate(db, id, language, part)
    const isSame = before?.body === text.body
    if (!isSame && !(await queries.saveText(db, text, version)))
      throw changed(before ?? (await queries.findTextForUpdate(db, id, language, part))!)
    const { savedAt, ...now } = (await queries.findTextForUpdate(db, id, language, part))!
    if (!isSame) await record(db, ctx.actor, 'overview.written', id, { language, part, version: now.version })
    return {
      language: now.language as 'en',
      part,
      body: now.body,
      version: now.version,
      savedBy: now.savedBy,
      savedAt: savedAt.toISOString(),
    }
  })
}

const changed = (theirs: queries.TextRow) =>
  new Problem(409, 'reports/text-changed', {
    by: theirs.savedBy,
    version: theirs.version,
    theirs: { ...theirs, savedAt: theirs.savedAt.toISOString() },
  })

async function assertPart(db: Db, id: string, part: string): Promise<void> {
  const overview = await queries.getOverview(db, id)
  if (!isPart(part, await listSectors(db, overview.planId))) throw new Problem(422, 'reports/no-such-part', { part })
}

export function saveStory(ctx: Context, overviewId: string, story: z.infer<typeof Story>) {
  assertMay(ctx, 'reports.compose')
  return transact(ctx.db, async (db) => {
    await queries.getOverview(db, overviewId)
    const before = await queries.findStory(db, story.id)
    if (before && before.overviewId !== overviewId) notFound('story', story.id)
    const picture = before?.picture ?? null
    if (picture && !story.consent.trim()) throw new Problem(422, 'reports/consent-missing')
    await queries.upsertStory({ db, row: { ...story, picture, overviewId, texts: JSON.stringify(story.texts) } })
    await record(db, ctx.actor, 'story.saved', story.id, { overviewId })
    return { ...story, picture }
  })
}

export function removeStory(ctx: Context, overviewId: string, id: string): Promise<void> {
  assertMay(ctx, 'reports.compose')
  return transact(ctx.db, async (db) => {
    const story = await queries.findStory(db, id)
    if (story?.overviewId !== overviewId) return
    await queries.deleteStory(db, id)
    await record(db, ctx.actor, 'story.removed', id, { overviewId })
  })
}

/** Keeps a photograph without what the camera wrote into it (place, time, device). */
export async function sendPicture(
  ctx: Context,
  overviewId: string,
  storyId: string,
  file: ReceivedFile | undefined,
): Promise<{ picture: string }> {
  assertMay(ctx, 'reports.compose')
  if (!file) throw new Problem(400, 'reports/no-picture-sent')
  return withCleanPicture(file, (cleaned) =>
    transact(ctx.db, async (db) => {
      const story = await queries.findStory(db, storyId)
      if (story?.overviewId !== overviewId) notFound('story', storyId)
      if (!story.consent.trim()) throw new Problem(422, 'reports/consent-missing')
      const { id } = await storeFile(db, cleaned, ctx.actor)
      await queries.setPicture(db, storyId, id)
      await record(db, ctx.actor, 'story.pictured', storyId, { overviewId })
      return { picture: id }
    }),
  )
}

export function saveDonors(ctx: Context, id: string, donors: z.infer<typeof Donor>[]) {
  assertMay(ctx, 'reports.compose')
  return transact(ctx.db, async (db) => {
    await queries.getOverview(db, id)
    await queries.replaceDonors(db, id, donors)
    await record(db, ctx.actor, 'overview.donors-saved', id, { donors: donors.length })
    return donors
  })
}
