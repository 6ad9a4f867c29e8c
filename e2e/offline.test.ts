/** A worker without a network: from a cold start after one sign-in, over a closed browser, until everything is with the server. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildWeb } from '../src/core/web-build.ts'
import { ensureChromium } from '../test/chromium.ts'
import { flags, signIn } from './browser.ts'
import { pin, setUp } from './phone.ts'
import { forget, type Server, startServer } from './server.ts'

const profile = mkdtempSync(join(tmpdir(), 'senda-phone-'))
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
let server: Server
let port: string
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  await buildWeb()
  port = await freePort()
  server = await startServer({ env: { PORT: port, SENDA_LOG: 'warn' } })
  await openBrowser()
})
afterAll(async () => {
  await phone?.close()
  await server?.stop()
  if (server) forget(server.data)
  rmSync(profile, { recursive: true, force: true })
})

/** The same address after the server was away: it is another visit to the same app. */
const freePort = (): Promise<string> =>
  new Promise((resolve) => {
    const listening = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = listening.address() as { port: number }
      listening.close(() => resolve(String(free)))
    })
  })

async function openBrowser(): Promise<void> {
  const view = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }
  phone = await chromium.launchPersistentContext(profile, {
    ...view,
    executablePath: ensureChromium(),
    args: flags,
    locale: 'en-GB',
    baseURL: server.address,
  })
  phone.setDefaultTimeout(120_000)
  page = phone.pages()[0] ?? (await phone.newPage())
}

async function unlock(): Promise<void> {
  await page.getByLabel('PIN').fill(pin)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

/** The worker of the app has what the field needs. */
const filesKept = () =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    const names = await caches.keys()
    const cache = await caches.open(names.find((name) => name.startsWith('senda-')) ?? '')
    const paths = (await cache.keys()).map(({ url }) => url)
    return ['DeliverScreen', 'DeviceScreen', 'field', 'people'].every((part) => paths.some((url) => url.includes(`/${part}-`)))
  })

describe('a worker where there is no network', () => {
  it('signs in once, sets up the phone, and takes a site along', async () => {
    await signIn(page, server, 'field')
    await setUp(page)
    await page.getByLabel('Households of a site').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Take along', exact: true }).click()
    await page.getByText(/as of/).waitFor()
    await page.goto('/app/deliver')
    await unlock()
    await page.getByRole('heading', { level: 1, name: 'Where are you today?' }).waitFor()
    await expect.poll(filesKept, { timeout: 120_000 }).toBe(true)
  })

  it('opens it cold with the server gone, and registers somebody', async () => {
    await phone.close()
    await server.stop()
    await openBrowser()
    await page.goto('/app/device')
    await page.getByRole('heading', { level: 1, name: 'This device is locked' }).waitFor()
    await unlock()
    await page.getByText('Everything done here is with the server.').waitFor()
    await registerOne()
    await page.goto('/app/device')
    await unlock()
    await page.getByText(/1 entry waits/).waitFor()
    await page.getByText(/Registered · Yorgelis/).waitFor()
  })

  it('closes the browser, opens it again: what was done is there, and nobody without the PIN sees it', async () => {
    await phone.close()
    await openBrowser()
    await page.goto('/app/device')
    await page.getByRole('heading', { level: 1, name: 'This device is locked' }).waitFor()
    expect(await page.getByText('Yorgelis').count()).toBe(0)
    await page.getByLabel('PIN').fill('314159')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByText(/9 tries are left/).waitFor()
    await unlock()
    await page.getByText(/Registered · Yorgelis/).waitFor()
  })

  it('comes online: it is sent by itself, once', async () => {
    server = await startServer({ data: server.data, env: { PORT: port, SENDA_LOG: 'warn' } })
    await page.getByText('Everything done here is with the server.').waitFor({ timeout: 150_000 })
    const found = await page.request.get('/api/people/households?words=yorjelis%20boskejo')
    const { households } = (await found.json()) as { households: { person: { given: string } }[] }
    expect(households.map(({ person }) => person.given)).toEqual(['Yorgelis'])
  })

  it('signs out: the phone is emptied, and says so first', async () => {
    await page.getByRole('button', { name: /Your account/ }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign out and empty this device?' }).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('textbox', { name: 'E-mail' }).waitFor()
    const left = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))
    await expect.poll(left, { timeout: 60_000 }).not.toContainEqual(expect.stringMatching(/^senda-field-/))
  })
})

async function registerOne(): Promise<void> {
  await page.goto('/app/people/new')
  await unlock()
  await page.getByRole('radio', { name: 'Agrees' }).first().check()
  await page.getByRole('button', { name: 'Next: Place' }).click()
  await page.getByLabel('Site').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Next: People' }).click()
  await page.getByLabel('Given names').fill('Yorgelis')
  await page.getByLabel('Family names').fill('Bosquejo Zambrano')
  await page.getByRole('radio', { name: 'female' }).check()
  await page.getByRole('textbox', { name: 'Age' }).fill('34')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Next: Contact' }).click()
  await page.getByRole('button', { name: 'Next: Check' }).click()
  await page.getByRole('button', { name: /^Register Yorgelis/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Registered' }).waitFor()
}
