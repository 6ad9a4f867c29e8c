/** The weights an organisation's records are judged by: learned from its own, else those Senda begins with. */
import { sql } from 'kysely'
import { assertMay } from '../../../core/access.ts'
import type { Context } from '../../../core/context.ts'
import type { Db } from '../../../core/database.ts'
import { firstModel, type Model, weightOf } from '../rules/weighing.ts'
import type { DuplicateModelAnswer } from './contract.ts'

export async function modelOf(db: Db, organisation: number): Promise<Model> {
  const row = await findModel(db, organisation)
  return row ? (row.content as Model) : firstModel
}

const findModel = (db: Db, organisation: number) =>
  db.selectFrom('duplicateModels').selectAll().where('organisationId', '=', organisation).executeTakeFirst()

export async function keepModel(db: Db, organisation: number, model: Model, persons: number, pairs: number): Promise<void> {
  await sql`insert into duplicate_models (organisation_id, persons, pairs, content) values (${organisation}, ${persons}, ${pairs}, ${JSON.stringify(model)}::jsonb)
    on conflict (organisation_id) do update set learned_at = now(), persons = excluded.persons, pairs = excluded.pairs, content = excluded.content`.execute(
    db,
  )
}

export async function showModel(ctx: Context, organisation: number): Promise<DuplicateModelAnswer> {
  assertMay(ctx, 'people.read', { organisationId: organisation })
  const row = await findModel(ctx.db, organisation)
  const model = row ? (row.content as Model) : firstModel
  // In the order in which they are compared, what agrees most first: as they are kept they stand in no order.
  const levels = Object.entries(firstModel.levels).flatMap(([field, of]) =>
    Object.keys(of).flatMap((level) => {
      const learned = model.levels[field]?.[level]
      return learned ? [{ field, level, ...learned, weight: weightOf(model, { field, level }) }] : []
    }),
  )
  const common = Object.entries(model.common)
    .filter(([word]) => word !== '')
    .slice(0, 50)
    .map(([word, share]) => ({ word, share }))
  return {
    learnedAt: row?.learnedAt.toISOString() ?? null,
    persons: row?.persons ?? 0,
    pairs: row?.pairs ?? 0,
    prior: model.prior,
    levels,
    common,
  }
}
