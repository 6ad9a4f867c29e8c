/** The commands of users: for the first administrator, and for whoever is locked out. */

import { roles } from '../../core/access.ts'
import type { Command, CommandInput } from '../../core/commands.ts'
import type { Context } from '../../core/context.ts'
import { translator } from '../../core/i18n.ts'
import { notFound, Problem } from '../../core/problem.ts'
import { addUser, changeUser, readUsers, resetPassword } from './actions.ts'
import { type GrantEntry, NewUser, RoleName, type User } from './contract.ts'
import { findOrganisation, findOrganisationsNamed, listOrganisations, organisationWithCode } from './queries/organisations.ts'
import { findUserByEmail } from './queries/users.ts'
import { grantFrom } from './rules.ts'

const addUsage =
  '--email ADDRESS --name NAME --role ROLE --scope region|platform:NAME|country:CC|organisation:NAME [--language es] [--password WORDS]'

export const commands: Command[] = [
  {
    name: 'user add',
    usage: addUsage,
    summary: 'Adds somebody who may sign in. Without --password one is made and printed once.',
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      scope: { type: 'string' },
      password: { type: 'string' },
    },
    run: async ({ ctx, values, print, hint }) => {
      const { user, password } = await addUser(ctx, await newUserFrom(ctx, values))
      hint(`${user.email} · ${user.grants.map(inWords).join(', ')}`)
      if (password) print(translator(ctx.language)('organisations.password-once', { password }))
    },
  },
  {
    name: 'user list',
    usage: '[WORDS] [--json]',
    summary: 'Who may sign in, and what each may do where.',
    options: { json: { type: 'boolean' } },
    run: async ({ ctx, positionals, values, print }) => {
      const users: User[] = []
      for (let after: string | null | undefined; after !== null; ) {
        const page = await readUsers(ctx, { q: positionals[0], after })
        users.push(...page.users)
        after = page.next
      }
      if (values.json) return print(JSON.stringify(users))
      for (const user of users)
        print([user.email, user.name, user.grants.map(inWords).join(', '), user.disabled ? 'disabled' : ''].join('\t').trimEnd())
    },
  },
  {
    name: 'user reset',
    usage: 'ADDRESS',
    summary: 'Gives a new password, printed once, and takes the second factor away.',
    run: async ({ ctx, positionals, print }) => {
      const { id } = await userAt(ctx, positionals[0], 'user reset ADDRESS')
      await changeUser(ctx, id, { secondFactor: false })
      print(translator(ctx.language)('organisations.password-once', { password: await resetPassword(ctx, id) }))
    },
  },
  {
    name: 'user disable',
    usage: 'ADDRESS',
    summary: 'Shuts somebody out and ends all their sessions.',
    run: async ({ ctx, positionals, hint }) => {
      const { id, email } = await userAt(ctx, positionals[0], 'user disable ADDRESS')
      await changeUser(ctx, id, { disabled: true })
      hint(translator(ctx.language)('organisations.disabled-now', { email }))
    },
  },
]

async function newUserFrom(
  ctx: Context,
  { email, name, role, scope, language, password }: CommandInput['values'],
): Promise<NewUser> {
  const missing = Object.entries({ email, name, role }).flatMap(([option, value]) => (value ? [] : [`--${option}`]))
  if (missing.length > 0)
    throw new Problem(400, 'organisations/what-is-missing', { missing: missing.join(', '), usage: `senda user add ${addUsage}` })
  const known = RoleName.safeParse(role)
  if (!known.success) throw new Problem(400, 'organisations/role-unknown', { role, roles: roles.join(', ') })
  const grant = grantFrom(known.data, String(scope ?? 'region'))
  const parsed = NewUser.safeParse({ email, name, language, password, grants: [await withNumber(ctx, grant)] })
  if (parsed.success) return parsed.data
  if (parsed.error.issues[0]?.path[0] === 'password') throw new Problem(422, 'organisations/password-too-short', { shortest: 12 })
  throw new Problem(400, 'core/invalid-request', { where: parsed.error.issues[0]?.path.join('.') ?? '' })
}

/** A body is named on the command line by its number, code or any name. */
async function withNumber(ctx: Context, grant: GrantEntry): Promise<GrantEntry> {
  if (grant.scope !== 'organisation') return grant
  const name = grant.scopeId ?? ''
  const byNumber = /^\d{1,9}$/.test(name) ? await findOrganisation(ctx.db, Number(name)) : undefined
  const found = byNumber ?? (await organisationWithCode(ctx.db, name)) ?? (await onlyOne(ctx, name))
  if (!found) throw new Problem(422, 'organisations/which-organisation', { name })
  return { ...grant, scopeId: String(found.id) }
}

async function onlyOne(ctx: Context, name: string): Promise<{ id: number } | undefined> {
  const exact = await findOrganisationsNamed(ctx.db, [name])
  const found = exact.length > 0 ? exact : await listOrganisations(ctx.db, name, 2)
  return found.length === 1 ? found[0] : undefined
}

async function userAt(ctx: Context, email: string | undefined, usage: string): Promise<User> {
  if (!email) throw new Problem(400, 'organisations/what-is-missing', { missing: 'ADDRESS', usage: `senda ${usage}` })
  return (await findUserByEmail(ctx.db, email)) ?? notFound('user', email)
}

const inWords = ({ role, scope, scopeId }: GrantEntry): string => `${role} ${scope}${scopeId ? `:${scopeId}` : ''}`
