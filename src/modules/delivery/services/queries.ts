/** Every statement on services and the indicators under which they are reported. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../core/database.ts'
import { type NewService, Service } from '../contract.ts'

type Row = Omit<Service, 'isRetired' | 'confidentialUntil'> & { retiredAt: Date | null; confidentialUntil: Date | null }

const asService = ({ retiredAt, confidentialUntil, ...row }: Row): Service => ({
  ...row,
  questions: Service.shape.questions.parse(row.questions),
  isRetired: retiredAt !== null,
  confidentialUntil: confidentialUntil?.toISOString() ?? null,
})

const select = sql`
  select s.id, s.code, s.names, s.sector, s.unit, s.modality, s.counts, s.per, s.interval_days, s.times, s.for_groups, s.has_value, s.is_confidential, s.default_quantity,
    s.questions, s.given_by, s.position, s.retired_at, s.confidential_until, coalesce((
      select jsonb_agg(jsonb_build_object('planId', p.id, 'plan', p.code, 'firstMonth', p.first_month, 'lastMonth', p.last_month,
        'indicatorId', i.indicator_id, 'kind', n.kind) order by p.first_month desc, p.id desc)
      from service_indicators i join plans p on p.id = i.plan_id join plan_indicators n on n.id = i.indicator_id where i.service_id = s.id), '[]') as indicators
  from services s`

/** As `rules/confidential.ts` says it. @param service alias of the service @param given alias of what has the moment */
export const isConfidentialAt = (service: string, given: string): RawBuilder<boolean> =>
  sql`(${sql.ref(`${service}.is_confidential`)} or coalesce(${sql.ref(`${given}.at`)} < ${sql.ref(`${service}.confidential_until`)}, false))`

/** In the order of the catalogue; those not given any more too. */
export const listServices = async (db: Db): Promise<Service[]> =>
  (await sql<Row>`${select} order by s.position, s.id`.execute(db)).rows.map(asService)

export async function findService(db: Db, id: number): Promise<Service | undefined> {
  const { rows } = await sql<Row>`${select} where s.id = ${id}`.execute(db)
  return rows[0] && asService(rows[0])
}

const columnsOf = (service: Partial<NewService>) => {
  const { names, unit, questions, ...plain } = service
  return {
    ...plain,
    ...(names && { names: JSON.stringify(names) }),
    ...(unit && { unit: JSON.stringify(unit) }),
    ...(questions && { questions: JSON.stringify(questions) }),
  }
}

/** @returns undefined where the code is taken */
export async function insertService(db: Db, service: NewService): Promise<number | undefined> {
  const { names, unit, questions, ...plain } = service
  const texts = { names: JSON.stringify(names), unit: JSON.stringify(unit), questions: JSON.stringify(questions) }
  const row = await db
    .insertInto('services')
    .values({ ...plain, ...texts })
    .onConflict((c) => c.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export const updateService = (
  db: Db,
  id: number,
  change: Partial<NewService> & { retiredAt?: Date | null; confidentialUntil?: Date },
) =>
  db
    .updateTable('services')
    .set({ ...columnsOf(change) })
    .where('id', '=', id)
    .execute()

/** Pairs of plan and indicator that do not belong together. */
export async function indicatorsOutsidePlans(
  db: Db,
  pairs: readonly { planId: number; indicatorId: number }[],
): Promise<{ planId: number; indicatorId: number }[]> {
  const { rows } = await sql<{ id: number; planId: number }>`
    select id, plan_id from plan_indicators where id = any(${pairs.map((p) => p.indicatorId)}::int[])`.execute(db)
  const known = new Set(rows.map((row) => `${row.planId} ${row.id}`))
  return pairs.filter((p) => !known.has(`${p.planId} ${p.indicatorId}`))
}

export async function replaceIndicators(
  db: Db,
  serviceId: number,
  pairs: readonly { planId: number; indicatorId: number }[],
): Promise<void> {
  await db.deleteFrom('serviceIndicators').where('serviceId', '=', serviceId).execute()
  if (pairs.length === 0) return
  await db
    .insertInto('serviceIndicators')
    .values(pairs.map((pair) => ({ serviceId, ...pair })))
    .execute()
}
