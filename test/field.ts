/** A site, a service, a worker and their device: what tests of the field start from. */
import { v7 as uuid } from 'uuid'
import type { Grant } from '../src/core/access.ts'
import type { Db } from '../src/core/database.ts'
import type { Operation } from '../src/modules/delivery/field/contract.ts'
import { aHousehold } from './people.ts'

export type Post = { organisation: number; site: { id: string; country: string; admin1: string | null }; service: number }

export async function aPost(db: Db, { intervalDays = 0 } = {}): Promise<Post> {
  const { id: organisation } = await db
    .insertInto('organisations')
    .values({ names: JSON.stringify({ en: `Field ${uuid()}` }) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const site = { id: uuid(), country: 'EC', admin1: null }
  await db
    .insertInto('sites')
    .values({ ...site, kind: 'service-point', names: JSON.stringify({ en: 'Rumichaca' }), createdBy: 'test' })
    .execute()
  const { id: service } = await db
    .insertInto('services')
    .values({
      code: `kit-${uuid()}`,
      names: JSON.stringify({ en: 'Kit' }),
      sector: 'food',
      unit: JSON.stringify({ en: { one: 'kit', other: 'kits' } }),
      modality: 'in-kind',
      intervalDays,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { organisation, site, service }
}

export const worker = ({ organisation }: Post): Grant[] => [
  { role: 'field-worker', scope: { kind: 'organisation', organisationId: organisation } },
]

export async function aUser(db: Db, id: string, post?: Post): Promise<void> {
  await db
    .insertInto('users')
    .values({ id, name: id, email: `${id}@senda.example` })
    .execute()
  if (post)
    await db
      .insertInto('grants')
      .values({ userId: id, role: 'field-worker', scope: 'organisation', scopeId: String(post.organisation), grantedBy: 'test' })
      .execute()
}

export function registering(post: Post, size = 2): Operation & { kind: 'household.register' } {
  return { kind: 'household.register', id: uuid(), body: aHousehold({ ...post, size }) }
}

export function giving(post: Post, household: string, at = new Date()): Operation & { kind: 'delivery.record' } {
  return {
    kind: 'delivery.record',
    id: uuid(),
    body: {
      id: uuid(),
      organisation: post.organisation,
      site: post.site.id,
      service: post.service,
      to: 'household',
      household,
      person: null,
      collectedBy: '',
      distribution: null,
      quantity: 1,
      cashValueUsd: null,
      mechanism: null,
      implementer: null,
      activity: null,
      groups: [],
      answers: {},
      at: at.toISOString(),
      overrideReason: '',
      proof: null,
    },
  }
}
