/** Publishing an overview: it must hold and tie out or say where it does not; then it is frozen with its rows. A correction is a new edition. */
import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { assertMay } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { transact } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { writeDocument } from './compose/document.ts'
import { gatherFacts } from './compose/facts.ts'
import { brokenIn } from './compose/runs.ts'
import type { OverviewDocument, Publish } from './contract.ts'
import { freezeRows, insertPublication, listEditions, withdrawPublication } from './publications.ts'
import { getOverview, lockOverview, updateOverview } from './queries.ts'
import { sourceOf } from './reading.ts'

export function publishOverview(
  ctx: Context,
  id: string,
  { languages, agreedDifferences }: z.infer<typeof Publish>,
): Promise<{ edition: number; slug: string }> {
  assertMay(ctx, 'reports.publish')
  return transact(ctx.db, async (db) => {
    await lockOverview(db, id)
    const overview = await getOverview(db, id)
    const facts = await gatherFacts(db, sourceOf(overview))
    const published = new Date().toISOString()
    const documents = languages.map((language) => writeDocument(facts, language, published))
    assertPublishable(documents, agreedDifferences)
    const publicationId = uuid()
    await insertPublication(db, {
      id: publicationId,
      overviewId: id,
      edition: overview.edition,
      publishedAt: published,
      publishedBy: ctx.actor.name || ctx.actor.id,
      languages,
      tieOut: JSON.stringify(documents[0]!.tieOut),
      documents: JSON.stringify(Object.fromEntries(documents.map((d) => [d.language, d]))),
      pictures: facts.writing.stories.flatMap((s) => s.picture ?? []),
    })
    await assertSameRows(
      documents[0]!,
      await freezeRows(db, publicationId, overview.planId, facts.period),
      facts.cells.reduce((n, c) => n + c.people, 0),
    )
    await updateOverview(db, id, { edition: overview.edition + 1 })
    await record(db, ctx.actor, 'overview.published', id, { edition: overview.edition, languages })
    return { edition: overview.edition, slug: overview.slug }
  })
}

function assertPublishable(documents: OverviewDocument[], agreedDifferences: boolean): void {
  const [first] = documents
  if (first!.include !== 'accepted') throw new Problem(422, 'reports/drafts-not-published')
  if (first!.totals.rows === 0) throw new Problem(422, 'reports/nothing-to-publish')
  const broken = documents.flatMap(brokenIn)
  if (broken[0])
    throw new Problem(422, 'reports/broken-references', {
      n: broken.length,
      first: `${broken[0].broken} – ${broken[0].why}`,
      broken,
    })
  const unsaid = documents.flatMap((d) =>
    d.tieOut.filter((l) => !l.agrees && (!l.sentence || l.sentence.includes('[['))).map((l) => `${l.name} (${d.language})`),
  )
  if (unsaid.length > 0) throw new Problem(422, 'reports/differences-without-sentence', { sectors: unsaid.join(', ') })
  if (first!.tieOut.some((l) => !l.agrees) && !agreedDifferences) throw new Problem(409, 'reports/differences-not-seen')
}

/** The rows frozen are the rows counted: nobody changed one in between. */
async function assertSameRows(
  document: OverviewDocument,
  frozen: { rows: number; people: number },
  people: number,
): Promise<void> {
  if (frozen.rows !== document.totals.rows || Math.abs(frozen.people - people) > 1e-6)
    throw new Problem(409, 'reports/rows-changed')
}

/** Takes an edition off the public pages; it stays on file. */
export function withdrawEdition(ctx: Context, id: string, edition: number): Promise<void> {
  assertMay(ctx, 'reports.publish')
  return transact(ctx.db, async (db) => {
    const found = (await listEditions(db, id)).find((e) => e.edition === edition) ?? notFound('edition', edition)
    if (found.withdrawnAt) return
    await withdrawPublication(db, found.id)
    await record(db, ctx.actor, 'overview.withdrawn', id, { edition })
  })
}
