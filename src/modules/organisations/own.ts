/** What everybody may do to their own account: see it, change name and language, make and take back keys. */
import { randomUUID } from 'node:crypto'
import { isPublic, may, nobody, permissions, visible } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { transact } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { notFound, Problem } from '../../core/problem.ts'
import type { ApiKey, CreatedKey, Me, MyChange, NewKey } from './contract.ts'
import * as askers from './queries/askers.ts'
import { findUser, updateUser } from './queries/users.ts'
import { digest, makeKey } from './secrets.ts'

const mostKeys = 20

/** What is one's own needs no permission, only somebody who is signed in. */
function assertSignedIn(ctx: Context): void {
  if (ctx.actor.id === nobody.id) throw new Problem(401, 'core/sign-in-first')
  isPublic(ctx)
}

export async function readMe(ctx: Context): Promise<Me> {
  assertSignedIn(ctx)
  const { id, name, email, language, secondFactor, grants } =
    (await findUser(ctx.db, ctx.actor.id)) ?? notFound('user', ctx.actor.id)
  const reach = may(ctx, 'activities.read') ? visible(ctx, 'activities.read') : { countries: [], organisations: [] }
  return {
    id,
    name,
    email,
    language,
    secondFactor,
    grants,
    may: Object.fromEntries(permissions.map((permission) => [permission, may(ctx, permission)])),
    countries: reach === 'all' ? null : reach.countries,
    organisations: reach === 'all' ? null : reach.organisations,
  }
}

export async function changeMe(ctx: Context, changes: MyChange): Promise<Me> {
  assertSignedIn(ctx)
  await updateUser(ctx.db, ctx.actor.id, changes)
  return readMe(ctx)
}

export function readMyKeys(ctx: Context): Promise<ApiKey[]> {
  assertSignedIn(ctx)
  return askers.listKeys(ctx.db, ctx.actor.id)
}

/** The key may do what its owner may do. Only its digest is kept. */
export function addKey(ctx: Context, { name, expiresAt }: NewKey): Promise<CreatedKey> {
  assertSignedIn(ctx)
  if (expiresAt !== undefined && new Date(expiresAt) <= new Date()) throw new Problem(422, 'organisations/key-in-the-past')
  return transact(ctx.db, async (db) => {
    if ((await askers.listKeys(db, ctx.actor.id)).length >= mostKeys)
      throw new Problem(409, 'organisations/too-many-keys', { most: mostKeys })
    const key = makeKey()
    const row = {
      id: randomUUID(),
      userId: ctx.actor.id,
      name,
      start: key.slice(0, 12),
      sha256: digest(key),
      expiresAt: expiresAt ?? null,
    }
    const entry = await askers.insertKey(db, row)
    await record(db, ctx.actor, 'key.added', entry.id)
    return { key, entry }
  })
}

export function removeKey(ctx: Context, id: string): Promise<void> {
  assertSignedIn(ctx)
  return transact(ctx.db, async (db) => {
    if (!(await askers.deleteKey(db, ctx.actor.id, id))) notFound('key', id)
    await record(db, ctx.actor, 'key.removed', id)
  })
}
