/** A line of organisation A in Ecuador with people counted in it, and the row that stands for it. */
import { sql } from 'kysely'
import type { Db } from '../../src/core/database.ts'
import { everyFirst } from '../../src/modules/delivery/rules/firsts.ts'
import { numbers, word } from './world.ts'

type Planted = { planId: number; sectorId: number; indicatorId: number; organisationA: number; submitted: string }

export async function insertLine(db: Db, { planId, sectorId, indicatorId, organisationA, submitted }: Planted): Promise<void> {
  const line = { planId, sectorId, indicatorId, organisationId: organisationA, month: '2021-03', country: 'EC', admin1: 'EC-P' }
  const { id } = await db.insertInto('deliveryLines').values(line).returning('id').executeTakeFirstOrThrow()
  await db
    .insertInto('deliverySums')
    .values({ planId, lineId: id, cell: 2, people: numbers.draft, firsts: everyFirst, entries: 1, quantity: 1 })
    .execute()
  const unit = JSON.stringify({ en: { one: 'kit', other: 'kits' } })
  const { id: service } = await db
    .insertInto('services')
    .values({ code: 'sweep-line', names: JSON.stringify({ en: 'Kit' }), sector: 'shelter', unit, modality: 'in-kind' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into deliveries (id, household_id, organisation_id, country, admin1, service_id, "to", quantity, line_id, month, at, collected_by, recorded_by, recorded_by_name)
    select gen_random_uuid(), gen_random_uuid(), ${organisationA}, 'EC', 'EC-P', ${service}, 'household', ${numbers.draft}, ${id}, '2021-03', '2021-03-04', ${word}, ${word}, ${word}`.execute(
    db,
  )
  await db.updateTable('activityReports').set({ lineId: id }).where('id', '=', submitted).execute()
}
