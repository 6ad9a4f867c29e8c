/** A plan on its way: a partner fills its form, its office endorses, country and region decide, a donor reads, money comes, a revision shows what changed. */
import { readFileSync } from 'node:fs'
import { readXlsx } from 'hucre/xlsx'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { makeWorld, type Person, sees } from './browser.ts'
import { fillForm, flows, makeYear, planned, year } from './plan-year.ts'

const world = makeWorld()
beforeAll(() => makeYear(world.server.data))

const at = (part: string): string => `/app/plan/${year}/${part}`
const rowOf = (page: Page, title: string): Locator => page.getByRole('row').filter({ hasText: title })
const cell = (page: Page, title: string, column: string): Locator => rowOf(page, title).locator(`[data-cell="${column}"]`)

/** Somebody opens the review, and a line of it. */
async function review(person: Person, line?: RegExp): Promise<Page> {
  const page = await world.as(person)
  await page.goto(at('review'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (line) await page.getByRole('link', { name: line }).first().click()
  return page
}

/** Chooses activities by their names, or all; presses the step and says yes. */
async function decide(page: Page, step: string, titles?: string[]): Promise<void> {
  if (!titles) await page.getByRole('checkbox', { name: /^All/ }).check()
  for (const title of titles ?? []) await page.getByRole('checkbox', { name: title }).check()
  await page
    .getByRole('button', { name: new RegExp(`^${step}( \\d+)?$`) })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: new RegExp(`^${step}`) }).click()
  await dialog.waitFor({ state: 'detached' })
}

it('a partner downloads the form, fills it in and sends it; one mistake is said in words', async () => {
  const page = await world.as('reporter')
  await page.goto(at('activities'))
  await page.getByRole('button', { name: 'Form as a workbook' }).click()
  const dialog = page.getByRole('dialog', { name: 'Form as a workbook' })
  await dialog.getByLabel('Country').selectOption({ label: 'Ecuador' })
  const download = page.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Download the form' }).click()
  const buffer = await fillForm(await (await download).path(), planned)
  const file = { name: 'Ecuador 2023.xlsx', mimeType: 'application/octet-stream', buffer }
  await dialog.getByLabel('Filled form').setInputFiles(file)
  await sees(page, '4 rows read: 4 new, 0 changed, 0 as they were', '1 to be mended')
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await rowOf(page, 'Consultations in Guayaquil').getByText('Ages and genders do not add up').waitFor()
})

it('what cannot be sent stays on the device, over another screen and a reload, and goes when the line returns', async () => {
  const page = await world.as('reporter')
  const words = 'Typed without a line.'
  const kept = page.getByText('1 row kept on this device, not sent yet').filter({ visible: true })
  const today = () => page.getByRole('link', { name: 'Today' }).first().click()
  await page.context().setOffline(true)
  await cell(page, 'Consultations in Quito', 'description').dblclick()
  await page.locator('td.editing input').fill(words)
  await page.keyboard.press('Enter')
  await kept.first().waitFor()
  await today()
  await page.getByRole('heading', { level: 1, name: 'What is due from you today' }).waitFor()
  await kept.first().waitFor()

  await page.route('**/planned-activities', (route) => route.abort())
  await page.context().setOffline(false)
  await page.reload()
  await page.getByRole('link', { name: 'Open them' }).click()
  await cell(page, 'Consultations in Quito', 'description').getByText(words).waitFor()
  expect(await descriptions(page)).not.toContain(words)

  await today()
  await page.unroute('**/planned-activities')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(() => descriptions(page)).toContain(words)
  await kept.first().waitFor({ state: 'detached' })
  await page.goto(at('activities'))
})

/** As the server has them. */
async function descriptions(page: Page): Promise<(string | null)[]> {
  const answer = await page.request.get(`/api/plans/${year}/planned-activities`)
  const { rows } = (await answer.json()) as { rows: { cells: { description: string | null } }[] }
  return rows.map((row) => row.cells.description)
}

it('it is mended in its cell, and all are submitted', async () => {
  const page = await world.as('reporter')
  await cell(page, 'Consultations in Guayaquil', 'men').dblclick()
  await page.locator('td.editing input').fill('80')
  await page.keyboard.press('Enter')
  await rowOf(page, 'Consultations in Guayaquil').getByText('Ages and genders do not add up').waitFor({ state: 'detached' })
  await submitAll(page, 4)
})

async function submitAll(page: Page, n: number): Promise<void> {
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Submit' })
  await dialog.getByRole('button', { name: 'Submit now' }).click()
  await sees(page, `${n} submitted. Nothing was left.`)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
}

it('the office of the organisation endorses them', async () => {
  const page = await review('office', /Health/)
  await decide(page, 'Endorse')
  await sees(page, '3 activities were endorsed')
  await review('office', /Food/)
  await decide(page, 'Endorse')
  await sees(page, '1 activity was endorsed')
})

it('two review one activity at once: one returns it with a comment at a cell, the other is told, and nothing is overwritten', async () => {
  const officer = await review('ecuador', /Health/)
  await officer.getByRole('checkbox', { name: 'Consultations in Guayaquil' }).waitFor()

  const coordinator = await review('health-ecuador', /Health/)
  await coordinator.getByRole('button', { name: 'Consultations in Guayaquil' }).click()
  await coordinator.getByRole('button', { name: 'Comment on: In-kind and programme costs USD' }).click()
  await coordinator.getByLabel('Comment on: In-kind and programme costs USD').last().fill('Is the rent of the clinic in it?')
  await coordinator.getByRole('button', { name: 'Add the comment' }).first().click()
  await sees(coordinator, 'Is the rent of the clinic in it?')
  await coordinator.getByRole('button', { name: 'Close' }).first().click()
  await coordinator.getByRole('checkbox', { name: 'Consultations in Guayaquil' }).check()
  await coordinator.getByRole('button', { name: 'Return', exact: true }).click()
  const dialog = coordinator.getByRole('dialog')
  await dialog.getByLabel('What is to be mended, and why').fill('Please see the comment at the budget.')
  await dialog.getByRole('button', { name: 'Return' }).click()
  await sees(coordinator, '1 activity was returned')

  await decide(officer, 'Validate')
  await sees(officer, '2 activities were validated', '1 was left as it was:')
  const left = officer.getByRole('listitem').filter({ hasText: 'Consultations in Guayaquil' })
  expect(await left.textContent()).toMatch(/Helena/)
  expect(await states()).toEqual({ endorsed: 1, returned: 1, validated: 2 })
})

/** How many stand in each state, as the region sees it. */
async function states(): Promise<Record<string, number>> {
  const page = await world.as('regional')
  const answer = await page.request.get(`/api/plans/${year}/planned-activities`)
  return ((await answer.json()) as { sums: { states: Record<string, number> } }).sums.states
}

it('the partner reads the comment, answers it, mends the cell and submits again; its office endorses again', async () => {
  const page = await world.as('reporter')
  await page.goto(`/app/?plan=${year}`)
  await page.getByRole('listitem').filter({ hasText: '1 activity of the plan came back to you' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Open row 1' }).click()
  const panel = page.getByRole('complementary', { name: 'Consultations in Guayaquil' })
  await panel.getByText('Is the rent of the clinic in it?').waitFor()
  await panel.getByRole('button', { name: 'Comment on: In-kind and programme costs USD' }).click()
  await panel.getByRole('textbox', { name: 'Comment on: In-kind' }).fill('It was not. Now it is.')
  await panel.getByRole('button', { name: 'Add the comment' }).click()
  await panel.getByText('It was not. Now it is.').waitFor()
  const budget = panel.getByRole('textbox', { name: 'In-kind and programme costs USD', exact: true })
  await budget.fill('95.000,50')
  await budget.blur()
  await panel.getByText(/Total 95.000\.5 USD/).waitFor()
  await panel.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click()
  await sees(page, '1 activity was submitted')

  const office = await review('office', /Health/)
  await decide(office, 'Endorse')
  await sees(office, '1 activity was endorsed')
})

it('the coordinator of health sees what changed since, and validates; the country office validates the food', async () => {
  const coordinator = await review('health-ecuador', /Health/)
  await coordinator.getByRole('button', { name: 'Consultations in Guayaquil' }).click()
  await coordinator.getByText('Changed since it was sent back').click()
  await sees(coordinator, /80.000\.5/, /95.000\.5/)
  await decide(coordinator, 'Validate')
  await sees(coordinator, '1 activity was validated')
  const officer = await review('ecuador', /Food/)
  await decide(officer, 'Validate')
  expect(await states()).toEqual({ validated: 4 })
})

it('the region approves, reads where numbers differ, and publishes', async () => {
  const page = await review('regional', /Health/)
  await decide(page, 'Approve')
  await review('regional', /Food/)
  await decide(page, 'Approve')
  expect(await states()).toEqual({ approved: 4 })

  await page.goto(at('publication'))
  await sees(page, '4 approved activities are published', 'Do the numbers agree?', /38.000.*40.000|40.000.*38.000/)
  await page.getByRole('button', { name: 'Publish version 1 …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 1' })
  expect(await dialog.getByRole('button', { name: 'Publish version 1' }).isDisabled()).toBe(true)
  await dialog.getByLabel(/I have seen the difference/).check()
  await dialog.getByLabel('What it is about').fill('The first plan of the year.')
  await dialog.getByRole('button', { name: 'Publish version 1' }).click()
  await sees(page, 'The plan is published and locked', 'The first plan of the year.')
})

it('a donor reads the page without JavaScript, filters health in Ecuador, and downloads what is shown', async () => {
  const page = await world.visitor({ javaScriptEnabled: false })
  await page.goto(`/plans/${year}?language=en`)
  await page.getByRole('heading', { level: 1, name: 'Response 2023' }).waitFor()
  await page.getByRole('link', { name: /4 activities/ }).click()
  await page.getByLabel('Country').selectOption({ label: 'Ecuador' })
  await page.getByLabel('Sector').selectOption({ label: 'Health' })
  await page.getByRole('button', { name: 'Show' }).click()
  await sees(page, /^3 activities/)
  const shown = await page.locator('main tbody th a').allInnerTexts()
  expect(shown.toSorted()).toEqual(['Consultations in Guayaquil', 'Consultations in Quito', 'Training of nurses'])

  const csv = (await downloaded(page, 'CSV, HXL')).toString('utf8').trim().split(/\r?\n/)
  expect(csv[1]).toContain('#activity')
  expect(csv).toHaveLength(2 + shown.length)
  for (const title of shown) expect(csv.filter((line) => line.includes(title))).toHaveLength(1)

  const sheets = (await readXlsx(await downloaded(page, 'XLSX'))).sheets
  const rows = sheets.map((sheet) => sheet.rows.filter((row) => row.some((cell) => shown.includes(String(cell)))))
  expect(rows.find((found) => found.length > 0)).toHaveLength(shown.length)

  await page.getByRole('link', { name: 'Response 2023' }).first().click()
  const pdf = await downloaded(page, 'PDF')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.subarray(-1024).toString('latin1')).toContain('%%EOF')
  await page.context().close()
})

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name, exact: true }).click()
  return readFileSync(await (await download).path())
}

it('a funding file arrives, and coverage moves by exactly its amount', async () => {
  const page = await world.as('regional')
  await page.goto(at('money'))
  const headline = page.getByRole('region', { name: 'Money at a glance' })
  const figures = async () => {
    await headline.waitFor()
    const texts = await headline.locator('.figure b').allInnerTexts()
    return texts.map((text) => Number(text.replace(/\D/g, '')))
  }
  const [asked, given, missing] = await figures()
  expect([asked, given, missing]).toEqual([295_001, 0, 295_001])
  await page.getByRole('button', { name: 'Import a file' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a file' })
  const file = { name: 'flows.json', mimeType: 'application/json', buffer: Buffer.from(flows(110_000)) }
  await dialog.locator('input[type=file]').setInputFiles(file)
  await sees(page, 'One line read: 1 added, 0 changed, 0 the same, 0 left out')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect.poll(figures).toEqual([asked, 110_000, missing! - 110_000, 0])
  const line = page.getByRole('table').first().getByRole('row').filter({ hasText: 'Ecuador' })
  expect((await line.getByRole('cell').allInnerTexts()).slice(0, 3)).toEqual([
    expect.stringMatching(/^295.001$/),
    expect.stringMatching(/^110.000$/),
    expect.stringMatching(/^37\.3/),
  ])
})

it('a revision is opened, one activity changes and is published again; the difference says what', async () => {
  const region = await world.as('regional')
  await region.goto(at('publication'))
  await region.getByRole('button', { name: 'Open a revision …' }).click()
  await region.getByRole('dialog').getByRole('button', { name: 'Open a revision' }).click()
  await region.getByRole('heading', { name: 'Publish version 2' }).waitFor()

  const partner = await world.as('reporter')
  await partner.goto(at('activities'))
  await rowOf(partner, 'Training of nurses')
    .getByRole('button', { name: /^Open row/ })
    .click()
  const panel = partner.getByRole('complementary', { name: 'Training of nurses' })
  await panel.getByRole('button', { name: 'Revise', exact: true }).click()
  await partner.getByRole('dialog').getByRole('button', { name: 'Revise', exact: true }).click()
  await sees(partner, '1 activity was opened again')
  const total = panel.getByRole('textbox', { name: 'Total target', exact: true })
  await total.fill('90')
  await total.blur()
  await panel.getByRole('button', { name: 'Submit', exact: true }).click()
  await partner.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click()
  await sees(partner, '1 activity was submitted')

  const way: [Person, string][] = [
    ['office', 'Endorse'],
    ['health-ecuador', 'Validate'],
    ['regional', 'Approve'],
  ]
  for (const [person, step] of way) await decide(await review(person, /Health/), step)

  await region.goto(at('publication'))
  await sees(region, '1 approved activity is published', '3 activities stay as published before')
  await region.getByRole('button', { name: 'Publish version 2 …' }).click()
  const dialog = region.getByRole('dialog', { name: 'Publish version 2' })
  await dialog.getByLabel(/I have seen the difference/).check()
  await dialog.getByRole('button', { name: 'Publish version 2' }).click()
  await region.getByRole('link', { name: 'since version 1' }).click()
  const change = region.getByRole('region', { name: 'Training of nurses' })
  await change.waitFor()
  const cells = (await change.getByRole('row').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '))
  expect(cells.slice(1)).toEqual(['Total target 60 90'])

  const visitor = await world.visitor({ javaScriptEnabled: false })
  await visitor.goto(`/plans/${year}?language=en`)
  await sees(visitor, /^Version 2, published on/)
  await visitor.context().close()
})
