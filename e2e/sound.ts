/** A page of which axe has nothing to say, and which does not scroll sideways: light and dark, on a desk and on a phone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export type Way = { colorScheme: 'light' | 'dark'; width: 1280 | 360 }
export const [desk, phoneAtNight]: Way[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
]
export const everyWay: Way[] = [desk!, { colorScheme: 'dark', width: 1280 }, { colorScheme: 'light', width: 360 }, phoneAtNight!]
export const bothEnds: Way[] = [desk!, phoneAtNight!]

export async function isSound(page: Page, address: string, ways: Way[]): Promise<void> {
  await show(page, ways[0]!)
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await isThere(page)
  expect(await page.getByText(/web\.\w+\.[\w.-]+/).count(), `${address}: a sentence is missing`).toBe(0)
  for (const way of ways) await looksSound(page, address, way)
}

/** Nothing waits for its answer any more. */
export const isThere = (page: Page) =>
  expect.poll(() => page.locator('main .wait, dialog .wait').count(), { timeout: 30_000 }).toBe(0)

/** Axe does not know the top layer: it would take what lies behind for something that covers, and judge no colour. */
export const hideWhatIsBehind = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('body { visibility: hidden } dialog[open], [popover]:popover-open { visibility: visible }')
    document.adoptedStyleSheets.push(sheet)
  })

export async function show(page: Page, { colorScheme, width }: Way): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: 800 })
}

export async function looksSound(page: Page, address: string, way: Way): Promise<void> {
  await show(page, way)
  const where = `${address}, ${way.colorScheme}, ${way.width} px`
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze()
  const said = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  )
  expect(said, where).toEqual([])
  expect(passes.map((rule) => rule.id)).toContain('color-contrast')
  const { inner, whole } = await page.evaluate(() => ({ inner: innerWidth, whole: document.documentElement.scrollWidth }))
  expect(whole, `${where} scrolls sideways`).toBeLessThanOrEqual(inner)
}
