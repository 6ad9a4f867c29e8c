/** A month on its way: a reporter sends it with errors and mends them, the country office returns one row and locks the month. */
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { heldAnswer, makeWorld, sees } from './browser.ts'
import { fillTemplate, makePlan, month, plan } from './plan.ts'
import { senda } from './server.ts'

const world = makeWorld()
beforeAll(() => makePlan(world.server.data))

const rowOf = (page: Page, title: string): Locator => page.getByRole('row').filter({ hasText: title })
const cell = (page: Page, title: string, column: string): Locator => rowOf(page, title).locator(`[data-cell="${column}"]`)

/** Where a line of Today leads. */
const due = (page: Page, words: string): Locator => page.getByRole('listitem').filter({ hasText: words }).getByRole('link')

/** Saves what is kept on the device, and waits until it is. */
async function save(page: Page, rows: number): Promise<void> {
  await page
    .getByRole('button', { name: rows === 1 ? 'Save 1 row' : `Save ${rows} rows` })
    .first()
    .click()
  await sees(page, rows === 1 ? '1 row saved' : `${rows} rows saved`)
}

/** Presses the button of a step, says yes, and closes the answer. */
async function step(page: Page, name: string, done: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  const dialog = page.getByRole('dialog', { name })
  await dialog.getByRole('button', { name }).click()
  await page.getByRole('dialog').getByText(done).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
}

it('a reporter downloads the template, fills it in and sends it; what is wrong is said in words', async () => {
  const page = await world.as('reporter')
  await page.goto(`/app/imports/new?plan=${plan}`)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Template, XLSX' }).click()
  const file = await fillTemplate(await (await download).path(), month)

  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'May 2021.xlsx', mimeType: 'application/octet-stream', buffer: file })
  await page.getByRole('button', { name: 'Import May 2021.xlsx' }).click()
  await page.getByRole('heading', { name: 'What happened' }).waitFor()

  const found = page.getByRole('region', { name: 'Findings' })
  const said = (await found.getByRole('row').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '))
  expect(said).toContainEqual(expect.stringMatching(/^Population groups do not add up to new people .* 1 /))
  expect(said).toContainEqual(expect.stringMatching(/^More new people than people in the month .* 1 /))
  expect(said).toContainEqual(expect.stringMatching(/^Girls, boys, women and men do not add up to new people .* 2 /))
})

it('the same file sent again is the same import', async () => {
  const page = await world.as('reporter')
  const address = page.url()
  await page.goto(`/app/imports?plan=${plan}`)
  await page.getByRole('link', { name: 'May 2021.xlsx' }).click()
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(new URL(address).pathname)
})

it('one row is mended by hand, in its cell', async () => {
  const page = await world.as('reporter')
  await page.getByRole('link', { name: /^Open the 3 rows/ }).click()
  await rowOf(page, 'Kits at the border').waitFor()
  await cell(page, 'Kits at the border', 'peopleInMonth').dblclick()
  const field = page.getByRole('textbox', { name: /^(People in the month|Total).*row/i }).or(page.locator('td.editing input'))
  await field.first().fill('150')
  await field.first().press('Enter')
  await save(page, 1)
  await rowOf(page, 'Kits at the border').waitFor({ state: 'detached' })
})

it('one is mended by a rule: before and after first, then the change, which can be undone', async () => {
  const page = await world.as('reporter')
  await page.getByRole('button', { name: 'Fix several rows' }).click()
  await page.getByLabel('Rule').selectOption({ label: 'Round a breakdown that is off by at most two, into its largest cell' })
  const preview = page.getByRole('region', { name: 'Preview: before and after' })
  await preview.getByText('Hot meals').waitFor()
  expect(await preview.getByRole('row').nth(1).textContent()).toMatch(/70.*becomes.*69/)

  const fix = async () => {
    await page.getByRole('button', { name: 'Fix 1 row' }).click()
    await sees(page, '1 row mended.')
  }
  await fix()
  await page.getByRole('button', { name: 'Undo' }).click()
  await sees(page, '1 row is as it was before.')
  await fix()
  await page.getByRole('region', { name: 'Fix several rows' }).getByRole('button', { name: 'Close' }).click()
  await rowOf(page, 'Hot meals').waitFor({ state: 'detached' })
})

it('one is mended with a block copied in Excel', async () => {
  const page = await world.as('reporter')
  await page.evaluate(() => navigator.clipboard.writeText('25\t25\t30\t20\r\n'))
  await cell(page, 'Kits in Manta', 'girls').click()
  await page.keyboard.press('Control+V')
  await save(page, 1)
  await rowOf(page, 'Kits in Manta').waitFor({ state: 'detached' })
})

const sentRow = (page: Page) => heldAnswer(page, `**/plans/${plan}/activities`)
async function typeInto(page: Page, title: string, column: string, text: string): Promise<void> {
  await cell(page, title, column).dblclick()
  await page.locator('td.editing input').fill(text)
  await page.keyboard.press('Enter')
}

it('a row typed in while it is sent stays kept over what was saved; also one typed back', async () => {
  const page = await world.as('reporter')
  await page.goto(`/app/activities?plan=${plan}&month=2021-05`)
  await typeInto(page, 'School places', 'title', 'School place')
  await typeInto(page, 'School place', 'peopleInMonth', '130')
  const sent = await sentRow(page)
  await page.getByRole('button', { name: 'Save 1 row' }).click()
  await sent.isHeld
  await typeInto(page, 'School place', 'title', 'Places in schools')
  await typeInto(page, 'Places in schools', 'peopleInMonth', '120')
  const isRead = page.waitForResponse((r) => r.url().includes('/activities?') && r.ok())
  await sent.go()
  await isRead
  await save(page, 1)
  await expectRow(page, 'Places in schools', '120')
})

it('the open row begins at what was saved, before it is read again; letters being typed stay', async () => {
  const page = await world.as('reporter')
  await rowOf(page, 'Places in schools')
    .getByRole('button', { name: /Open row/ })
    .click()
  const form = page.getByRole('form', { name: 'Cells of the row' })
  const [title, people] = [form.getByLabel('Activity', { exact: true }), form.getByLabel('In month', { exact: true })]
  await people.fill('140')
  await people.blur()
  const sent = await sentRow(page)
  await form.getByRole('button', { name: 'Save 1 row' }).click()
  await sent.isHeld
  await title.fill('School places')
  const read = await heldAnswer(page, `**/plans/${plan}/activities/*`)
  await sent.go()
  await read.isHeld
  expect(await Promise.all([title, people].map((field) => field.inputValue()))).toEqual(['School places', '140'])
  await people.fill('150')
  await people.blur()
  await save(page, 1)
  await read.go()
  await page.getByRole('button', { name: /^Close row/ }).click()
  await expectRow(page, 'School places', '150')
})

/** As the server has it. */
async function expectRow(page: Page, title: string, people: string): Promise<void> {
  await page.reload()
  await expect.poll(() => cell(page, title, 'peopleInMonth').textContent()).toMatch(new RegExp(`^${people}`))
  expect(await page.getByRole('button', { name: 'Save 1 row' }).count()).toBe(0)
}

it('the month is submitted', async () => {
  const page = await world.as('reporter')
  await page.goto(`/app/activities?plan=${plan}&month=2021-05`)
  await step(page, 'Submit 5 rows', '5 rows submitted')
  await rowOf(page, 'Hot meals').filter({ hasText: 'submitted' }).waitFor()
})

it('the country office returns one row with a comment and accepts the others', async () => {
  const page = await world.as('ecuador')
  await page.goto(`/app/?plan=${plan}`)
  await due(page, 'May 2021: 5 rows wait for your review').click()
  await rowOf(page, 'Hot meals').getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Return 1 row' }).click()
  const dialog = page.getByRole('dialog', { name: 'Return 1 row' })
  await dialog.getByLabel(/Comment for row/).fill('Were these meals not served in April?')
  await dialog.getByRole('button', { name: 'Return 1 row' }).click()
  await page.getByRole('dialog').getByText('1 row returned').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await step(page, 'Accept 4 rows', '4 rows accepted')
})

it('the reporter reads the comment, mends the row and sends it again', async () => {
  const page = await world.as('reporter')
  await page.goto(`/app/?plan=${plan}`)
  await due(page, '1 row was returned to you').click()
  await rowOf(page, 'Hot meals')
    .getByRole('button', { name: /Open row/ })
    .click()
  await sees(page, 'Were these meals not served in April?')
  await page.getByRole('form', { name: 'Cells of the row' }).getByLabel('Activity', { exact: false }).first().waitFor()
  await page.getByLabel('Your comment').fill('No, in May; the title says so now.')
  await page.getByRole('button', { name: 'Add the comment' }).click()
  await sees(page, 'No, in May; the title says so now.')
  await page.getByRole('button', { name: /^Close row/ }).click()
  await cell(page, 'Hot meals', 'title').dblclick()
  await page.locator('td.editing input').fill('Hot meals in May')
  await page.keyboard.press('Enter')
  await save(page, 1)
  await step(page, 'Submit 1 row', '1 row submitted')
})

it('the office accepts it and locks the month', async () => {
  const page = await world.as('ecuador')
  await page.goto(`/app/activities?plan=${plan}&month=2021-05`)
  await step(page, 'Accept 1 row', '1 row accepted')
  await step(page, 'Lock 5 rows', '5 rows locked')
  await rowOf(page, 'Hot meals in May').filter({ hasText: 'locked' }).waitFor()
})

it('a locked row is corrected by a row that names it; once accepted, the figure follows', async () => {
  const page = await world.as('reporter')
  await page.goto(`/app/activities?plan=${plan}&month=2021-05`)
  await rowOf(page, 'Kits in Manta')
    .getByRole('button', { name: /Open row/ })
    .click()
  await page.getByRole('button', { name: 'Correct this row' }).click()
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Record the correction' }) })
  for (const [label, value] of Object.entries({ New: '90', Destination: '60', Women: '20' })) {
    await form.getByLabel(label, { exact: true }).fill(value)
    await form.getByLabel(label, { exact: true }).blur()
  }
  await form.getByLabel('Why').fill('Ten families came from the month before.')
  await page.getByRole('button', { name: 'Record the correction' }).click()
  await sees(page, '1 correction')
  expect(await reached()).toEqual(['country,sum', 'Ecuador,500', 'Total,500'])

  const office = await world.as('ecuador')
  await office.goto(`/app/activities?plan=${plan}&month=2021-05`)
  await step(office, 'Accept 1 row', '1 row accepted')
  expect(await reached()).toEqual(['country,sum', 'Ecuador,490', 'Total,490'])
})

async function reached(): Promise<string[]> {
  const asked = ['--plan', plan, '--until', '2021-05', '--by', 'country', '--method', 'sum', '--format', 'csv']
  return (await senda(world.server.data, 'figures', 'reached', ...asked)).out.trim().split('\n')
}
