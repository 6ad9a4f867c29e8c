/** Deliveries in a real browser: from the card to the entry, stopped, given all the same, taken back, counted, by a list. */
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeliveryPage, Service } from '../src/modules/delivery/contract.ts'
import type { Household } from '../src/modules/people/contract.ts'
import { cardText } from '../src/modules/people/rules/card.ts'
import { ensureChromium } from '../test/chromium.ts'
import { temporaryFolder } from '../test/database.ts'
import { aPerson } from '../test/people.ts'
import { makeWorld, sees } from './browser.ts'
import { seesCode } from './camera.ts'
import { type Registry, registryOf } from './people.ts'
import { senda } from './server.ts'

const world = makeWorld()
let registry: Registry
let browser: Browser
let page: Page
let rosa: Household
let site: string

beforeAll(async () => {
  await senda(world.server.data, 'delivery', 'services')
  registry = await registryOf(world)
  const id = newId()
  const persons = [aPerson({ given: 'Rosa', family: 'Ejemplo' }), aPerson({ given: 'Ana', family: 'Ejemplo', relation: 'child' })]
  rosa = await registry.register({ id, persons })
  site = rosa.site!
  const film = join(temporaryFolder(), 'card.y4m')
  browser = await chromium.launch({ executablePath: ensureChromium(), args: seesCode(film, cardText(id)) })
  const storageState = await registry.page.context().storageState()
  const phone = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }
  const context = await browser.newContext({
    ...phone,
    locale: 'en-GB',
    // A clock from the other side of the world: the days shown are those of the site.
    timezoneId: 'Pacific/Kiritimati',
    baseURL: world.server.address,
    storageState,
    permissions: ['camera'],
  })
  context.setDefaultTimeout(40_000)
  page = await context.newPage()
  await page.goto('/app/deliver')
  await page.getByLabel('Site').selectOption(site)
  await page.getByRole('button', { name: /^Begin at / }).click()
  await sees(page, 'Read a QR code')
  const offer = page.getByRole('button', { name: 'Not on this device' })
  if (await offer.isVisible()) await offer.click()
}, 240_000)
afterAll(() => browser?.close())

const given = () => registry.ask<DeliveryPage>('GET', `/deliveries?household=${rosa.id}`)
const tile = async (name: string) => {
  const all = page.getByRole('button', { name: /^All \d+ services$/ })
  if (!(await page.getByRole('button', { name, pressed: false }).isVisible()) && (await all.isVisible())) await all.click()
  await page.locator('.tile', { hasText: name }).click()
}
const give = (name: RegExp | string = /^Give \d/) => page.getByRole('button', { name }).click()

it('a card held before the camera, a tile, a button: it is recorded', async () => {
  await page.getByRole('button', { name: 'Read a QR code' }).click()
  await page.getByRole('heading', { level: 1, name: 'Rosa Ejemplo' }).waitFor()
  await tile('Hygiene kit')
  await give('Give 1 kit Hygiene kit')
  await sees(page, '1 kit given to Rosa Ejemplo: Hygiene kit')
  await expect.poll(async () => (await given()).deliveries.length).toBe(1)
  const [entry] = (await given()).deliveries
  expect(entry).toMatchObject({ site, to: 'household', quantity: 1, isDouble: false })
})

it('within the interval it is stopped; given all the same it asks why, and both is kept', async () => {
  await page.getByRole('button', { name: 'Give this household something more' }).click()
  await tile('Hygiene kit')
  await give()
  await sees(page, /already received this: Hygiene kit/, 'Do not give')
  const allTheSame = page.getByRole('button', { name: 'Give 1 kit all the same' })
  expect(await allTheSame.isDisabled()).toBe(true)
  await page.getByLabel('If you give it all the same, say why').selectOption({ label: 'It was lost or stolen' })
  await allTheSame.click()
  await sees(page, '1 kit given to Rosa Ejemplo: Hygiene kit')
  await expect.poll(async () => (await given()).deliveries.length).toBe(2)
  expect((await given()).deliveries.find((one) => one.overrideReason)).toMatchObject({ overrideReason: 'It was lost or stolen' })
})

it('what was given by mistake is taken back with a reason, and both stays to be seen', async () => {
  await page.getByRole('button', { name: 'Take this delivery back' }).click()
  await page.getByLabel('Why?').selectOption({ label: 'It was not taken' })
  await page.getByRole('button', { name: 'Take it back' }).click()
  await sees(page, 'Taken back.')
  await expect.poll(async () => (await given()).deliveries.filter((one) => one.reversedBy).length).toBe(1)
  await page.goto('/app/deliver/today')
  await sees(page, 'taken back', 'It was not taken')
})

it('a name that is misspelt is found, another quantity is pressed, somebody signs', async () => {
  await page.goto('/app/deliver')
  await page.getByRole('searchbox').fill('rossa egemplo')
  await page.getByRole('link', { name: /Rosa Ejemplo/ }).click()
  await tile('Hot meal')
  await page.getByRole('button', { name: /^Another quantity/ }).click()
  await page.getByRole('button', { name: 'Delete the last digit' }).click()
  await page.getByRole('button', { name: '2', exact: true }).click()
  await page.getByRole('button', { name: 'Signature' }).click()
  const canvas = page.getByRole('img', { name: 'Field to sign in' })
  await canvas.scrollIntoViewIfNeeded()
  const field = await canvas.boundingBox()
  await page.mouse.move(field!.x + 20, field!.y + 90)
  await page.mouse.down()
  await page.mouse.move(field!.x + 180, field!.y + 40, { steps: 8 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Keep the signature' }).click()
  await give('Give 2 meals Hot meal')
  await sees(page, '2 meals given to Rosa Ejemplo: Hot meal')
  const entry = (await given()).deliveries.find((one) => one.quantity === 2)
  expect(entry?.proof).toMatch(/^[0-9a-f-]{36}$/)
})

it('what is tapped while something is being recorded changes nothing: it says what was recorded', async () => {
  await page.goto(`/app/deliver/${rosa.id}`)
  await page.locator('.tile').first().waitFor()
  await tile('Shelter kit')
  let [go, asked] = [() => {}, () => {}]
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const mayGo = new Promise<void>((resolve) => (go = resolve))
  await page.route('**/api/field/sync', async (route) => {
    asked()
    await mayGo
    await route.continue()
  })
  await give('Give 1 kit Shelter kit')
  await isAsked
  await page.locator('.tile', { hasText: 'Hot meal' }).click()
  expect(await page.locator('.tile', { hasText: 'Hot meal' }).getAttribute('aria-pressed')).toBe('false')
  go()
  await sees(page, '1 kit given to Rosa Ejemplo: Shelter kit')
  await page.unroute('**/api/field/sync')
})

it('people nobody registers are counted by age and gender', async () => {
  await page.goto('/app/deliver/group')
  await tile('Hot meal')
  await page.getByRole('textbox', { name: 'Women Not served yet this month' }).fill('10')
  await page.getByRole('textbox', { name: 'Women Of them never before' }).fill('11')
  await sees(page, '“Never before” cannot be more than those of this month.')
  await page.getByRole('textbox', { name: 'Women Of them never before' }).fill('4')
  await page.getByRole('textbox', { name: 'Girls under 18 Not served yet this month' }).fill('5')
  // What was said of another service does not stay.
  const quantity = page.getByLabel(/^How much was given/)
  await tile('Vocational training')
  await page.getByLabel('Hours').fill('40')
  await quantity.fill('7')
  await tile('Entrepreneurship course')
  expect([await page.getByLabel('Hours').inputValue(), await quantity.inputValue()]).toEqual(['', '15'])
  await tile('Hot meal')
  expect(await quantity.inputValue()).toBe('15')
  await give(/^Give 15 meals/)
  await sees(page, '15 meals given to 15 people, counted: Hot meal')
})

it('a large count is asked about once more before it is recorded; looked at again, it can be put right', async () => {
  await page.goto('/app/deliver/group')
  await tile('Hot meal')
  const women = page.getByRole('textbox', { name: 'Women Not served yet this month' })
  await women.fill('2500')
  await page.getByRole('button', { name: /^Give 2\D?500 meals/ }).click()
  await sees(page, /^You are about to record 2\D?500 meals for 2\D?500 people/)
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await women.inputValue()).toBe('2500')
  await page.getByRole('button', { name: /^Give 2\D?500 meals/ }).click()
  await page.getByRole('button', { name: 'Yes, record it' }).click()
  await sees(page, /^2\D?500 meals given to 2\D?500 people, counted: Hot meal/)
})

it('one person who does not want to be registered receives all the same', async () => {
  await page.goto('/app/deliver/group?one=1')
  await tile('Hygiene kit')
  await page.getByText('Woman', { exact: true }).click()
  await give(/^Give 1 kit/)
  await sees(page, '1 kit given to 1 person, counted: Hygiene kit')
})

it('a list says who is expected; whoever comes is ticked, also when somebody else collects', async () => {
  const services = await registry.ask<Service[]>('GET', '/services')
  const travel = services.find((one) => one.code === 'travel-kit')!
  await page.goto('/app/deliver/lists')
  await page.getByRole('button', { name: 'New list' }).first().click()
  await page.getByLabel('Name of the list').fill('Travel kits, Saturday')
  await page.getByLabel('Service').selectOption(String(travel.id))
  await page.getByRole('button', { name: 'Make the list' }).click()
  await page.getByRole('heading', { level: 1, name: 'Travel kits, Saturday' }).waitFor()
  await page.getByRole('searchbox', { name: 'Find in the list' }).fill('rosa')
  await page.getByRole('button', { name: 'Give to Rosa Ejemplo' }).click()
  await page.getByRole('button', { name: 'Somebody else collects it' }).click()
  await page.getByLabel('Name of who collects it').fill('Pedro Vecino')
  await give(/^Give 1 /)
  await sees(page, 'collected by Pedro Vecino', /^1 of \d+ households? came$/)
  const entry = (await given()).deliveries.find((one) => one.service === travel.id)
  expect(entry).toMatchObject({ collectedBy: 'Pedro Vecino', to: 'household' })
  await page.getByRole('button', { name: 'Close the list' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close the list', exact: true }).last().click()
  await sees(page, 'closed')
})

it('cash is pressed to the cent; a list of cash gives what it says, or what is written for one household', async () => {
  await page.goto(`/app/deliver/${rosa.id}`)
  await page.locator('.tile').first().waitFor()
  await tile('Multi-purpose cash')
  await page.locator('.give-bar button.primary').click()
  for (const key of ['6', '0', 'Decimal sign', '5', '0', '9']) await page.getByRole('button', { name: key, exact: true }).click()
  expect(await page.getByLabel('Value', { exact: true }).inputValue()).toBe('60.50')
  await page.getByLabel('Handed over by').selectOption({ index: 1 })
  await give()
  await sees(page, /^1 transfer given to /)
  const cash = (await registry.ask<Service[]>('GET', '/services')).find((one) => one.code === 'multipurpose-cash')!
  const values = async () => (await given()).deliveries.filter((one) => one.service === cash.id).map((one) => one.cashValueUsd)
  await expect.poll(values).toEqual([60.5])

  await page.goto('/app/deliver/lists')
  await page.getByRole('button', { name: 'New list' }).first().click()
  await page.getByLabel('Name of the list').fill('Cash of the month')
  await page.getByLabel('Service').selectOption(String(cash.id))
  expect(await page.getByRole('button', { name: 'Make the list' }).isDisabled()).toBe(true)
  await page.getByLabel('Value for each household').fill('40')
  await page.getByLabel('Handed over by').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Make the list' }).click()
  await page.getByRole('heading', { level: 1, name: 'Cash of the month' }).waitFor()
  await page.getByRole('button', { name: 'Change the value planned for Rosa Ejemplo' }).click()
  await page.getByLabel('Value for this household').fill('150')
  await sees(page, /more than three times the 40\sUSD of the list/)
  await page.getByLabel('Value for this household').fill('42')
  expect(await page.getByRole('button', { name: 'Change to 42 USD' }).isDisabled()).toBe(true)
  await page.getByLabel('Why does it change?').selectOption({ label: 'Another number of persons' })
  await page.getByRole('button', { name: 'Change to 42 USD' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await sees(page, /^42\sUSD$/, 'changed')
  await page.getByRole('button', { name: 'Give to Rosa Ejemplo' }).click()
  await page.getByLabel('Value', { exact: true }).fill('400')
  await sees(page, /More than three times the 42\sUSD planned/)
  expect(await page.getByRole('button', { name: /^Give 1 transfer/ }).isDisabled()).toBe(true)
  await page.getByLabel('Value', { exact: true }).fill('45,25')
  await give('Give 1 transfer · 45.25 USD Multi-purpose cash')
  const stopped = page.getByLabel('If you give it all the same, say why')
  await stopped
    .or(page.getByText(/^1 of \d+ households? came$/))
    .first()
    .waitFor()
  if (await stopped.isVisible()) {
    await stopped.selectOption({ label: 'It was lost or stolen' })
    await give('Give 1 transfer · 45.25 USD all the same')
  }
  await sees(page, /^45\.25\sUSD$/, /^42\sUSD planned, changed$/, /^1 of \d+ households? came$/)
  await expect.poll(async () => (await values()).toSorted()).toEqual([45.25, 60.5])
})
