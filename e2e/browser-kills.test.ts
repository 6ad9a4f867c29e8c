/** A browser that dies while somebody gives: what was shown as saved arrives once, what was shown as sent is with the server, nothing is there twice. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeliveryPage } from '../src/modules/delivery/contract.ts'
import type { Household } from '../src/modules/people/contract.ts'
import { aPerson } from '../test/people.ts'
import { makeWorld } from './browser.ts'
import { type Registry, registryOf } from './people.ts'
import { allSent, aPhone, type Phone, readyAt } from './phone.ts'

const kills = Number(process.env.SENDA_KILLS ?? 8)
const world = makeWorld()
/** By their quantities: each is another number. */
const saved = new Set<number>()
const sent = new Set<number>()
let next = 101
let registry: Registry
let household: Household
let phone: Phone

beforeAll(async () => {
  registry = await registryOf(world)
  household = await registry.register({ persons: [aPerson({ given: 'Rosa', family: 'Ejemplo' })] })
  phone = await aPhone(world.server, 'field')
  await readyAt(phone, household.site!)
}, 400_000)
afterAll(() => phone?.remove())

const arrived = async (): Promise<number[]> => {
  const all: number[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const more = after ? `&after=${encodeURIComponent(after)}` : ''
    const page = await registry.ask<DeliveryPage>('GET', `/deliveries?household=${household.id}${more}`)
    all.push(...page.deliveries.map(({ quantity }) => quantity!))
    after = page.next
  }
  return all
}

/** Gives and gives, each time another number, and notes what the screen says of it. */
async function giveOn(isOver: () => boolean): Promise<void> {
  const { page } = phone
  while (!isOver()) {
    const quantity = next++
    const all = page.getByRole('button', { name: /^All \d+ services$/ })
    if (!(await page.locator('.tile', { hasText: 'Information on rights' }).isVisible())) await all.click()
    await page.locator('.tile', { hasText: 'Information on rights' }).click()
    await page.getByRole('button', { name: /^Another quantity/ }).click()
    await page.getByRole('button', { name: 'Delete the last digit' }).click()
    for (const digit of String(quantity)) await page.getByRole('button', { name: digit, exact: true }).click()
    const said = String(quantity).replace(/^\d(?=\d{3}$)/, '$&\\s')
    await page.getByRole('button', { name: new RegExp(`^Give ${said} sessions`) }).click()
    const notice = page.locator('.notice', { hasText: new RegExp(`\\b${said} sessions given to Rosa Ejemplo`) })
    await notice.waitFor()
    saved.add(quantity)
    await notice
      .getByText('· sent')
      .waitFor({ timeout: quantity % 3 === 0 ? 1500 : 1 })
      .then(() => sent.add(quantity))
      .catch(() => undefined)
    await page.getByRole('button', { name: 'Give this household something more' }).click()
  }
}

it(
  `a browser killed ${kills} times while somebody gives loses nothing that was saved, and gives nothing twice`,
  async () => {
    for (let kill = 0; kill < kills; kill++) {
      await phone.open()
      await phone.at('/app/device')
      await allSent(phone)
      await phone.at(`/app/deliver/${household.id}`)
      await phone.page.getByRole('heading', { level: 1, name: 'Rosa Ejemplo' }).waitFor()
      // Every second time there is no network: then all of it is only on the device.
      if (kill % 2 === 1) await phone.cut()
      let over = false
      const giving = giveOn(() => over).catch((error: unknown) => {
        if (!over) throw error
      })
      const first = next
      while (next < first + 2) await Promise.race([giving, new Promise((resolve) => setTimeout(resolve, 100))])
      await Promise.race([giving, new Promise((resolve) => setTimeout(resolve, Math.random() * 4000))])
      over = true
      await phone.kill()
      await giving
      const there = await arrived()
      for (const quantity of sent) expect(there, `shown as sent: ${quantity}`).toContain(quantity)
      await phone.mend()
    }
    await phone.open()
    await phone.at('/app/device')
    await allSent(phone)
    const there = await arrived()
    expect(new Set(there).size, 'nothing twice').toBe(there.length)
    expect(
      [...saved].filter((quantity) => !there.includes(quantity)),
      'saved, but lost',
    ).toEqual([])
    expect(
      [...there].filter((quantity) => quantity >= next),
      'never given',
    ).toEqual([])
    expect(saved.size).toBeGreaterThan(kills)
    process.stderr.write(`${kills} kills: ${saved.size} shown as saved, ${sent.size} as sent, ${there.length} arrived\n`)
  },
  240_000 + kills * 60_000,
)
