/** The planning scenario of a plan in words, and how many people each country expects. */
import { assertMay, may, visible } from '../../../../core/access.ts'
import type { Context } from '../../../../core/context.ts'
import { type Db, transact } from '../../../../core/database.ts'
import { record } from '../../../../core/events.ts'
import { Problem } from '../../../../core/problem.ts'
import { getPlan } from '../../queries.ts'
import { openVersion } from '../../versions/open.ts'
import type { ProjectionChange, ProjectionImport, Scenario, ScenarioChange } from '../contract.ts'
import { loadNames } from '../names.ts'
import { readProjections } from '../rules/projections.ts'
import { listProjections, listTexts, writeProjection, writeText } from './queries.ts'

const mostWords = 2_000

export async function readScenario(ctx: Context, code: string): Promise<Scenario> {
  visible(ctx, 'plan.read')
  const plan = await getPlan(ctx.db, code)
  const projections = await listProjections(ctx.db, plan.id)
  return {
    texts: await listTexts(ctx.db, plan.id),
    projections: projections.map((p) => ({ ...p, may: { edit: may(ctx, 'needs.edit', { country: p.country }) } })),
    may: { write: may(ctx, 'needs.edit', {}), project: may(ctx, 'needs.edit') },
  }
}

export async function saveScenario(ctx: Context, code: string, change: ScenarioChange): Promise<Scenario> {
  assertMay(ctx, 'needs.edit')
  const words = change.body.trim().split(/\s+/).length
  if (words > mostWords) throw new Problem(422, 'plan/scenario-too-long', { words, most: mostWords })
  await transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    await openVersion(db, plan, ctx.actor.id)
    if (!(await writeText(db, plan.id, change, ctx.actor)))
      throw new Problem(409, 'plan/scenario-changed', await whoWrote(db, plan.id, change.language))
    await record(db, ctx.actor, 'needs.scenario', code, { language: change.language })
  })
  return readScenario(ctx, code)
}

async function whoWrote(db: Db, planId: number, language: string): Promise<{ by: string; at: string }> {
  const text = (await listTexts(db, planId)).find((one) => one.language === language)
  return { by: text?.savedBy ?? '–', at: text?.savedAt.slice(0, 16).replace('T', ' ') ?? '–' }
}

/** All or nothing: a number that somebody else changed meanwhile refuses them all. */
export async function saveProjections(ctx: Context, code: string, changes: ProjectionChange[]): Promise<Scenario> {
  for (const { country } of changes) assertMay(ctx, 'needs.edit', { country })
  visible(ctx, 'needs.edit')
  await transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    await openVersion(db, plan, ctx.actor.id)
    const countries = new Set((await db.selectFrom('places').select('code').where('level', '=', 0).execute()).map((p) => p.code))
    for (const change of changes) {
      if (!countries.has(change.country)) throw new Problem(422, 'plan/projection-country', { country: change.country })
      if (!(await writeProjection(db, plan.id, change, ctx.actor)))
        throw new Problem(409, 'plan/projection-changed', { country: change.country })
    }
    await record(db, ctx.actor, 'needs.projected', code, { changes: changes.length })
  })
  return readScenario(ctx, code)
}

/** A table of projections: what it says is put in, what it does not name stays. */
export async function importProjections(
  ctx: Context,
  code: string,
  rows: string[][],
  from: { source: string; dated: string },
): Promise<ProjectionImport> {
  const reach = visible(ctx, 'needs.edit')
  return transact(ctx.db, async (db) => {
    const plan = await getPlan(db, code)
    await openVersion(db, plan, ctx.actor.id)
    const names = await loadNames(db, plan.id)
    const { read, projections, refused } = readProjections(
      rows,
      from,
      names.country,
      (country) => reach === 'all' || reach.countries.includes(country),
    )
    const standing = new Map((await listProjections(db, plan.id)).map((p) => [`${p.country} ${p.group}`, p]))
    const counts = { added: 0, changed: 0 }
    for (const one of projections) {
      const before = standing.get(`${one.country} ${one.group}`)
      if (before && before.people === one.people && before.source === one.source && before.dated === one.dated) continue
      await writeProjection(db, plan.id, { ...one, version: before?.version ?? 0 }, ctx.actor)
      counts[before ? 'changed' : 'added'] += 1
    }
    await record(db, ctx.actor, 'needs.projected', code, { ...from, ...counts })
    return { read, taken: projections.length, ...counts, refused }
  })
}
