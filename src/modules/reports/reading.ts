/** Reading an overview that is being written: its document, its figures to pick, its typed numbers, its tie-out. */
import { assertMay, visible } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import type { Db } from '../../core/database.ts'
import { getFile, type StoredFile } from '../../core/files.ts'
import type { Language } from '../../core/i18n.ts'
import { notFound } from '../../core/problem.ts'
import { getPlan } from '../plan/queries.ts'
import { slugOf } from './actions.ts'
import { writeDocument } from './compose/document.ts'
import { gatherFacts } from './compose/facts.ts'
import type { Source } from './compose/loading.ts'
import type { Overview, OverviewDocument, TieOutLine } from './contract.ts'
import { listAllEditions } from './publications.ts'
import { findOverviewOf, findStory, getOverview, listOverviews, type OverviewRow } from './queries.ts'

export const sourceOf = ({ id, plan, slug, firstMonth, lastMonth, edition, include }: OverviewRow): Source => ({
  id,
  plan,
  slug,
  firstMonth,
  lastMonth,
  edition,
  include: include as Source['include'],
})

/** A draft of accepted rows is read by everybody who checks rows somewhere; one that counts more shows every country's unfinished work. */
export async function assertReadsDraft(ctx: Context, id: string): Promise<void> {
  visible(ctx, 'reports.read')
  if ((await getOverview(ctx.db, id)).include !== 'accepted') assertMay(ctx, 'reports.read')
}

export const draftDocument = async (db: Db, id: string, language: Language): Promise<OverviewDocument> =>
  writeDocument(await gatherFacts(db, sourceOf(await getOverview(db, id))), language)

export const draftTieOut = async (db: Db, id: string, language: Language): Promise<TieOutLine[]> =>
  (await draftDocument(db, id, language)).tieOut

/** The overview kept for a plan and period, else one made on the spot, whose sentences come from the figures. */
export async function sourceFor(
  db: Db,
  planCode: string,
  from: string,
  until: string,
  include: Source['include'],
): Promise<Source> {
  const plan = await getPlan(db, planCode)
  const kept = await findOverviewOf(db, plan.id, from, until)
  if (kept && kept.include === include) return sourceOf(kept)
  return {
    id: null,
    plan: planCode,
    slug: slugOf(planCode, from, until),
    firstMonth: from,
    lastMonth: until,
    edition: 1,
    include,
  }
}

/** Every overview with what was published of it, newest period first. */
export async function listWithEditions(db: Db): Promise<Omit<Overview, 'texts' | 'may'>[]> {
  const rows = await listOverviews(db)
  const editions = Map.groupBy(
    await listAllEditions(
      db,
      rows.map((row) => row.id),
    ),
    (edition) => edition.overviewId,
  )
  return rows.map(({ id, plan, slug, firstMonth, lastMonth, edition, include }) => ({
    id,
    plan,
    slug,
    firstMonth,
    lastMonth,
    edition,
    include: include as Overview['include'],
    publications: (editions.get(id) ?? []).map((e) => ({
      edition: e.edition,
      publishedAt: e.publishedAt.toISOString(),
      publishedBy: e.publishedBy,
      languages: e.languages,
      withdrawn: e.withdrawnAt !== null,
    })),
  }))
}

/** The photograph of a story that is being written. The caller has asked for access. */
export async function pictureOf(db: Db, overviewId: string, storyId: string): Promise<StoredFile> {
  const story = await findStory(db, storyId)
  const file = story?.overviewId === overviewId && story.picture ? await getFile(db, story.picture) : undefined
  return file ?? notFound('picture', storyId)
}
