/** A day in the field without a network, and what comes of it: the month's rows at the office, another organisation that is told, two devices that wrote the same household. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ActivityPage, ActivityRow } from '../src/modules/activities/contract.ts'
import type { DeliveryPage } from '../src/modules/delivery/contract.ts'
import type { Household, HouseholdLine } from '../src/modules/people/contract.ts'
import type { PlanLists } from '../src/modules/plan/contract.ts'
import { temporaryFiles } from '../test/files.ts'
import { aPerson } from '../test/people.ts'
import { makeWorld, sees } from './browser.ts'
import { type Registry, registryOf } from './people.ts'
import { allSent, aPhone, type Phone, readyAt } from './phone.ts'
import { registerHere, type Told, tell } from './registering.ts'
import { senda } from './server.ts'

const world = makeWorld()
const plan = `response-${new Date().getUTCFullYear()}`
const month = new Date().toISOString().slice(0, 7)
const surname = 'Bosquejo Zambrano'
const family: Told[] = [
  { given: 'Yorgelis', family: surname, sex: 'female', year: '1990', document: '909111222' },
  { given: 'Wilmer', family: surname, sex: 'male', year: '1988', relation: 'partner' },
  { given: 'Ana', family: surname, sex: 'female', year: '2015', relation: 'child' },
  { given: 'Samuel', family: surname, sex: 'male', year: '2018', relation: 'child' },
  { given: 'Nazareth', family: surname, sex: 'female', year: '2021', relation: 'child' },
]
const kits = ['Food kit', 'Hygiene kit', 'Shelter kit', 'Travel kit', 'School kit']
/** Indicator → what the month of the site gains: five people once, though two kits stand behind the relief items; and one who was not registered. */
const gains = { 'FO-1': 5, 'WA-1': 6, 'NF-1': 5, 'ED-1': 1 }
type Code = keyof typeof gains

let registry: Registry
let site: { id: string; admin1: string | null }
let indicators: Map<number, string>
let before: Map<string, Counts>
let phone: Phone
let card = ''
let household = ''
/** Taken along by both devices. */
let known: Household

type Counts = { people: number; fresh: number; row: ActivityRow }

beforeAll(async () => {
  registry = await registryOf(world)
  const sites = await registry.ask<{ id: string; admin1: string | null; names: Record<string, string> }[]>('GET', '/sites')
  site = sites.find(({ names }) => names.en === 'Quito South service point')!
  const office = await world.as('office')
  const lists = (await (await office.request.get(`/api/plans/${plan}/lists`)).json()) as PlanLists
  indicators = new Map(lists.indicators.map(({ id, code }) => [id, code ?? '']))
  before = await rowsNow()
  known = await registry.register({ site: site.id, persons: [aPerson({ given: 'Maricarmen', family: 'Modelo Prueba' })] })
  phone = await aPhone(world.server, 'field')
  await readyAt(phone, site.id)
}, 400_000)
afterAll(() => phone?.remove())

/** The computed rows of the month as the office sees them: of this admin 1. */
async function computedRows(): Promise<ActivityRow[]> {
  const office = await world.as('office')
  const asked = new URLSearchParams({ computed: 'yes', month, admin1: site.admin1!, limit: '500' })
  const answer = await office.request.get(`/api/plans/${plan}/activities?${asked}`)
  expect(answer.ok(), await answer.text()).toBe(true)
  return ((await answer.json()) as ActivityPage).rows
}

/** By the code of the indicator. */
const rowsNow = async (): Promise<Map<string, Counts>> =>
  new Map(
    (await computedRows()).map((row) => [
      indicators.get(row.cells.indicator!) ?? '',
      { people: row.cells.peopleInMonth ?? 0, fresh: row.cells.newPeople ?? 0, row },
    ]),
  )

async function tile(name: string): Promise<void> {
  const { page } = phone
  const wanted = page.locator('.tile', { hasText: name })
  await page.locator('.tile').first().waitFor()
  if (!(await wanted.isVisible())) await page.getByRole('button', { name: /^All \d+ services$/ }).click()
  await wanted.click()
}

describe('a worker where there is no network', () => {
  it('opens the app cold and registers a family of five', async () => {
    await phone.cut()
    await phone.open()
    await phone.at('/app/people/new')
    card = await registerHere(phone.page, site.id, family)
    await sees(phone.page, '5 persons: 2 girls, 1 boy, 1 woman, and 1 man')
  }, 240_000)

  it('gives it five kits, each from its card', async () => {
    const { page } = phone
    await phone.at('/app/deliver')
    for (const [i, kit] of kits.entries()) {
      await page.getByRole('button', { name: i === 0 ? 'Read a QR code' : 'Next person' }).click()
      const number = page.getByLabel('Number of the card')
      const typed = page.getByRole('button', { name: 'Or type the number of the card' })
      await typed.or(number).first().waitFor()
      // Where the camera does not open meanwhile, the number is asked for without a click.
      if (!(await number.isVisible())) await typed.click({ timeout: 5000 }).catch(() => number.waitFor())
      await number.fill(card)
      await page.getByRole('button', { name: 'Find this card' }).click()
      await page.getByRole('link', { name: /Yorgelis/ }).click()
      await tile(kit)
      await page.getByRole('button', { name: `Give 1 kit ${kit}` }).click()
      await sees(page, `1 kit given to Yorgelis ${surname}: ${kit}`, /kept on this device, sent when there is a network/)
    }
  }, 240_000)

  it('gives to somebody who does not want to be registered', async () => {
    const { page } = phone
    await phone.at('/app/people/new')
    await page.getByRole('radio', { name: 'Refuses' }).first().check()
    await page.getByRole('link', { name: 'Deliver without registration' }).click()
    await tile('Hygiene kit')
    await page.getByText('Woman', { exact: true }).click()
    await page.getByRole('button', { name: /^Give 1 kit/ }).click()
    await sees(page, '1 kit given to 1 person, counted: Hygiene kit')
  }, 240_000)

  it('closes the browser, opens it and unlocks: all of it waits; comes online: all of it is sent', async () => {
    await phone.close()
    await phone.open()
    await phone.at('/app/device')
    await sees(phone.page, /7 entries wait/, /Registered · Yorgelis/)
    expect((await foundAs('yorjelis boskejo')).length).toBe(0)
    await phone.mend()
    await allSent(phone)
    const [line] = await foundAs('yorjelis boskejo')
    household = line!.id
    const { deliveries } = await registry.ask<DeliveryPage>('GET', `/deliveries?household=${household}`)
    expect(deliveries.map(({ isDouble, quantity }) => [isDouble, quantity])).toEqual(kits.map(() => [false, 1]))
  }, 300_000)
})

const foundAs = async (words: string): Promise<HouseholdLine[]> =>
  (await registry.ask<{ households: HouseholdLine[] }>('GET', `/people/households?words=${encodeURIComponent(words)}`)).households

describe('the office', () => {
  it('sees the rows of the month moved by those who came, each counted once', async () => {
    const gained = async () => {
      const now = await rowsNow()
      const gain = (code: string, what: 'people' | 'fresh') => (now.get(code)?.[what] ?? 0) - (before.get(code)?.[what] ?? 0)
      return Object.fromEntries(Object.keys(gains).map((code) => [code, [gain(code, 'people'), gain(code, 'fresh')]]))
    }
    const wanted = Object.fromEntries(Object.entries(gains).map(([code, n]) => [code, [n, n]]))
    await expect.poll(gained, { timeout: 120_000, interval: 1000 }).toEqual(wanted)
  }, 180_000)

  it('opens such a row down to its entries', async () => {
    const { row, people } = (await rowsNow()).get('NF-1' satisfies Code)!
    const office = await world.as('office')
    await office.goto(`/app/activities?plan=${plan}&computed=yes&month=${month}&row=${row.id}`)
    await sees(office, 'Computed from deliveries')
    await office.getByRole('link', { name: 'Open the deliveries' }).click()
    await office.getByRole('heading', { level: 1, name: 'Deliveries behind a row' }).waitFor()
    await sees(office, new RegExp(`${people} people in the month`), 'Shelter kit', 'Travel kit', 'Quito South service point')
    expect(await office.getByText('Yorgelis').count(), 'names are for those who meet people').toBe(0)
  }, 180_000)
})

it('another organisation registers the same person, and is told that the kit was given: not where, nor by whom', async () => {
  const page = await world.as('field-puentes')
  await page.goto('/app/people/new')
  await registerHere(page, site.id, family.slice(0, 1))
  await page.getByRole('link', { name: 'Give something now' }).click()
  await page.getByLabel('Site').selectOption(site.id)
  await page.getByRole('button', { name: /^Begin at / }).click()
  const all = page.getByRole('button', { name: /^All \d+ services$/ })
  await page.locator('.tile').first().waitFor()
  if (!(await page.locator('.tile', { hasText: 'Food kit' }).isVisible())) await all.click()
  await page.locator('.tile', { hasText: 'Food kit' }).click()
  await page.getByRole('button', { name: 'Give 1 kit Food kit' }).click()
  const told = page.locator('.notice', { hasText: 'already received this: Food kit' })
  await told.waitFor()
  const words = await told.textContent()
  expect(words).toContain('by another organisation')
  expect(words).not.toMatch(/Quito South|Fernanda|IOM|International Organization|kit · /)
}, 240_000)

it('people counted in a municipality, and a family registered there, are of that municipality down to the row of the month', async () => {
  const files = temporaryFiles()
  const list = 'Location,Admin Level,P-Code,Name,Parent P-Code\nECU,2,EC1701,Quito,EC-P\nECU,2,EC1702,Cayambe,EC-P\n'
  expect((await senda(world.server.data, 'places', 'import', files.put('admin2.csv', list))).code).toBe(0)
  files.clear()
  const page = await world.as('registration')
  await page.goto('/app/deliver')
  await page.getByLabel('Site').selectOption(site.id)
  await page.getByRole('button', { name: /^Begin at / }).click()
  await page.goto('/app/deliver/group')
  await page.locator('.tile', { hasText: 'Hot meal' }).click()
  await page.getByRole('textbox', { name: 'Women Not served yet this month' }).fill('7')
  await page.getByLabel('Municipality or canton').selectOption({ label: 'Cayambe' })
  await page.getByRole('button', { name: /^Give 7 meals/ }).click()
  await sees(page, '7 meals given to 7 people, counted: Hot meal')
  const peopleThere = async () => (await computedRows()).find(({ cells }) => cells.admin2 === 'EC1702')?.cells.peopleInMonth
  await expect.poll(peopleThere, { timeout: 120_000, interval: 1000 }).toBe(7)

  await page.goto('/app/people/new')
  await page.getByRole('radio', { name: 'Agrees' }).first().check()
  await page.getByRole('button', { name: 'Next: Place' }).click()
  await page.getByLabel('Site').selectOption({ label: 'No site, somewhere else' })
  await page.getByLabel('Country').last().selectOption({ label: 'Ecuador' })
  await page.getByLabel('Province, department or state').selectOption({ label: 'Pichincha' })
  await page.getByLabel('Municipality or canton').selectOption({ label: 'Quito' })
  await page.getByRole('button', { name: 'Next: People' }).click()
  await tell(page, { given: 'Dayanara', family: 'Muestra Traza', sex: 'female', year: '1991' })
  await page.getByRole('button', { name: 'Next: Contact' }).click()
  await page.getByRole('button', { name: 'Next: Check' }).click()
  await page.getByRole('button', { name: /^Register Dayanara/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Registered' }).waitFor()
  const [line] = await foundAs('dayanara muestra')
  const registered = await registry.ask<Household>('GET', `/people/households/${line!.id}`)
  expect(registered).toMatchObject({ site: null, country: 'EC', admin1: 'EC-P', admin2: 'EC1701' })
}, 240_000)

it('two devices change one household without a network: both versions are kept, and a person decides', async () => {
  const other = await aPhone(world.server, 'registration')
  try {
    await readyAt(other, site.id)
    await phone.cut()
    await other.cut()
    await other.open()
    await changed(phone, known.id, '+593 98 000 0001')
    await changed(other, known.id, '+593 98 000 0002')
    for (const one of [phone, other]) {
      await one.at('/app/device')
      await sees(one.page, /Household changed · Maricarmen/)
      await one.mend()
      await allSent(one)
    }
    await sees(other.page, 'Changed by somebody else, too')
  } finally {
    await other.remove()
  }
  const page = await world.as('registration')
  await page.goto('/app/people/conflicts')
  const conflict = page.getByRole('region', { name: 'Two versions: Maricarmen Modelo Prueba' })
  await conflict.getByRole('button', { name: 'Take what was proposed' }).click()
  await conflict.waitFor({ state: 'detached' })
  const now = await registry.ask<Household>('GET', `/people/households/${known.id}`)
  expect(now.phone.replace(/\D/g, '')).toBe('593980000002')
}, 400_000)

async function changed(one: Phone, id: string, number: string): Promise<void> {
  await one.at(`/app/people/${id}?edit=yes`)
  await one.page.getByLabel('Phone').fill(number)
  await one.page.getByRole('button', { name: 'Save 1 change' }).click()
  await sees(one.page, 'The changes are saved.')
}
