/** What organisation A gave to its household in Ecuador, recorded as everything is; the tables of deliveries that a refused write leaves as they were. */
import { v7 as uuid } from 'uuid'
import type { Db } from '../../src/core/database.ts'
import { NewDelivery } from '../../src/modules/delivery/contract.ts'
import { recordDeliveries } from '../../src/modules/delivery/ledger/actions.ts'
import { word } from './world.ts'

export const deliveryTables = 'services service_indicators deliveries served'

type Planted = { organisationA: number; siteId: string; household: string }

export async function insertDelivery(db: Db, { organisationA, siteId, household }: Planted) {
  const unit = JSON.stringify({ en: { one: 'kit', other: 'kits' } })
  const { id: serviceId } = await db
    .insertInto('services')
    .values({ code: 'sweep-kit', names: JSON.stringify({ en: 'Kit' }), sector: 'shelter', unit, modality: 'in-kind' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const scope = { kind: 'organisation' as const, organisationId: organisationA }
  const actor = { id: 'sweep other', name: word, grants: [{ role: 'field-worker' as const, scope }] }
  const order = NewDelivery.parse({
    id: uuid(),
    organisation: organisationA,
    site: siteId,
    service: serviceId,
    to: 'household',
    household,
    quantity: 3,
    at: '2021-03-05T15:00:00Z',
    collectedBy: word,
  })
  const ctx = { db, actor, accessChecked: true, language: 'en' as const, requestId: 'sweep' }
  const [outcome] = await recordDeliveries(ctx, [order], { isLate: false })
  if (outcome?.outcome !== 'recorded') throw new Error(JSON.stringify(outcome))
  return { serviceId, delivery: order.id }
}
