/** A month sent by somebody without a mouse: sign in, import, mend a cell, submit; what has the focus can always be seen. */
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { makeWorld, sees } from './browser.ts'
import { csvOf, makePlan, month, plan } from './plan.ts'

const world = makeWorld()
let page: Page
beforeAll(async () => {
  await makePlan(world.server.data)
  page = await world.visitor()
})

/** What is wrong with how the focus shows: nothing focused, no ring, out of the window, or covered. */
const hiddenFocus = (on: Page): Promise<string | undefined> =>
  on.evaluate(() => {
    const at = document.activeElement
    if (!(at instanceof HTMLElement) || at === document.body) return undefined
    const name = at.outerHTML.slice(0, 120)
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
    const drawn = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    if (!drawn && !at.matches('h1, h2, main, [contenteditable]')) return `no ring: ${name}`
    const box = at.getBoundingClientRect()
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.2, 0.5, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y]),
    )
    const seen = points.some(([x, y]) => {
      const on = document.elementFromPoint(x!, y!)
      return on !== null && (at.contains(on) || on.contains(at))
    })
    return seen ? undefined : `covered or outside: ${name}`
  })

/** Presses Tab until it is there, and looks at every stop. */
async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 80; stops++) {
    expect(await hiddenFocus(page)).toBeUndefined()
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`Tab does not lead to ${target}`)
}

it('signs in', async () => {
  const email = 'reporter@senda.example'
  await page.goto(`/app/imports/new?plan=${plan}`)
  await page.getByRole('textbox', { name: 'E-mail' }).or(page.getByLabel('Correo electrónico')).waitFor()
  await tabTo(page.getByRole('button', { name: 'English' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page.getByRole('textbox', { name: 'E-mail' }))
  await page.keyboard.type(email)
  await tabTo(page.getByLabel('Password', { exact: true }))
  await page.keyboard.type(world.server.passwords[email]!)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Import a file' }).waitFor()
})

it('skips to the content, chooses the file and imports it', async () => {
  await tabTo(page.getByRole('link', { name: 'Skip to content' }))
  await page.keyboard.press('Enter')
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page.getByRole('button', { name: 'Choose a file' }))
  await page.keyboard.press('Enter')
  const file = { name: 'May 2021.csv', mimeType: 'text/csv', buffer: Buffer.from(csvOf(month.slice(0, 4))) }
  await (await chooser).setFiles(file)
  await tabTo(page.getByRole('button', { name: 'Import May 2021.csv' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
})

it('opens the rows, walks the grid with arrows and mends a cell', async () => {
  await tabTo(page.getByRole('link', { name: /^Open the 4 rows/ }))
  await page.keyboard.press('Enter')
  const grid = page.getByRole('grid')
  await grid.waitFor()
  const inGrid = grid.locator('[data-cell][tabindex="0"]')
  await inGrid.waitFor()
  await tabTo(inGrid)
  const at = () =>
    page.evaluate(() => {
      const cell = document.activeElement?.closest('[data-cell]')
      return { cell: cell?.getAttribute('data-cell') ?? '', row: cell?.closest('tr')?.textContent ?? '' }
    })
  const walk = async (key: string, until: (place: { cell: string; row: string }) => boolean) => {
    for (let steps = 0; steps < 40 && !until(await at()); steps++) {
      await page.keyboard.press(key)
      expect(await hiddenFocus(page)).toBeUndefined()
    }
    expect(until(await at())).toBe(true)
  }
  const mend = async (row: string, cell: string, value: string) => {
    await walk('ArrowDown', (place) => place.row.includes(row))
    await walk('ArrowRight', (place) => place.cell === cell)
    await page.keyboard.press('Enter')
    await page.keyboard.type(value)
    await page.keyboard.press('Enter')
  }
  await mend('Kits at the border', 'peopleInMonth', '150')
  await tabTo(page.getByRole('button', { name: 'Save 1 row' }).first(), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await sees(page, '1 row saved')
})

it('submits what is sound, and is told what was left', async () => {
  await page.keyboard.press('Tab')
  await tabTo(page.getByRole('button', { name: 'Submit 3 rows' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Submit 3 rows' })
  await tabTo(dialog.getByRole('button', { name: 'Submit 3 rows' }))
  await page.keyboard.press('Enter')
  await dialog.getByText('3 rows submitted').waitFor()
  await dialog.getByText('1 row still has something to be mended.').waitFor()
  expect(await hiddenFocus(page)).toBeUndefined()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

it('looks for words: the field keeps the focus while the rows are asked for, and is empty once the filter is cleared', async () => {
  const grid = page.getByRole('grid')
  const words = page.getByRole('searchbox', { name: 'Words in the activity' })
  await tabTo(words, 'Shift+Tab')
  await page.keyboard.type('Hot')
  await grid.getByText('School places').waitFor({ state: 'detached' })
  await page.keyboard.type(' soup')
  await sees(page, 'No row answers this filter')
  await tabTo(page.getByRole('button', { name: 'Show all rows' }).last())
  await page.keyboard.press('Enter')
  await grid.getByText('School places').waitFor()
  expect(await words.inputValue()).toBe('')
})

it('in the plan: walks what the organisation plans, fills what is missing, and submits from the panel', async () => {
  await page.goto('/app/plan/iom-regional-2022/activities?finding=any')
  const grid = page.getByRole('grid')
  await grid.getByText('Puesto de salud en Huaquillas').waitFor()
  await tabTo(grid.locator('[tabindex="0"]').first())
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Puesto de salud en Huaquillas' })
  await panel.waitFor()
  const filled = { Description: 'Un puesto junto al puente, de lunes a viernes.', 'In-kind and programme costs USD': '20 000' }
  for (const [name, text] of Object.entries(filled)) {
    await tabTo(panel.getByRole('textbox', { name, exact: true }))
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Tab')
  await panel.getByText(/Total 20.000 USD/).waitFor()
  await tabTo(panel.getByRole('button', { name: 'Submit', exact: true }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Submit 1 activity?' })
  await tabTo(dialog.getByRole('button', { name: 'Submit', exact: true }))
  await page.keyboard.press('Enter')
  await sees(page, '1 activity was submitted')
})
