/** Orders that what stands under no indicator be placed, after what decides under which it stands was changed. */
import type { Db } from '../../../core/database.ts'
import { enqueue } from '../../../core/jobs.ts'

/** Longer than processes keep the lists they hold entries against (ledger/known.ts), and entries take to be written. */
const heardEverywhere = 15_000

/** At once; and again for what came meanwhile, held against the lists as they were. What is later still the night finds. */
export async function orderPlacing(db: Db, services: readonly number[]): Promise<void> {
  const again = new Date(Date.now() + heardEverywhere)
  for (const service of services) {
    const key = `delivery.place ${service}`
    await enqueue(db, 'delivery.place', { service }, { key, queue: 'delivery.place' })
    await enqueue(db, 'delivery.place', { service }, { key: `${key} again`, queue: 'delivery.place', runAt: again })
  }
}

/** The plan covers other months. */
export async function orderPlacingOf(db: Db, plan: string): Promise<void> {
  const services = await db
    .selectFrom('serviceIndicators')
    .innerJoin('plans', 'plans.id', 'serviceIndicators.planId')
    .select('serviceId')
    .where('plans.code', '=', plan)
    .orderBy('serviceId')
    .execute()
  await orderPlacing(
    db,
    services.map((s) => s.serviceId),
  )
}
