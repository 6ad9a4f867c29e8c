/** Needs of a year: the real table of 2022 is taken on the screen, gaps are shown, a cell is entered with its source; and a plan without one is told what to do. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { shared } from '../test/shared.ts'
import { heldAnswer, makeWorld, sees } from './browser.ts'
import { senda } from './server.ts'

const world = makeWorld()
const plan = 'needs-2022'
const table = shared('r4v/pin-2022.csv')
beforeAll(async () => {
  const { code, hints } = await senda(world.server.data, 'plan', 'create', plan, '--year', '2022', '--name', 'Needs 2022')
  expect({ code, hints }).toEqual({ code: 0, hints: '' })
})

it('a file that is no table of people is refused in words, and nothing is taken', async () => {
  const page = await world.as('regional')
  await page.goto(`/app/plan/${plan}/needs`)
  await sees(page, 'No needs and targets yet')
  await page.getByRole('button', { name: 'Import a table' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Import a table' })
  const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Place\nRosa,Quito\n') }
  await dialog.locator('input[type=file]').setInputFiles(file)
  await dialog.getByRole('alert').waitFor()
  expect(await dialog.getByRole('alert').textContent()).toMatch(/country|column/i)
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await sees(page, 'No needs and targets yet')
})

it('another plan chosen above shows the same part of that plan', async () => {
  const page = await world.as('regional')
  const plans = page.locator('form.scope select').first()
  await plans.selectOption({ value: 'iom-regional-2022' })
  await page.waitForURL(/\/plan\/iom-regional-2022\/needs/)
  await page.getByRole('table').first().waitFor()
  await plans.selectOption({ value: plan })
  await sees(page, 'No needs and targets yet')
})

it('a form that closes once it is saved takes nothing while it is being saved', async () => {
  const page = await world.as('regional')
  await page.goto(`/app/plan/${plan}/needs?part=scenario`)
  await page.getByRole('button', { name: 'Write the scenario' }).click()
  const text = page.getByLabel(/^What the plan assumes of the year/)
  await text.fill('Entries stay as they are.')
  const held = await heldAnswer(page, '**/needs/scenario')
  await page.getByRole('button', { name: 'Save the scenario' }).click()
  await held.isHeld
  await text.evaluate((field) => field.focus())
  await page.keyboard.type(' Lost')
  expect(await text.inputValue()).toBe('Entries stay as they are.')
  await held.go()
  await text.waitFor({ state: 'detached' })
  await sees(page, 'Entries stay as they are.')
  await page.goto(`/app/plan/${plan}/needs`)
})

describe.skipIf(!table)('the table of people in need of 2022', () => {
  it('is taken whole; each country whose own row differs from its places is named with its gap', async () => {
    const page = await world.as('regional')
    await page.getByRole('button', { name: 'Import a table' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Import a table' })
    await dialog.getByLabel('As of').fill('2021-11-30')
    const file = { name: 'pin-2022.csv', mimeType: 'text/csv', buffer: readFileSync(table!) }
    await dialog.locator('input[type=file]').setInputFiles(file)
    await sees(page, /^1.853 lines read, 1.853 taken/)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await sees(page, /People in need: pin-2022\.csv, as of 30 November 2021/)

    await page.getByText(/countries’ own rows differ from their places/).click()
    const gap = page.getByRole('row').filter({ hasText: 'Colombia' }).filter({ hasText: 'People in need' })
    expect((await gap.getByRole('cell').allInnerTexts()).slice(-3).map(numberIn)).toEqual([4_739_338, 4_560_712, 178_626])
  })

  it('a place opens down to its groups and sectors', async () => {
    const page = await world.as('regional')
    await page.getByRole('link', { name: 'Ecuador', exact: true }).click()
    await page.getByRole('link', { name: 'Pichincha', exact: true }).click()
    const groups = page.getByRole('region', { name: 'Pichincha: by group and age' })
    await groups.waitFor()
    const needs = await groups.getByRole('row').filter({ hasText: 'People in need' }).all()
    const numbers = await Promise.all(needs.map(async (row) => (await row.locator('td.n').allInnerTexts()).map(numberIn)))
    expect(numbers).toHaveLength(6)
    for (const [girls, boys, women, men, total] of numbers) expect(girls! + boys! + women! + men!).toBe(total)
    expect(numbers.at(-1)!.at(-1)).toBe(numbers.slice(0, -1).reduce((sum, group) => sum + group.at(-1)!, 0))
  })

  it('the country officer enters a cell, and its source stands beside it', async () => {
    const page = await world.as('ecuador')
    await page.goto(`/app/plan/${plan}/needs?part=entry`)
    const cell = page.getByRole('textbox', { name: /^Azuay.*[Gg]irls/ }).first()
    await cell.fill('12a')
    await sees(page, '1 cell is not a whole number')
    await cell.fill('1 234')
    await page.getByLabel('Source').fill('Survey of Azuay, March 2022')
    await page.getByLabel('As of').fill('2022-03-31')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await sees(page, 'Saved.')
    await page.reload()
    await cell.focus()
    expect(await cell.inputValue()).toBe('1234')
    await sees(page, /Survey of Azuay, March 2022, as of 31 March 2022; put in by Esteban Cueva/)
  })

  it('what is typed while a save is on its way stays, and goes with the next', async () => {
    const page = await world.as('ecuador')
    const save = page.getByRole('button', { name: 'Save', exact: true })
    const cell = (group: string) => page.getByRole('textbox', { name: new RegExp(`^Azuay.*${group}`) }).first()
    const [girls, boys, women] = [cell('[Gg]irls'), cell('[Bb]oys'), cell('[Ww]omen')]
    const before = await women.inputValue()
    await girls.fill('1235')
    await women.fill('77')
    await page.getByLabel('Source').fill('Second survey of Azuay')
    const held = await heldAnswer(page, '**/needs/cells')
    await save.click()
    await held.isHeld
    await girls.fill('1240')
    await boys.fill('55')
    await women.fill(before)
    await held.go()
    await sees(page, '3 cells changed')
    expect(await Promise.all([girls, boys, women].map((field) => field.inputValue()))).toEqual(['1240', '55', before])
    await save.click()
    await sees(page, 'Saved.')
    await page.reload()
    await girls.waitFor()
    expect(await Promise.all([girls, boys, women].map((field) => field.inputValue()))).toEqual(['1240', '55', before])
  })
})

const numberIn = (text: string): number => Number(text.replace(/\D/g, ''))
