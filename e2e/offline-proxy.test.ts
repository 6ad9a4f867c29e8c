/** A worker whose line is there and whose server is not: whoever stands before it says so in its place, or says nothing. */
import { createServer, request, type Server as Web } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Household } from '../src/modules/people/contract.ts'
import { aPerson } from '../test/people.ts'
import { makeWorld, sees, signIn } from './browser.ts'
import { registryOf } from './people.ts'
import { pin, setUp } from './phone.ts'

const world = makeWorld()
let proxy: Awaited<ReturnType<typeof aProxy>>
let page: Page
let rosa: Household

beforeAll(async () => {
  const registry = await registryOf(world)
  rosa = await registry.register({ persons: [aPerson({ given: 'Rosa', family: 'Ejemplo' })] })
  proxy = await aProxy(Number(new URL(world.server.address).port))
  page = await world.visitor({ baseURL: proxy.address })
  await signIn(page, world.server, 'registration')
  await setUp(page)
  await page.getByLabel('Households of a site').selectOption(rosa.site)
  await page.getByRole('button', { name: 'Take along', exact: true }).click()
  await page.getByText(/as of/).waitFor()
  await at('/app/deliver')
  await page.getByRole('heading', { level: 1, name: 'Where are you today?' }).waitFor()
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready
    const cache = await caches.open((await caches.keys()).find((name) => name.startsWith('senda-')) ?? '')
    const paths = (await cache.keys()).map(({ url }) => url)
    return ['DeliverScreen', 'HouseholdScreen', 'field', 'people'].every((part) => paths.some((url) => url.includes(`/${part}-`)))
  })
}, 400_000)
afterAll(() => proxy?.close())

async function at(path: string): Promise<void> {
  await page.goto(path)
  await page.getByLabel('PIN').fill(pin)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

/** Passes everything on; `away` answers in the server's place, `silent` never. */
async function aProxy(port: number) {
  let state: 'there' | 'away' | 'silent' | 'cut' = 'there'
  const web: Web = createServer((asked, answer) => {
    if (state === 'cut') return void asked.socket.destroy()
    if (state === 'silent') return
    if (state === 'away') return void answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
    const { method, headers, url } = asked
    const on = request({ port, host: '127.0.0.1', method, path: url, headers }, (heard) => {
      answer.writeHead(heard.statusCode ?? 500, heard.headers)
      heard.pipe(answer)
    })
    on.on('error', () => answer.destroy())
    asked.pipe(on)
  })
  await new Promise<void>((resolve) => void web.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(web.address() as { port: number }).port}`,
    is: (next: typeof state) => {
      state = next
      web.closeAllConnections()
    },
    close: () => {
      web.close()
      web.closeAllConnections()
    },
  }
}

describe.each(['away', 'silent'] as const)('a server that is %s behind its proxy', (how) => {
  it('does not keep the phone from opening: what it keeps is shown', { timeout: 240_000 }, async () => {
    proxy.is(how)
    await at('/app/deliver')
    await page.getByRole('heading', { level: 1, name: 'Where are you today?' }).waitFor()
    await at(`/app/people/${rosa.id}`)
    await sees(page, 'Rosa Ejemplo')
    proxy.is('there')
  })
})

it('without a line, a link to a screen that is not kept leaves the page as it is', { timeout: 240_000 }, async () => {
  await at('/app/deliver')
  await page.getByRole('heading', { level: 1, name: 'Where are you today?' }).waitFor()
  proxy.is('cut')
  let loads = 0
  page.on('load', () => loads++)
  await page.evaluate(() => addEventListener('vite:preloadError', () => Object.assign(window, { failed: true })))
  await page.getByRole('link', { name: 'Settings' }).first().hover()
  await page.waitForFunction(() => 'failed' in window)
  await page.waitForTimeout(1500)
  expect(loads).toBe(0)
  proxy.is('there')
})
