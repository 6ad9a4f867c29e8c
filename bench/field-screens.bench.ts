/** The screens of delivery on a slow telephone that keeps two thousand households: from the touch to the next picture; and what the first one weighs. */
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { type Server, senda, startServer } from '../e2e/server.ts'
import { buildWeb } from '../src/core/web-build.ts'
import type { Household } from '../src/modules/people/contract.ts'
import { ensureChromium } from '../test/chromium.ts'
import { aHousehold } from '../test/people.ts'
import type { Bench, Measure } from './tools.ts'

const kept = 2_000
const atOnce = 250
const times = 12
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
type Site = { id: string; country: string; admin1: string | null; names: { en: string } }
type Ask = <A>(method: string, path: string, data?: unknown) => Promise<A>

export default {
  name: 'field screens',
  run: async ({ hint }) => {
    await buildWeb()
    const server = await startServer({ env: { SENDA_LOG: 'warn' } })
    const browser = await chromium.launch({ executablePath: ensureChromium(), args: flags })
    try {
      await senda(server.data, 'delivery', 'services')
      return await measure(server, browser, hint)
    } finally {
      await browser.close()
      await server.stop()
    }
  },
} satisfies Bench

async function measure(server: Server, browser: Browser, hint: (text: string) => void): Promise<Measure[]> {
  const viewport = { width: 360, height: 780 }
  const context = await browser.newContext({ viewport, hasTouch: true, isMobile: true, locale: 'en-GB', baseURL: server.address })
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  const ask = await signIn(page, server)
  const ids = await plant(ask, hint)
  const weights = {
    deliver: await weightOf(browser, server, page, '/app/deliver'),
    today: await weightOf(browser, server, page, '/app/'),
  }
  await takeAlong(page, ids.site)
  const slow = await page.context().newCDPSession(page)
  const plain = await touches(page, ids.households, slow, 1)
  const throttled = await touches(page, ids.households, slow, 4)
  const names: Record<keyof Touches, string> = { typing: 'a letter typed in the search', tile: 'a tile', give: 'giving' }
  const interactions = (Object.keys(names) as (keyof Touches)[]).map(
    (what): Measure => ({
      what: `${names[what]}, ${kept} households kept, p95 until the next picture, a quarter of the speed`,
      value: p95(throttled[what]),
      unit: 'ms',
      target: 200,
      reference: { what: 'at full speed', value: p95(plain[what]) },
    }),
  )
  return [
    ...interactions,
    {
      what: 'first load of /deliver, JavaScript over the line',
      value: weights.deliver / 1000,
      unit: 'kB',
      target: 130,
      reference: { what: 'Today', value: weights.today / 1000 },
    },
  ]
}

async function signIn(page: Page, server: Server): Promise<Ask> {
  const email = 'field@senda.example'
  const headers = { origin: server.address }
  const ask: Ask = async (method, path, data) => {
    const answer = await page.request.fetch(`/api${path}`, { method, headers, ...(data !== undefined && { data }) })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  await ask('POST', '/auth/sign-in/email', { email, password: server.passwords[email] })
  await page.context().addCookies([{ name: 'senda_language', value: 'en', url: server.address }])
  return ask
}

async function plant(ask: Ask, hint: (text: string) => void): Promise<{ site: Site; households: string[] }> {
  const [site] = await ask<Site[]>('GET', '/sites')
  const me = await ask<{ grants: { scopeId: string }[] }>('GET', '/me')
  const organisation = Number.parseInt(me.grants[0]!.scopeId, 10)
  const households: string[] = []
  while (households.length < kept) {
    const operations = Array.from({ length: atOnce }, () => {
      const body = aHousehold({ organisation, site: site!, size: 1 + (households.length % 5) })
      return { kind: 'household.register', id: body.id, body }
    })
    await ask('POST', '/field/sync', { device: null, sentAt: new Date().toISOString(), operations })
    households.push(...operations.map((one) => one.id))
    hint(`  ${households.length} households`)
  }
  await ask<Household>('GET', `/people/households/${households[0]}`)
  return { site: site!, households }
}

/** As a new visitor who is signed in loads it; bytes as they go over the line. */
async function weightOf(browser: Browser, server: Server, page: Page, path: string): Promise<number> {
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ baseURL: server.address, storageState, serviceWorkers: 'block' })
  const fresh = await context.newPage()
  const sizes: Promise<number>[] = []
  let isWaitedFor = true
  fresh.on('requestfinished', (request) => {
    if (!isWaitedFor) return
    const weigh = async () => {
      const [size, answer] = await Promise.all([request.sizes(), request.response()])
      return /javascript/.test(answer?.headers()['content-type'] ?? '') ? size.responseBodySize : 0
    }
    sizes.push(weigh())
  })
  await fresh.goto(path)
  await fresh.getByRole('heading', { level: 1 }).waitFor()
  // What is fetched afterwards, to be kept, is not waited for by anybody.
  isWaitedFor = false
  const bytes = (await Promise.all([...sizes])).reduce((sum, one) => sum + one, 0)
  await context.close()
  return bytes
}

async function takeAlong(page: Page, site: Site): Promise<void> {
  await page.goto('/app/device')
  const offer = page.getByRole('button', { name: 'Set it up' })
  const pin = page.getByLabel('PIN', { exact: true })
  await offer.or(pin).first().waitFor()
  if (await offer.isVisible()) await offer.click()
  await pin.fill('280617')
  await page.getByLabel('The PIN once more').fill('280617')
  await page.getByRole('button', { name: 'Set up this device' }).click()
  await page.getByLabel('Households of a site').selectOption(site.id)
  await page.getByRole('button', { name: 'Take along', exact: true }).click()
  await page.getByRole('button', { name: 'Refresh' }).waitFor()
}

type Touches = { typing: number[]; tile: number[]; give: number[] }

/** Durations as the browser itself reckons them: from the event to the picture that follows it. */
async function touches(page: Page, households: string[], slow: CDPSession, rate: number): Promise<Touches> {
  const found: Touches = { typing: [], tile: [], give: [] }
  await slow.send('Emulation.setCPUThrottlingRate', { rate })
  await go(page, '/app/deliver')
  const site = page.getByRole('button', { name: /^(Begin at|Choose a site)/ })
  const search = page.getByRole('searchbox')
  await site.or(search).first().waitFor()
  if (await site.isVisible()) {
    await page.getByLabel('Site', { exact: true }).selectOption({ index: 1 })
    await site.click()
  }
  await search.waitFor()
  await listen(page)
  await search.click()
  await page.keyboard.type('yuleisy inventado', { delay: 180 })
  found.typing.push(...(await heard(page, ['keydown', 'keypress', 'input', 'keyup'])))
  for (const id of households.slice(0, times)) {
    await inApp(page, `/app/deliver/${id}`)
    const tile = page.locator('.tile').nth(1)
    await tile.waitFor()
    await page.waitForTimeout(300)
    await listen(page)
    await tile.tap()
    await page.locator('.give-bar .huge').waitFor()
    found.tile.push(...(await heard(page, ['pointerup', 'click'])))
    await listen(page)
    await page.locator('.give-bar .huge').tap()
    await page.waitForTimeout(600)
    found.give.push(...(await heard(page, ['pointerup', 'click'])))
  }
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return found
}

/** The PIN is asked for again after a reload: the device's store was locked. */
async function go(page: Page, path: string): Promise<void> {
  await page.goto(path)
  const pin = page.getByLabel('PIN', { exact: true })
  await pin
    .or(page.getByRole('heading', { level: 1 }))
    .first()
    .waitFor()
  if (!(await pin.isVisible())) return
  await pin.fill('280617')
  await page.keyboard.press('Enter')
}

/** Without a reload, as somebody goes from one household to the next. */
async function inApp(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

type Timed = { name: string; duration: number }
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const shelf = globalThis as unknown as { events: Timed[]; observer?: PerformanceObserver }
    shelf.observer?.disconnect()
    shelf.events = []
    shelf.observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) shelf.events.push({ name, duration })
    })
    shelf.observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })

/** What is quicker than the browser tells (16 ms) counts as 16. */
async function heard(page: Page, names: string[]): Promise<number[]> {
  await page.waitForTimeout(400)
  const events = await page.evaluate(() => (globalThis as unknown as { events: Timed[] }).events)
  const own = events.filter((one) => names.includes(one.name)).map((one) => one.duration)
  return own.length > 0 ? own : [16]
}

function p95(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(0.95 * sorted.length) - 1)] ?? 0
}
