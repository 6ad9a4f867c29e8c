/** A real browser for journeys: people who sign in on a real server, and pictures of what failed. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { buildWeb } from '../src/core/web-build.ts'
import { ensureChromium } from '../test/chromium.ts'
import { forget, type Server, startServer } from './server.ts'

const pictures = fileURLToPath(new URL('../test-results/', import.meta.url))
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

export type Person =
  | 'admin'
  | 'regional'
  | 'ecuador'
  | 'colombia'
  | 'health-ecuador'
  | 'office'
  | 'reporter'
  | 'viewer'
  | 'field'
  | 'field-puentes'
  | 'registration'
  | 'protection'
export type World = {
  server: Server
  browser: Browser
  /** A page of somebody who is signed in, in English; everybody signs in once. */
  as: (person: Person) => Promise<Page>
  visitor: (options?: BrowserContextOptions) => Promise<Page>
}

/** Starts one server and one browser for all tests of a file. What a page throws or its policy forbids fails the test. */
export function makeWorld(): World {
  const world = {} as World
  const faults: string[] = []
  const pages = new Map<Person, Page>()
  const open = async (options: BrowserContextOptions = {}) =>
    watched(await world.browser.newContext({ locale: 'en-GB', baseURL: world.server.address, ...options }), faults)
  beforeAll(async () => {
    // A server whose staff app cannot be built serves the one before: not what is to be tested.
    await buildWeb()
    world.server = await startServer({ env: { SENDA_LOG: 'warn' } })
    world.browser = await chromium.launch({ executablePath: ensureChromium(), args: flags })
    world.visitor = open
    world.as = async (person) => {
      const known = pages.get(person)
      if (known) return known
      const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
      pages.set(person, page)
      await signIn(page, world.server, person)
      return page
    }
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(world.browser?.contexts() ?? [], task.name)
    expect(faults.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await world.browser?.close()
    await world.server?.stop()
    if (world.server) forget(world.server.data)
  })
  return world
}

async function watched(context: BrowserContext, faults: string[]): Promise<Page> {
  context.setDefaultTimeout(40_000)
  context.on('weberror', (e) => void faults.push(String(e.error().stack ?? e.error())))
  context.on('console', (said) => {
    if (/Content Security Policy|Hydration|Each child in a list/.test(said.text())) faults.push(said.text())
  })
  return context.newPage()
}

/** As somebody does it, in English. */
export async function signIn(page: Page, server: Server, person: Person): Promise<void> {
  const email = `${person}@senda.example`
  await page.goto('/app/')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(server.passwords[email] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'What is due from you today' }).waitFor()
}

async function keepPictures(contexts: BrowserContext[], name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const file = name.replace(/\W+/g, '-').slice(0, 60)
  for (const [i, page] of contexts.flatMap((c) => c.pages()).entries())
    await page.screenshot({ path: join(pictures, `${file}-${i}.png`), fullPage: true }).catch(() => undefined)
}

/** Waits until all of these words can be seen. */
export async function sees(page: Page, ...words: (string | RegExp)[]): Promise<void> {
  for (const one of words) await page.getByText(one).filter({ visible: true }).first().waitFor()
}

/** Holds the next answer to a change at this address until it is let go: the server has it, the page does not know. */
export async function heldAnswer(page: Page, address: string): Promise<{ isHeld: Promise<void>; go: () => Promise<void> }> {
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route(
    address,
    async (route) => {
      const response = await route.fetch()
      held.resolve()
      await free.promise
      await route.fulfill({ response })
    },
    { times: 1 },
  )
  return { isHeld: held.promise, go: async () => free.resolve() }
}

/** Bytes as they went over the line, by kind of content. */
export function weighed(page: Page): { bytes: (kind?: RegExp) => Promise<number> } {
  const all: Promise<{ type: string; size: number }>[] = []
  page.on('requestfinished', (request) => {
    const size = async () => {
      const [sizes, response] = await Promise.all([request.sizes(), request.response()])
      return { type: response?.headers()['content-type'] ?? '', size: sizes.responseBodySize }
    }
    all.push(size())
  })
  const bytes = async (kind = /./) =>
    (await Promise.all(all)).filter((r) => kind.test(r.type)).reduce((sum, r) => sum + r.size, 0)
  return { bytes }
}
