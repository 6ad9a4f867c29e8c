/** A list of cash of six households at one site, 40 USD each by card: what tests of lists of money start from. */
import { v7 as uuid } from 'uuid'
import { type Field, makeFamily, makeField } from './deliveries.ts'
import { grant, type World } from './scenario.ts'

export const listOf = (field: Field, over: object = {}) => ({
  id: uuid(),
  organisation: field.red,
  site: field.sites[0],
  service: field.services['multipurpose-cash'],
  title: 'Cash of May',
  day: '2026-05-04',
  quantity: 1,
  ...over,
})

export async function cashOf({ db, as }: World) {
  const field = await makeField(db)
  const { id: mechanism } = await db
    .insertInto('planMechanisms')
    .values({ planId: field.plans[1].id, name: 'Card', key: 'card' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const worker = as([grant('field-worker', { kind: 'organisation', organisationId: field.red })])
  const families = []
  for (let n = 0; n < 6; n++) {
    const family = await makeFamily(db, { organisation: field.red, site: field.sites[0], country: field.west, size: 2 })
    await db
      .updateTable('households')
      .set({ card: `H-0000000${n + 1}` })
      .where('id', '=', family.id)
      .execute()
    families.push(family.id)
  }
  const list = listOf(field, { cashValueUsd: 40, mechanism })
  const given = () =>
    db
      .selectFrom('deliveries')
      .select(['householdId', 'cashValueUsd', 'mechanismId'])
      .where('distributionId', '=', list.id)
      .execute()
  return { field, mechanism, worker, families, list, given, url: `/api/distributions/${list.id}` }
}

export const upload = (content: string, fields: Record<string, string> = {}) => {
  const form = new FormData()
  form.set('file', new File([content], 'list.csv'))
  for (const [k, v] of Object.entries(fields)) form.set(k, v)
  return form
}
