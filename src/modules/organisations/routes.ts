/** The endpoints of bodies, users, one's own account and sign-in. A read goes to a query, a write to an action; nothing is decided here. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { visible } from '../../core/access.ts'
import { api, json, problems } from '../../core/http.ts'
import { Problem } from '../../core/problem.ts'
import { addOrganisation, addUser, changeOrganisation, changeUser, readUsers, resetPassword } from './actions.ts'
import {
  ApiKey,
  CreatedKey,
  CreatedUser,
  Me,
  MyChange,
  NewKey,
  NewOrganisation,
  NewUser,
  Organisation,
  OrganisationChange,
  User,
  UserChange,
  UserPage,
} from './contract.ts'
import { addKey, changeMe, readMe, readMyKeys, removeKey } from './own.ts'
import { listOrganisations } from './queries/organisations.ts'
import { answerSignIn } from './sign-in.ts'

const tags = ['organisations']
const numberInPath = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })
const textInPath = z.object({ id: z.string().min(1).max(100) })
const conflict = {
  409: { description: 'Something else stands against it' },
  422: { description: 'Understood, and not possible' },
}
const mostOrganisations = 200

const me = api()
  .openapi(
    createRoute({ method: 'get', path: '/me', tags, summary: 'Who is asking', responses: { 200: json(Me, 'You'), ...problems } }),
    async (c) => c.json(await readMe(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/me',
      tags,
      summary: 'Change your own name or language',
      request: { body: json(MyChange, 'What changes') },
      responses: { 200: json(Me, 'You'), ...problems },
    }),
    async (c) => c.json(await changeMe(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/keys',
      tags,
      summary: 'Your keys for programs',
      responses: { 200: json(z.array(ApiKey), 'Keys'), ...problems },
    }),
    async (c) => c.json(await readMyKeys(c.get('ctx')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/keys',
      tags,
      summary: 'Make a key; it is shown once',
      request: { body: json(NewKey, 'Its name and end') },
      responses: { 201: json(CreatedKey, 'The key'), ...problems, ...conflict },
    }),
    async (c) => {
      // A stolen key must not be able to make itself a successor.
      if (c.req.header('authorization')) throw new Problem(403, 'organisations/not-with-a-key')
      return c.json(await addKey(c.get('ctx'), c.req.valid('json')), 201)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/keys/{id}',
      tags,
      summary: 'Take a key back',
      request: { params: textInPath },
      responses: { 204: { description: 'It opens nothing any more' }, ...problems },
    }),
    async (c) => {
      await removeKey(c.get('ctx'), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )

const bodies = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/organisations',
      tags,
      summary: 'Bodies, by any of their names',
      request: {
        query: z.object({
          q: z.string().max(200).default(''),
          limit: z.coerce.number().int().min(1).max(mostOrganisations).default(50),
          id: numberInPath.shape.id.optional().meta({ description: 'Only the body of this number.' }),
        }),
      },
      responses: { 200: json(z.array(Organisation), 'The first bodies found'), ...problems },
    }),
    async (c) => {
      const ctx = c.get('ctx')
      visible(ctx, 'organisations.read')
      const { q, limit, id } = c.req.valid('query')
      return c.json(await listOrganisations(ctx.db, q, limit, id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/organisations',
      tags,
      summary: 'Add a body',
      request: { body: json(NewOrganisation, 'The body') },
      responses: { 201: json(Organisation, 'As it is kept'), ...problems, ...conflict },
    }),
    async (c) => c.json(await addOrganisation(c.get('ctx'), c.req.valid('json')), 201),
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/organisations/{id}',
      tags,
      summary: 'Change a body or add ways its name is written',
      request: { params: numberInPath, body: json(OrganisationChange, 'What changes') },
      responses: { 200: json(Organisation, 'As it is kept'), ...problems, ...conflict },
    }),
    async (c) => c.json(await changeOrganisation(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )

const people = api()
  .openapi(
    createRoute({
      method: 'get',
      path: '/users',
      tags,
      summary: 'Who may sign in; reading this is recorded',
      request: { query: z.object({ q: z.string().max(200).optional(), after: z.string().max(200).optional() }) },
      responses: { 200: json(UserPage, 'Users'), ...problems },
    }),
    async (c) => c.json(await readUsers(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/users',
      tags,
      summary: 'Add a user; a password that is made here is shown once',
      request: { body: json(NewUser, 'The user') },
      responses: { 201: json(CreatedUser, 'The user'), ...problems, ...conflict },
    }),
    async (c) => c.json(await addUser(c.get('ctx'), c.req.valid('json')), 201),
  )
  .openapi(
    createRoute({
      method: 'patch',
      path: '/users/{id}',
      tags,
      summary: 'Change what a user may do, or shut them out',
      request: { params: textInPath, body: json(UserChange, 'What changes') },
      responses: { 200: json(User, 'The user'), ...problems, ...conflict },
    }),
    async (c) => c.json(await changeUser(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/users/{id}/password',
      tags,
      summary: 'Give a new password, shown once; signs the user out everywhere',
      request: { params: textInPath },
      responses: { 200: json(z.object({ password: z.string() }), 'The password'), ...problems },
    }),
    async (c) => c.json({ password: await resetPassword(c.get('ctx'), c.req.valid('param').id) }, 200),
  )

const door = api()
door.on(['GET', 'POST'], '/auth/*', answerSignIn)

const email = z.string().meta({ example: 'amina@example.org' })
const code = json(z.object({ code: z.string(), trustDevice: z.boolean().optional() }), 'The code')
const password = json(z.object({ password: z.string() }), 'Your password again')
const signInEndpoints = [
  [
    '/auth/sign-in/email',
    'Sign in with address and password. With a second factor the answer is {"twoFactorRedirect": true}.',
    json(z.object({ email, password: z.string(), rememberMe: z.boolean().optional() }), 'Address and password'),
  ],
  ['/auth/two-factor/verify-totp', 'The code of the second factor: ends a sign-in, or the setting up', code],
  ['/auth/two-factor/verify-backup-code', 'A backup code in place of the second factor', code],
  ['/auth/two-factor/enable', 'Set up a second factor: answers {totpURI, backupCodes}', password],
  ['/auth/two-factor/disable', 'Take your second factor away', password],
  ['/auth/two-factor/generate-backup-codes', 'New backup codes; the old ones end', password],
  [
    '/auth/change-password',
    'Change your password',
    json(
      z.object({ currentPassword: z.string(), newPassword: z.string().min(12), revokeOtherSessions: z.boolean().optional() }),
      'Old and new',
    ),
  ],
  ['/auth/revoke-other-sessions', 'Sign out everywhere else', undefined],
  ['/auth/sign-out', 'Sign out', undefined],
] as const
for (const [path, summary, body] of signInEndpoints)
  door.openAPIRegistry.registerPath({
    method: 'post',
    path,
    tags: ['sign-in'],
    summary,
    ...(body && { request: { body } }),
    responses: { 200: { description: 'Done; the session is a cookie' }, ...problems, 429: { description: 'Too many attempts' } },
  })

export const organisations = api().route('/', me).route('/', bodies).route('/', people).route('/', door)
