/** Somebody with an old phone and no script reads the overview, in Spanish, and goes down to the rows behind a figure. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { makeWorld, sees, weighed } from './browser.ts'

const world = makeWorld()

it('the first view weighs at most 60 kB, with its map and its bars', async () => {
  const page = await world.visitor({ javaScriptEnabled: false })
  const weight = weighed(page)
  await page.goto('/', { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1, name: /What was done in/ }).waitFor()
  expect(await page.locator('svg[role=img]').first().isVisible()).toBe(true)
  expect(await page.locator('script').count()).toBe(0)
  expect(await weight.bytes()).toBeLessThanOrEqual(60_000)
  await page.context().close()
})

it.each(['', '/EC', '/activities?country=EC'])('a published plan%s weighs at most 60 kB and runs no script', async (part) => {
  const page = await world.visitor({ javaScriptEnabled: false })
  const weight = weighed(page)
  await page.goto(`/plans/iom-regional-2022${part}`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.locator('script').count()).toBe(0)
  expect(await page.locator('main table').count()).toBeGreaterThan(0)
  expect(await weight.bytes()).toBeLessThanOrEqual(60_000)
  await page.context().close()
})

it('a plan is found from the list, read in Spanish, and goes down to one activity with its place and money', async () => {
  const page = await world.visitor({ javaScriptEnabled: false })
  await page.goto('/plans?language=en')
  await page.locator('main').getByRole('link', { name: /2022/ }).click()
  await page.getByRole('link', { name: 'Español' }).click()
  await sees(page, /^Versión 1, publicada el/)
  await page.getByRole('link', { name: 'Ecuador' }).first().click()
  await page.getByRole('heading', { level: 1, name: /Ecuador/ }).waitFor()
  await page.goto('/plans/iom-regional-2022/activities?country=EC&language=es')
  const activity = page.locator('main tbody th a').first()
  const name = (await activity.textContent()) ?? ''
  await activity.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await sees(page, /^Ecuador · /, /^US\$/)
  await page.context().close()
})

it('a figure opens down to its rows, and the rows add up to it', async () => {
  const page = await world.visitor({ javaScriptEnabled: false })
  await page.goto('/')
  await page.getByRole('link', { name: 'Español' }).click()
  await page.getByRole('heading', { level: 1, name: /Lo que se hizo/ }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('es')

  const food = page.locator('section[data-sector=food]')
  const figure = food.locator('.figures .figure a').first()
  const shown = numberIn((await figure.textContent()) ?? '')
  expect(shown).toBe(51_285)
  await figure.click()
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  const numbers = await page.getByRole('region').locator('tbody td.n').allInnerTexts()
  expect(numbers.length).toBeGreaterThan(10)
  expect(numbers.map(numberIn).reduce((a, b) => a + b, 0)).toBe(shown)

  await page.getByRole('link', { name: 'Volver al panorama' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV, HXL' }).click()
  const file = readFileSync(await (await download).path(), 'utf8')
  expect(file.split('\n').slice(0, 2).join('\n')).toContain('#indicator+value+num')
  expect(file).toContain('51285')
  await page.context().close()
})

it('the differences to what was printed stand on the page', async () => {
  const page = await world.visitor({ javaScriptEnabled: false })
  await page.goto('/?language=en')
  await sees(page, 'Where printed totals differ')
  await page.context().close()
})

const numberIn = (text: string): number => Number(text.replace(/\D/g, ''))
