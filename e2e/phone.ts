/** A telephone of the field: a browser that keeps its profile, on a line that can be cut for it alone, closed and opened again, or killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { ensureChromium } from '../test/chromium.ts'
import { flags, type Person, signIn } from './browser.ts'
import type { Server } from './server.ts'

export const pin = '271828'
const patience = 100_000

export type Phone = {
  page: Page
  open: () => Promise<void>
  close: () => Promise<void>
  /** kill -9 */
  kill: () => Promise<void>
  cut: () => Promise<void>
  mend: () => Promise<void>
  /** Opens an address and the device. */
  at: (path: string) => Promise<void>
  remove: () => Promise<void>
}

/** Signed in once, set up with a PIN, its files kept: from here on it needs no network. */
export async function aPhone(server: Server, person: Person): Promise<Phone> {
  const phone = await bare(server)
  await phone.open()
  await signIn(phone.page, server, person)
  await setUp(phone.page)
  return phone
}

export async function setUp(page: Page): Promise<void> {
  await page.goto('/app/device')
  await page.getByLabel('PIN', { exact: true }).fill(pin)
  await page.getByLabel('The PIN once more').fill(pin)
  await page.getByRole('button', { name: 'Set up this device' }).click()
  await page.getByRole('heading', { level: 1, name: 'This device' }).waitFor()
}

async function bare(server: Server): Promise<Phone> {
  const profile = mkdtempSync(join(tmpdir(), 'senda-phone-'))
  const line = await lineTo(Number(new URL(server.address).port))
  let isCut = false
  let browser: { child: ChildProcess; context: BrowserContext } | undefined
  const away = async (end: () => Promise<unknown> | undefined) => {
    const gone = browser && once(browser.child, 'exit')
    await end()
    await gone
    browser = undefined
  }
  const phone: Phone = {
    page: undefined as unknown as Page,
    open: async () => {
      browser = await launched(profile)
      await browser.context.setOffline(isCut)
      phone.page = addressed(await browser.context.newPage(), line.address)
      await phone.page.setViewportSize({ width: 360, height: 780 })
    },
    // As somebody closes it: the browser itself may still write what it holds.
    close: () =>
      away(async () => {
        const session = await browser!.context.browser()!.newBrowserCDPSession()
        await session.send('Browser.close').catch(() => undefined)
      }),
    kill: () => away(async () => void browser!.child.kill('SIGKILL')),
    cut: async () => {
      isCut = true
      line.cut()
      await browser?.context.setOffline(true)
    },
    mend: async () => {
      isCut = false
      line.mend()
      await browser?.context.setOffline(false)
    },
    at: async (path) => {
      await phone.page.goto(path)
      await phone.page.getByLabel('PIN').fill(pin)
      await phone.page.getByRole('button', { name: 'Open', exact: true }).click()
      await phone.page.getByRole('heading', { name: 'This device is locked' }).waitFor({ state: 'detached' })
    },
    remove: async () => {
      if (browser) await phone.kill()
      line.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 })
    },
  }
  return phone
}

/** Started by itself: only so can its main process be killed. */
async function launched(profile: string): Promise<{ child: ChildProcess; context: BrowserContext }> {
  const port = join(profile, 'DevToolsActivePort')
  rmSync(port, { force: true })
  const own = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', '--headless=new', '--lang=en-GB']
  const quiet = ['--no-default-browser-check', '--password-store=basic', '--disable-session-crashed-bubble']
  const child = spawn(ensureChromium(), [...flags, ...own, ...quiet, 'about:blank'], { stdio: 'ignore' })
  const address = await written(port)
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${address}`, { timeout: patience })
  const [context] = browser.contexts()
  if (!context) throw new Error('the browser has no window')
  context.setDefaultTimeout(patience)
  return { child, context }
}

async function written(file: string): Promise<string> {
  for (const until = Date.now() + patience; Date.now() < until; ) {
    const [port] = readable(file).split('\n')
    if (port) return port
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the browser did not start')
}

function readable(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A page whose addresses begin at the phone's own line. */
function addressed(page: Page, address: string): Page {
  const go = page.goto.bind(page)
  page.goto = (path, options) => go(new URL(path, address).href, { timeout: patience, ...options })
  return page
}

type Line = { address: string; cut: () => void; mend: () => void; close: () => void }

/** Cut, nothing gets through: not of the pages, nor of the worker behind them. */
async function lineTo(port: number): Promise<Line> {
  const sockets = new Set<Socket>()
  let isCut = false
  const joined = (near: Socket, far: Socket) => {
    sockets.add(near)
    near.pipe(far)
    near.on('error', () => far.destroy())
    near.on('close', () => {
      sockets.delete(near)
      far.destroy()
    })
  }
  const listening = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    joined(near, far)
    joined(far, near)
  }).listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    address: `http://127.0.0.1:${(listening.address() as { port: number }).port}`,
    cut: () => {
      isCut = true
      drop()
    },
    mend: () => {
      isCut = false
    },
    close: () => {
      listening.close()
      drop()
    },
  }
}

/** Takes along whom one will meet there, begins the day there, and waits until every screen of the field is kept. */
export async function readyAt(phone: Phone, site: string): Promise<void> {
  const { page } = phone
  await page.getByLabel('Households of a site').selectOption(site)
  await page.getByRole('button', { name: 'Take along', exact: true }).click()
  await page.getByText(/as of/).waitFor()
  await phone.at('/app/deliver')
  await page.getByLabel('Site').selectOption(site)
  await page.getByRole('button', { name: /^Begin at / }).click()
  await page.getByRole('button', { name: 'Read a QR code' }).waitFor()
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready
    const names = await caches.keys()
    const cache = await caches.open(names.find((name) => name.startsWith('senda-')) ?? '')
    const paths = (await cache.keys()).map(({ url }) => url)
    return ['DeliverScreen', 'DeviceScreen', 'Scan', 'field', 'people'].every((part) =>
      paths.some((url) => url.includes(`/${part}-`)),
    )
  })
  // So that its sign-in is on the disk, as after any evening.
  await phone.close()
}

export const allSent = (phone: Phone): Promise<void> =>
  phone.page.getByText('Everything done here is with the server.').waitFor({ timeout: 180_000 })
