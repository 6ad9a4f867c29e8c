/** Every statement on planning scenarios and projections. */
import { sql } from 'kysely'
import type { Db } from '../../../../core/database.ts'
import type { Group, Projection, ProjectionChange, ScenarioText } from '../contract.ts'

export async function listTexts(db: Db, planId: number): Promise<ScenarioText[]> {
  const rows = await db.selectFrom('planScenarios').selectAll().where('planId', '=', planId).orderBy('language').execute()
  return rows.map((r) => ({
    language: r.language as ScenarioText['language'],
    body: r.body,
    version: r.version,
    savedBy: r.savedByName,
    savedAt: new Date(r.savedAt).toISOString(),
  }))
}

export async function listProjections(db: Db, planId: number): Promise<Omit<Projection, 'may'>[]> {
  const rows = await db
    .selectFrom('planProjections')
    .selectAll()
    .where('planId', '=', planId)
    .orderBy('country')
    .orderBy(sql`array_position('{destination,transit,host,pendular,returnees}', population_group)`)
    .execute()
  return rows.map((r) => ({
    country: r.country,
    group: r.populationGroup as Group,
    people: Number(r.people),
    source: r.source,
    dated: r.dated,
    version: r.version,
    by: r.changedByName,
    at: new Date(r.changedAt).toISOString(),
  }))
}

type Author = { id: string; name: string }

/** Writes over the version that was read. @returns false where another stands there by now */
export async function writeText(
  db: Db,
  planId: number,
  { language, body, version }: { language: string; body: string; version: number },
  by: Author,
): Promise<boolean> {
  const stamp = { savedBy: by.id, savedByName: by.name, savedAt: new Date() }
  if (version === 0) {
    const added = await db
      .insertInto('planScenarios')
      .values({ planId, language, body, ...stamp })
      .onConflict((c) => c.doNothing())
      .returning('version')
      .executeTakeFirst()
    return added !== undefined
  }
  const changed = await db
    .updateTable('planScenarios')
    .set({ body, version: version + 1, ...stamp })
    .where('planId', '=', planId)
    .where('language', '=', language)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** As writeText; `people` null takes the projection away. */
export async function writeProjection(db: Db, planId: number, change: ProjectionChange, by: Author): Promise<boolean> {
  const { country, group, people, source, dated, version } = change
  const stamp = { changedBy: by.id, changedByName: by.name, changedAt: new Date() }
  if (version === 0) {
    if (people === null) return true
    const added = await db
      .insertInto('planProjections')
      .values({ planId, country, populationGroup: group, people, source, dated, ...stamp })
      .onConflict((c) => c.doNothing())
      .returning('version')
      .executeTakeFirst()
    return added !== undefined
  }
  const mine = { planId, country, populationGroup: group, version }
  const done =
    people === null
      ? await db
          .deleteFrom('planProjections')
          .where((eb) => eb.and(mine))
          .executeTakeFirst()
      : await db
          .updateTable('planProjections')
          .set({ people, source, dated, version: version + 1, ...stamp })
          .where((eb) => eb.and(mine))
          .executeTakeFirst()
  return ('numDeletedRows' in done ? done.numDeletedRows : done.numUpdatedRows) > 0n
}
