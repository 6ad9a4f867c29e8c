/** What administrators and steering officers do to bodies and users, and what everybody may do to their own account. */
import { randomUUID } from 'node:crypto'
import { assertMay } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { type Db, transact } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { findPlace, listPlatforms } from '../places/queries.ts'
import type {
  CreatedUser,
  GrantEntry,
  NewOrganisation,
  NewUser,
  Organisation,
  OrganisationChange,
  User,
  UserChange,
  UserPage,
} from './contract.ts'
import * as bodies from './queries/organisations.ts'
import * as users from './queries/users.ts'
import { administers, assertGrants } from './rules.ts'
import { hashOf, makePassword } from './secrets.ts'

const textsOf = (names: Organisation['names']): string[] => Object.values(names)
export const usersInPage = 200

export function addOrganisation(ctx: Context, organisation: NewOrganisation): Promise<Organisation> {
  assertMay(ctx, 'organisations.edit')
  const { also, ...body } = organisation
  const names = [...textsOf(body.names), body.acronym, ...also]
  return transact(ctx.db, async (db) => {
    const [taken] = await bodies.findOrganisationsNamed(db, textsOf(body.names))
    if (taken) throw new Problem(409, 'organisations/name-taken', { name: textsOf(body.names)[0], id: taken.id })
    if (body.code && (await bodies.organisationWithCode(db, body.code)))
      throw new Problem(409, 'organisations/code-taken', { code: body.code })
    const id = await bodies.insertOrganisation(db, body)
    await bodies.insertOrganisationNames(db, id, names)
    await record(db, ctx.actor, 'organisation.added', String(id))
    return (await bodies.findOrganisation(db, id))!
  })
}

export function changeOrganisation(
  ctx: Context,
  id: number,
  { also = [], ...changes }: OrganisationChange,
): Promise<Organisation> {
  assertMay(ctx, 'organisations.edit')
  return transact(ctx.db, async (db) => {
    if (!(await bodies.findOrganisation(db, id))) notFound('organisation', id)
    const names = textsOf(changes.names ?? {})
    const taken = (await bodies.findOrganisationsNamed(db, names)).find((other) => other.id !== id)
    if (taken) throw new Problem(409, 'organisations/name-taken', { name: names[0], id: taken.id })
    await bodies.updateOrganisation(db, id, changes)
    await bodies.insertOrganisationNames(db, id, [...names, ...(changes.acronym ? [changes.acronym] : []), ...also])
    await record(db, ctx.actor, 'organisation.changed', String(id), { fields: Object.keys(changes) })
    return (await bodies.findOrganisation(db, id))!
  })
}

/** Whoever reads the list of people leaves a trace. */
export async function readUsers(ctx: Context, filter: { q?: string | undefined; after?: string | undefined }): Promise<UserPage> {
  assertMay(ctx, 'users.edit')
  const found = await users.listUsers(ctx.db, { ...filter, limit: usersInPage + 1 })
  const page = found.slice(0, usersInPage)
  await record(ctx.db, ctx.actor, 'users.read', 'users', { shown: page.length })
  return { users: page, next: found.length > usersInPage ? (page.at(-1)?.email ?? null) : null }
}

export async function addUser(ctx: Context, { password: chosen, grants, ...person }: NewUser): Promise<CreatedUser> {
  assertMay(ctx, 'users.edit')
  assertGrants(grants)
  const password = chosen ?? makePassword()
  const hash = await hashOf(password)
  return transact(ctx.db, async (db) => {
    await assertScopesExist(db, grants)
    const id = randomUUID()
    if (!(await users.insertUser(db, { ...person, id, email: person.email.toLowerCase() }, hash)))
      throw new Problem(409, 'organisations/email-taken')
    await users.replaceGrants(db, id, grants, ctx.actor.id)
    await record(db, ctx.actor, 'user.added', id, { grants })
    return { user: (await users.findUser(db, id))!, password: chosen === undefined ? password : null }
  })
}

export function changeUser(ctx: Context, id: string, { name, disabled, grants, secondFactor }: UserChange): Promise<User> {
  assertMay(ctx, 'users.edit')
  if (grants) assertGrants(grants)
  return transact(ctx.db, async (db) => {
    const administrators = await users.listAdministratorsForUpdate(db)
    const before = (await users.findUser(db, id)) ?? notFound('user', id)
    const staysAdministrator = administers(grants ?? before.grants) && !(disabled ?? before.disabled)
    if (!staysAdministrator && administrators.includes(id) && administrators.length === 1)
      throw new Problem(409, 'organisations/last-administrator')
    await assertScopesExist(db, grants ?? [])
    if (grants) await users.replaceGrants(db, id, grants, ctx.actor.id)
    await users.updateUser(db, id, {
      ...(name !== undefined && { name }),
      ...(disabled !== undefined && { disabledAt: disabled ? new Date() : null }),
    })
    if (disabled) await users.deleteSessions(db, id)
    if (secondFactor === false) await users.deleteSecondFactor(db, id)
    await record(db, ctx.actor, 'user.changed', id, {
      disabled,
      secondFactor,
      ...(grants && { before: before.grants, after: grants }),
    })
    return (await users.findUser(db, id))!
  })
}

/** A new random password, returned once. Whoever was signed in with the old one is signed out. */
export async function resetPassword(ctx: Context, id: string): Promise<string> {
  assertMay(ctx, 'users.edit')
  const password = makePassword()
  const hash = await hashOf(password)
  await transact(ctx.db, async (db) => {
    if (!(await users.findUser(db, id))) notFound('user', id)
    await users.updatePassword(db, id, hash)
    await users.deleteSessions(db, id)
    await record(db, ctx.actor, 'user.password-reset', id)
  })
  return password
}

/** A grant to a place or body that is not there would hold nowhere and look as if it did. */
async function assertScopesExist(db: Db, grants: GrantEntry[]): Promise<void> {
  for (const { scope, scopeId } of grants) {
    if (scope !== 'region' && !(await exists(db, scope, scopeId ?? '')))
      throw new Problem(422, 'organisations/scope-unknown', { scope, scopeId })
  }
}

async function exists(db: Db, scope: Exclude<GrantEntry['scope'], 'region'>, scopeId: string): Promise<boolean> {
  if (scope === 'platform') return (await listPlatforms(db)).has(scopeId)
  if (scope === 'country') return (await findPlace(db, scopeId))?.level === 0
  if (scope === 'sector') return (await findPlace(db, scopeId.slice(0, 2)))?.level === 0
  return /^\d{1,9}$/.test(scopeId) && (await bodies.findOrganisation(db, Number(scopeId))) !== undefined
}
