/** A browser has one sign-in for all its windows: what somebody does in an older window is not taken for whoever signed in since. */
import { expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { scenario } from './scenario.ts'

test(
  'work that was done in the name of another than who is signed in is not taken, and says so',
  scenario(async ({ ctx }) => {
    const app = createApp(async () => ctx())
    const body = JSON.stringify({ device: null, sentAt: new Date().toISOString(), operations: [] })
    const sent = (headers: Record<string, string>) =>
      app.request('/api/field/sync', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
    expect((await sent({ 'senda-user': ctx().actor.id })).status).toBe((await sent({})).status)
    const answer = await sent({ 'senda-user': 'somebody-else' })
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'core/another-person' }])
  }),
)
