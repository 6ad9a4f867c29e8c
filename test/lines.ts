/** Lines of the monthly 5W and differences to them, as deliveries write them: what tests of computed rows and counted people start from. */
import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'
import { everyFirst } from '../src/modules/delivery/rules/firsts.ts'
import type { TestPlan } from './month.ts'

export type Place = { country?: string; admin1?: string; admin2?: string }
export type LineAsked = Place & {
  month?: string
  organisation?: number
  indicator?: number
  sector?: number
  implementer?: number
  mechanism?: number
}

export async function makeLine(db: Db, plan: TestPlan, asked: LineAsked = {}): Promise<number> {
  const { id } = await db
    .insertInto('deliveryLines')
    .values({
      planId: plan.id,
      month: asked.month ?? '2021-03',
      country: asked.country ?? 'XA',
      admin1: asked.admin1 ?? 'XA-1',
      admin2: asked.admin2 ?? '',
      organisationId: asked.organisation ?? plan.organisations[0]!,
      implementerId: asked.implementer ?? 0,
      sectorId: asked.sector ?? plan.sector,
      indicatorId: asked.indicator ?? plan.direct,
      mechanismId: asked.mechanism ?? 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type Difference = {
  cell?: number
  firsts?: number
  people?: number
  entries?: number
  quantity?: number
  cashValueUsd?: number
  groupedMonth?: number
  groupedNew?: number
}

/** Adds differences to a line, and notes that it changed. */
export async function deliver(db: Db, plan: TestPlan, lineId: number, ...differences: Difference[]): Promise<void> {
  for (const difference of differences)
    await db
      .insertInto('deliverySums')
      .values({ planId: plan.id, lineId, firsts: everyFirst, ...difference })
      .execute()
  await sql`insert into line_news (line_id) values (${lineId})`.execute(db)
}
