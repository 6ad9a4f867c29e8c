/** What organisation A gave to its household in Ecuador, recorded as everything is; the tables of deliveries that a refused write leaves as they were. */
import { v7 as uuid } from 'uuid'
import type { Db } from '../../src/core/database.ts'
import { NewDelivery } from '../../src/modules/delivery/contract.ts'
import { recordDeliveries } from '../../src/modules/delivery/ledger/actions.ts'
import type { Mark } from './planting-people.ts'
import { word, writer } from './world.ts'

export const deliveryTables = 'services service_indicators deliveries served'

type Planted = { organisationA: number; siteId: string | null; household: string }

export async function insertDelivery(db: Db, planted: Planted) {
  const serviceId = await insertService(db, 'sweep-kit')
  return { serviceId, ...(await insertEntry(db, { ...planted, serviceId }, () => word)) }
}

export async function insertService(db: Db, code: string): Promise<number> {
  const unit = JSON.stringify({ en: { one: 'kit', other: 'kits' } })
  const { id } = await db
    .insertInto('services')
    .values({ code, names: JSON.stringify({ en: 'Kit' }), sector: 'shelter', unit, modality: 'in-kind' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** @param mark what is written into its free texts */
export async function insertEntry(
  db: Db,
  { organisationA, siteId, household, serviceId, proof }: Planted & { serviceId: number; proof?: string },
  mark: Mark,
) {
  const scope = { kind: 'organisation' as const, organisationId: organisationA }
  const actor = { id: writer, name: mark('entry', 'by'), grants: [{ role: 'field-worker' as const, scope }] }
  const order = NewDelivery.parse({
    id: uuid(),
    organisation: organisationA,
    site: siteId,
    service: serviceId,
    to: 'household',
    household,
    quantity: 3,
    at: '2021-03-05T15:00:00Z',
    collectedBy: mark('name', 'collected'),
    overrideReason: mark('entry', 'override'),
    proof: proof ?? null,
  })
  const ctx = { db, actor, accessChecked: true, language: 'en' as const, requestId: 'sweep' }
  const [outcome] = await recordDeliveries(ctx, [order], { isLate: false })
  if (outcome?.outcome !== 'recorded') throw new Error(JSON.stringify(outcome))
  return { delivery: order.id }
}
